import Values

/// What the first records of a table of numbers say about it: is the first one a header, and which
/// columns hold numbers.
struct HeaderRule {
  /// Records looked at behind the first.
  private static let sampleSize = 20

  let first: [CellScanner.Cell]
  /// Records behind the first, at most `sampleSize`.
  private let rest: [[CellScanner.Cell]]
  private let bytes: ByteView
  private let decimal: UInt8
  /// Where the first record holds a number, counted over its columns.
  private let firstIsNumber: [Bool]
  private let header: PointsChoice.Header
  /// Text over a column of numbers, or a metadata column's name; numbers in it may only count the
  /// columns, from 0 or 1. A single number over a single column is a point.
  private(set) var isHeader = false

  /// nil when there is no record at all.
  init?(
    _ start: CellScanner, _ choice: PointsChoice = PointsChoice()
  ) throws(DataError) {
    var scanner = start
    guard let first = try scanner.record() else { return nil }
    var rest: [[CellScanner.Cell]] = []
    while rest.count < Self.sampleSize, let record = try scanner.record() { rest.append(record) }
    self.first = first
    self.rest = rest
    bytes = start.bytes
    let decimal = start.dialect.decimal
    self.decimal = decimal
    let cells = first.map { (start.bytes.text($0.range) ?? "").trimmed }
    // Whoever asks for a column by a name in the first line has a header.
    let isNamed = choice.column.map { ColumnList($0).names(anyOf: cells) } ?? false
    header = choice.header == .auto && isNamed ? .yes : choice.header
    firstIsNumber = first.map { DecimalNumber(start.bytes, $0.range, decimal: decimal) != nil }
    isHeader = readsLikeHeader
  }

  /// A header and nothing behind it.
  var isHeaderAlone: Bool {
    switch header {
    case .auto: rest.isEmpty && !firstIsNumber.contains(true) && !first.contains(where: isList)
    case .yes: rest.isEmpty
    case .no: false
    }
  }

  private var readsLikeHeader: Bool {
    guard header == .auto else { return header == .yes }
    guard !rest.isEmpty else { return isHeaderAlone }
    let numbers = first.indices.filter { firstIsNumber[$0] }.map { trimmed(first[$0]) }
    guard !numbers.contains(where: { !isCount($0) }) else { return false }
    if first.contains(where: { PointsRule.isMetadata(trimmed($0)) }) {
      return true
    }
    guard isSequence(numbers) else { return false }
    let hasTitle = first.indices.contains {
      !firstIsNumber[$0] && !trimmed(first[$0]).isEmpty
        && (isNumeric($0, in: rest) || !isList(first[$0]) && lists($0, in: rest) != nil)
    }
    return hasTitle || numbers.count > 1 || (numbers.count == 1 && hasUnnamedFirst)
  }

  /// Whether the header holds nothing but the columns' counts, so that it could be taken for a
  /// point.
  var looksLikePoint: Bool {
    header == .auto && isHeader && zip(first, firstIsNumber).allSatisfy { $1 || isBlank($0) }
  }

  /// Column names from the header, "" where a column has none.
  var names: [String] { isHeader ? first.map(trimmed) : first.map { _ in "" } }

  /// Whether the points take column `index`: at least half of its first cells are numbers.
  ///
  /// Not all of them, so that a broken cell near the top is an error and not the column's end.
  func isNumeric(_ index: Int) -> Bool { isNumeric(index, in: isHeader ? rest : [first] + rest) }

  /// What column `index`, which is called `name`, holds; the index column that pandas writes is no
  /// numbers.
  func sketch(_ index: Int, _ name: String) -> ColumnSketch {
    if let lists = lists(index) { return ColumnSketch(name, .lists(lists.length)) }
    let isIndex = index == 0 && isHeader && hasUnnamedFirst
    return ColumnSketch(name, isNumeric(index) && !isIndex ? .numbers : .others)
  }

  /// An index column as pandas writes it: without a name, or with the name it makes up on reading
  /// that.
  var hasUnnamedFirst: Bool {
    first.count > 1 && (isBlank(first[0]) || trimmed(first[0]) == "Unnamed: 0")
  }

  /// Whether a cell of the first record reads like `1,5`.
  var hasDecimalCommas: Bool {
    (rest.first ?? first).contains { Dialect.isDecimalComma(bytes, $0.range) }
  }

  private func isNumeric(_ index: Int, in records: [[CellScanner.Cell]]) -> Bool {
    var numbers = 0
    var others = 0
    for record in records where index < record.count && !isBlank(record[index]) {
      let number = DecimalNumber(bytes, record[index].range, decimal: decimal)
      if number != nil { numbers += 1 } else { others += 1 }
    }
    return numbers > 0 && numbers >= others
  }

  /// What of column `index` is lists in brackets: at least half of its first cells, as with
  /// numbers.
  func lists(_ index: Int) -> Lists? { lists(index, in: isHeader ? rest : [first] + rest) }

  struct Lists {
    /// Numbers in the first of them.
    var length = 0
    /// One of them lacks numbers: `...` stands in it.
    var shortened: CellScanner.Cell?
  }

  /// `isPlain`: numbers without brackets count, too.
  func lists(_ index: Int, in records: [[CellScanner.Cell]], isPlain: Bool = false) -> Lists? {
    var lists: [Lists] = []
    var others = 0
    for record in records where index < record.count && !isBlank(record[index]) {
      let cell = record[index]
      var list = ListCell(bytes, cell.range)
      guard list.hasBrackets || isPlain else { return nil }
      switch list.read({ _, _ in }) {
      case .success(let length) where length > 0: lists.append(Lists(length: length))
      case .failure(.shortened): lists.append(Lists(shortened: cell))
      default: others += 1
      }
    }
    return lists.count >= others ? lists.first : nil
  }

  /// The same of numbers between spaces, commas or semicolons, where the column was asked for.
  func plainLists(_ index: Int) -> Lists? {
    lists(index, in: isHeader ? rest : [first] + rest, isPlain: true)
  }

  private func isList(_ cell: CellScanner.Cell) -> Bool {
    ListCell(bytes, cell.range).hasBrackets && ListCell.count(bytes, cell.range) != nil
  }

  private func isBlank(_ cell: CellScanner.Cell) -> Bool { trimmed(cell).isEmpty }

  private func trimmed(_ cell: CellScanner.Cell) -> String {
    (bytes.text(cell.range) ?? "").trimmed
  }

  private func isCount(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  private func isSequence(_ numbers: [String]) -> Bool {
    [0, 1].contains { base in
      numbers.enumerated().allSatisfy { i, text in text == String(i + base) }
    }
  }
}
