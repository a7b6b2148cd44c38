import Values

/// A coarser copy of a column whose values are too many for the page to color by.
///
/// Texts: the 49 most frequent keep their name, the others share one value. Numbers with gaps,
/// which the page takes for text because of the gaps: ten ranges of about as many points each.
struct GroupedColumn {
  /// The page colors by a text column of at most so many values.
  static let mostValues = 50
  private static let ranges = 10

  let values: [String]

  /// nil when the page can color by `cells` as they are, or when grouping would tell nothing:
  /// `isChosen` (the column to color by) is always grouped, another one only when its values stand
  /// twice on average, and those that keep their name cover half of the points. Empty cells read
  /// `blank`.
  init?(_ cells: [String], blank: String, isChosen: Bool) {
    var counts: [String: Int] = [:]
    for cell in cells { counts[cell, default: 0] += 1 }
    let blanks = counts.removeValue(forKey: blank) ?? 0
    let isNumeric = !counts.isEmpty && counts.keys.allSatisfy(\.isPageNumber)
    guard counts.count + (blanks > 0 ? 1 : 0) > Self.mostValues, !isNumeric || blanks > 0 else {
      return nil
    }
    if isNumeric {
      values = Self.ranges(of: cells, blank: blank)
      return
    }
    let room = Self.mostValues - 1 - (blanks > 0 ? 1 : 0)
    let kept = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(room)
    let covered = kept.reduce(0) { $0 + $1.value }
    let points = cells.count - blanks
    guard isChosen || points >= 2 * max(counts.count, points - covered) else { return nil }
    let names = Set(kept.map(\.key) + [blank])
    var rest = "(\(grouped(counts.count - kept.count)) others)"
    while names.contains(rest) { rest = "(\(rest))" }
    values = cells.map { names.contains($0) ? $0 : rest }
  }

  /// `low to high` for every number, by deciles of the distinct numbers' sorted list.
  private static func ranges(of cells: [String], blank: String) -> [String] {
    let sorted = cells.compactMap { $0 == blank ? nil : Double($0) }.sorted()
    var bounds: [Double] = []
    for i in 1..<ranges {
      let bound = sorted[i * sorted.count / ranges]
      if bound > (bounds.last ?? sorted[0]) { bounds.append(bound) }
    }
    let edges = [sorted[0]] + bounds + [sorted[sorted.count - 1]]
    let digits = Array(String(edges.count).utf8).count
    let names = (1..<edges.count).map { i in
      let place = String(repeating: "0", count: digits - String(i).utf8.count) + String(i)
      return "\(place): \(shortened(Float(edges[i - 1]))) to \(shortened(Float(edges[i])))"
    }
    return cells.map { cell in
      guard cell != blank, let value = Double(cell) else { return blank }
      return names[bounds.count { $0 <= value }]
    }
  }
}
