/// metadata.tsv as the page reads it: a header exactly when there are several columns, no cell empty,
/// no tab, line break or control character in a cell, every name there once.
struct ProjectorMetadata {
  static let fileName = "metadata.tsv"
  private static let empty = "(empty)"
  /// The page colors by a text column of at most so many values.
  private static let mostCategories = 50

  private let names: [String]
  private let values: [[String]]
  private let colorIndex: Int?
  let notes: [String]

  /// `dataset` has at least one column.
  init(_ dataset: Dataset) {
    names = Self.cleanNames(dataset.columns.map(\.name))
    var replaced = 0
    var blank = 0
    values = dataset.columns.map { column in
      column.values.map { cell in
        let text = cell.withoutControls
        if text != nil { replaced += 1 }
        guard (text ?? cell).isBlank else { return text ?? cell }
        blank += 1
        return Self.empty
      }
    }
    colorIndex = dataset.columns.firstIndex { $0.name == dataset.colorColumn }
    var notes: [String] = []
    if replaced > 0 {
      notes.append(
        "\(Self.fileName): control characters (tabs, line breaks ...) in \(replaced) cells are now "
          + "spaces")
    }
    if blank > 0 { notes.append("\(Self.fileName): \(blank) empty cells read \(Self.empty)") }
    self.notes = notes
  }

  /// The column that bookmarks color by; nil when the page would not offer it.
  var colorOption: String? {
    colorIndex.flatMap { isColorable(values[$0]) ? pageName($0) : nil }
  }

  /// The column whose cells label the points: the first one of text, else the color's, else the first.
  var labelOption: String {
    pageName(values.firstIndex { !$0.allSatisfy(\.isPageNumber) } ?? colorIndex ?? 0)
  }

  func write(to folder: OutputFolder) throws(DataError) {
    let file = try folder.create(Self.fileName)
    if names.count > 1 { try file.write(names.joined(separator: "\t") + "\n") }
    for row in values[0].indices {
      for (i, column) in values.enumerated() {
        if i > 0 { try file.write("\t") }
        try file.write(column[row])
      }
      try file.write("\n")
    }
    try file.close()
  }

  /// The page calls a single column without a header `label`.
  private func pageName(_ index: Int) -> String { names.count == 1 ? "label" : names[index] }

  private func isColorable(_ cells: [String]) -> Bool {
    var distinct: Set<String> = []
    for cell in cells {
      distinct.insert(cell)
      if distinct.count > Self.mostCategories { return cells.allSatisfy(\.isPageNumber) }
    }
    return true
  }

  private static func cleanNames(_ names: [String]) -> [String] {
    var used: Set<String> = []
    return names.enumerated().map { i, name in
      let text = (name.withoutControls ?? name).trimmed
      let base = text.isEmpty ? "column \(i + 1)" : text
      var unique = base
      var copy = 2
      while !used.insert(unique).inserted {
        unique = "\(base) (\(copy))"
        copy += 1
      }
      return unique
    }
  }
}
