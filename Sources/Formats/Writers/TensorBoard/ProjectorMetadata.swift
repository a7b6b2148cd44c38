import Values

/// metadata.tsv as the page reads it: a header exactly when there are several columns, no cell
/// empty, no tab, line break or control character in a cell, every name there once, and a grouped
/// copy of label columns with too many values to color by.
struct ProjectorMetadata {
  static let fileName = "metadata.tsv"
  private static let empty = "(empty)"
  /// Names that the page takes for orders: a column of successors, in which a circle hangs it, and
  /// what JavaScript's objects keep to themselves.
  private static let reserved = ["__next__", "__seq_next__", "__index__", "__proto__"]

  private let names: [String]
  private let values: [[String]]
  /// The column that bookmarks color by; nil when the page would not offer any.
  let colorOption: String?
  /// The column whose cells label the points: the first one of text, else the color's, else the
  /// first.
  let labelOption: String
  let notes: [String]

  /// `dataset` has at least one column.
  init(_ dataset: Dataset) {
    let cells = CleanCells(dataset.columns.map(\.values), blank: Self.empty)
    let colorIndex = dataset.columns.firstIndex { $0.name == dataset.colorColumn }
    let areNumbers = dataset.columns.map { Self.arePageNumbers($0.values) }
    let groups = cells.values.enumerated().map { i, column in
      // The page colors numbers by a scale, however many there are.
      areNumbers[i] ? nil : GroupedColumn(column, blank: Self.empty, isChosen: i == colorIndex)
    }
    var given: [String] = []
    var table: [[String]] = []
    var labels: [Bool] = []
    var shownColor: Int?
    var notes = cells.notes(file: Self.fileName)
    for (i, column) in dataset.columns.enumerated() {
      if i == colorIndex { shownColor = groups[i] == nil ? given.count : given.count + 1 }
      given.append(column.name)
      table.append(cells.values[i])
      labels.append(!areNumbers[i] && !cells.values[i].allSatisfy(\.isPageNumber))
      guard let group = groups[i] else { continue }
      given.append("\(column.name) (grouped)")
      table.append(group.values)
      labels.append(true)
      notes.append(
        "\(Self.fileName): TensorBoard colors by a text column of at most \(GroupedColumn.mostValues) "
          + "values; \(JSON.quoted(given[given.count - 1])) is \(JSON.quoted(column.name)) with fewer"
      )
    }
    let written = WrittenNames(given, file: Self.fileName, reserved: Self.reserved)
    // The page calls a single column, which has no header, `label`.
    names = table.count == 1 ? ["label"] : written.names
    values = table
    self.notes = notes + (table.count == 1 ? [] : written.notes)
    colorOption = shownColor.map { [names] in names[$0] }
    labelOption = names[labels.firstIndex(of: true) ?? shownColor ?? 0]
  }

  /// Whether the page takes every cell for a number: those known as numbers are spelled so.
  private static func arePageNumbers(_ values: ColumnValues) -> Bool {
    guard case .numbers(let numbers, _) = values.form else { return false }
    return !numbers.contains { $0.isNaN }
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
}

/// Columns whose cells the page can read, and how many had to change.
private struct CleanCells {
  private(set) var values: [[String]] = []
  private var replaced = 0
  private var blanks = 0
  private let blank: String

  /// Cells without anything to see read `blank`.
  init(_ columns: [ColumnValues], blank: String) {
    self.blank = blank
    for column in columns { values.append(column.map { clean($0) }) }
  }

  private mutating func clean(_ cell: String) -> String {
    let text = cell.withoutControls
    if text != nil { replaced += 1 }
    guard (text ?? cell).isBlank else { return text ?? cell }
    blanks += 1
    return blank
  }

  func notes(file: String) -> [String] {
    var notes: [String] = []
    if replaced > 0 {
      notes.append(
        "\(file): control characters (tabs, line breaks ...) in \(grouped(replaced)) cells are now spaces"
      )
    }
    if blanks > 0 { notes.append("\(file): \(grouped(blanks)) empty cells read \(blank)") }
    return notes
  }
}
