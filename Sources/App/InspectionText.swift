import Formats
import Values

/// An inspection for people: a few aligned lines, and the command to type next.
struct InspectionText {
  private let inspection: Inspection
  /// Lines of a list that are shown; how many more there are is said.
  private static let mostLines = 20

  init(_ inspection: Inspection) { self.inspection = inspection }

  var text: String {
    var lines = [title]
    if !inspection.parts.isEmpty { lines += parts }
    if let points = inspection.points { lines += entry("points", describe(points)) }
    if let picture = inspection.pictures {
      lines += entry("pictures", ["\(picture.width) x \(picture.height) pixels, as thumbnails"])
    }
    lines += columns
    if let color = inspection.color { lines += entry("color by", [color]) }
    lines += inspection.notes.flatMap { entry("note", [withoutPath($0)]) }
    if let problem = inspection.problem { lines += entry("problem", [withoutPath(problem)]) }
    return (lines + next).joined(separator: "\n")
  }

  private var title: String {
    var words = [inspection.title]
    if let codec = inspection.codec { words.append(codec) }
    if let bytes = inspection.bytes { words.append(size(bytes)) }
    return "\(inspection.path): \(words.joined(separator: ", "))"
  }

  /// The first line names the file.
  private func withoutPath(_ sentence: String) -> String {
    let prefix = inspection.path + ": "
    return sentence.hasPrefix(prefix) ? String(sentence.dropFirst(prefix.count)) : sentence
  }

  /// A name, and what belongs to it, beneath each other.
  private func entry(_ name: String, _ lines: [String]) -> [String] {
    lines.enumerated().map { "  \(($0 == 0 ? name : "").padded(to: 10))\($1)" }
  }

  /// Cells beneath each other, columns two spaces apart.
  private func aligned(_ rows: [[String]]) -> [String] {
    let widths = (rows.first ?? []).indices.map { column in
      rows.map { $0[column].count }.max() ?? 0
    }
    return rows.prefix(Self.mostLines).map { row in
      let cells = zip(row, widths).map { $0.padding(to: $1 + 2) }
      return cells.joined().trimmingEnd
    } + (rows.count > Self.mostLines ? ["and \(grouped(rows.count - Self.mostLines)) more"] : [])
  }

  private var parts: [String] {
    let rows = inspection.parts.map { part in
      [
        shortened(part.name, 40), part.shape.map(grouped).joined(separator: " x "), part.type,
        part.role.rawValue,
      ]
    }
    return entry("holds", aligned(rows))
  }

  private func describe(_ points: Inspection.Points) -> [String] {
    let shape = points.shape.map(grouped).joined(separator: " x ")
    var first = "\(points.isEstimate ? "about " : "")\(shape) \(points.type)"
    if points.shape.count > 2 { first += ", \(grouped(points.columns)) numbers a point" }
    var lines = [first]
    if !points.first.isEmpty {
      let more = points.columns > points.first.count ? ", ..." : ""
      lines.append("the first is \(points.first.map(short).joined(separator: ", "))\(more)")
    }
    if let range = points.range {
      lines.append("numbers from \(short(range.lowerBound)) to \(short(range.upperBound))\(seen)")
    }
    return lines
  }

  /// Of which rows something is known.
  private var seen: String {
    guard let points = inspection.points, let rows = points.shape.first else { return "" }
    let looked = min(inspection.sampledRows ?? rows, 1000, max(1, (1 << 20) / points.columns))
    return looked < rows ? " in the first \(grouped(looked)) rows" : ""
  }

  private var columns: [String] {
    guard !inspection.columns.isEmpty else { return [] }
    let rows = inspection.columns.map { column in
      [shortened(column.name, 30), column.kind.word, facts(column)]
    }
    var lines = aligned(rows)
    if let sampled = inspection.sampledRows {
      lines.append("(as the first \(grouped(sampled)) rows have it)")
    }
    return entry("metadata", lines)
  }

  /// `3 values: "cat", "dog", "bird"; 12 empty`.
  private func facts(_ column: ColumnFacts) -> String {
    var parts: [String] = []
    if let range = column.range {
      parts.append("\(number(range.lowerBound)) to \(number(range.upperBound))")
    } else if !column.examples.isEmpty {
      let examples = column.examples.prefix(3).map { "\"\(shortened($0, 24))\"" }
      let isMore = column.distinct.map { $0 > examples.count } ?? true
      parts.append(examples.joined(separator: ", ") + (isMore ? ", ..." : ""))
    }
    if column.kind == .category, let distinct = column.distinct {
      parts.insert("\(distinct) \(distinct == 1 ? "value" : "values")", at: 0)
    }
    let facts = parts.joined(separator: ": ")
    guard column.empty > 0 else { return facts }
    return facts + (facts.isEmpty ? "" : "; ") + "\(grouped(column.empty)) empty"
  }

  private var next: [String] {
    guard !inspection.isRefused else { return [] }
    let call = ["astrolabe", "project", inspection.path] + inspection.choice
    let output = ["--output", "runs/\(inspection.name)"]
    guard let points = inspection.points else {
      return ["Choose, for example: \(Report.commandLine(call + output))"]
    }
    let isSmall = !points.isEstimate && (points.shape.first ?? 0) < 5
    var lines = [
      "Next: \(Report.commandLine(call + (isSmall ? ["--method", "pca"] : []) + output))"
    ]
    if (2...3).contains(points.columns) {
      lines.append(
        "As it is: \(Report.commandLine(call + ["--method", "none"] + output))")
    }
    return lines
  }

  private func short(_ value: Float) -> String {
    let magnitude = abs(value)
    guard value.isFinite, magnitude == 0 || magnitude >= 1e-3, magnitude < 1e7 else {
      return "\(value)"
    }
    return number(Double(value), digits: 4)
  }

  private func shortened(_ text: String, _ most: Int) -> String {
    let line = text.replacing("\n", with: " ").replacing("\t", with: " ")
    return line.count > most ? "\(line.prefix(most - 3))..." : line
  }
}

extension Column.Kind {
  var word: String {
    switch self {
    case .number: "number"
    case .category: "category"
    case .text: "text"
    }
  }
}

extension String {
  fileprivate func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }

  fileprivate var trimmingEnd: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
