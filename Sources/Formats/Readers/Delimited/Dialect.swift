/// How a text table separates its cells, and whether quotes protect them (RFC 4180).
struct Dialect: Equatable {
  static let lineFeed: UInt8 = 0x0A
  static let quote: UInt8 = 0x22
  static let point: UInt8 = 0x2E
  private static let decimalComma: UInt8 = 0x2C

  /// Stands between two cells; a line feed means that a line is one cell.
  let delimiter: UInt8
  let hasQuotes: Bool
  /// Stands before the decimals of a number: a point, or a comma where that cannot part cells.
  var decimal = Dialect.point

  static let comma = Dialect(delimiter: 0x2C, hasQuotes: true)
  static let semicolon = Dialect(delimiter: 0x3B, hasQuotes: true)
  static let tab = Dialect(delimiter: 0x09, hasQuotes: true)
  /// Tabs as TensorBoard reads them: a quote is a character like others.
  static let literalTab = Dialect(delimiter: 0x09, hasQuotes: false)
  static let oneColumn = Dialect(delimiter: lineFeed, hasQuotes: true)
  static let literalLines = Dialect(delimiter: lineFeed, hasQuotes: false)

  /// `csv` or `tsv`, for the report.
  var format: String { delimiter == 0x09 ? "tsv" : "csv" }

  /// The delimiter's name, for a sentence.
  var delimiterName: String {
    switch delimiter {
    case 0x09: "tab"
    case 0x3B: "semicolon"
    default: "comma"
    }
  }
}

extension Dialect {
  /// The dialect of a table of numbers: the one that cuts most of its first records into numbers.
  ///
  /// Between semicolons or tabs a comma may stand before the decimals, as spreadsheets write them
  /// in much of the world: `1,5;2,5` is two numbers.
  static func ofPoints(path: String, bytes: ByteView) -> Dialect {
    var best = Cut(dialect: comma, share: 0, isEven: false)
    for dialect in [tab, comma, semicolon] {
      let cut = Cut(path: path, bytes: bytes, dialect: dialect)
      if cut.isClearer(than: best) { best = cut }
    }
    // One column of unquoted lists: what would part the cells stands in them alone.
    if best.share == 0, cutsLists(CellScanner(path: path, bytes: bytes, dialect: comma)) {
      return oneColumn
    }
    return best.dialect
  }

  /// The dialect of a metadata table, from its header: a tab wins, then comma, then semicolon.
  static func ofMetadata(path: String, bytes: ByteView) -> Dialect {
    for dialect in [literalTab, comma, semicolon] {
      var scanner = CellScanner(path: path, bytes: bytes, dialect: dialect)
      let header = (try? scanner.record()) ?? nil
      if let header, header.count > 1 { return dialect }
    }
    return oneColumn
  }

  /// What a dialect makes of the first records.
  private struct Cut {
    var dialect: Dialect
    /// Of the cells, how many are numbers or lists of them.
    let share: Double
    /// All records have as many cells.
    let isEven: Bool

    init(dialect: Dialect, share: Double, isEven: Bool) {
      (self.dialect, self.share, self.isEven) = (dialect, share, isEven)
    }

    init(path: String, bytes: ByteView, dialect: Dialect) {
      let records = firstRecords(CellScanner(path: path, bytes: bytes, dialect: dialect))
      self.dialect = dialect
      share = numericShare(bytes, records)
      isEven = Set(records.map(\.count)).count == 1
      if dialect != comma, haveDecimalCommas(bytes, records.joined()) {
        self.dialect.decimal = decimalComma
      }
    }

    func isClearer(than other: Cut) -> Bool {
      guard share > 0 else { return false }
      // Commas that cut unevenly stand in numbers, and in texts beside them: `Smith, 2;0,5;1,25`.
      if isEven, hasDecimalCommas, other.isUnevenByCommas { return true }
      if other.isEven, other.hasDecimalCommas, isUnevenByCommas { return false }
      guard share == other.share else { return share > other.share }
      // To a comma, `1;0,5;2` is a number and a list.
      return other.dialect == comma && isEven && (!other.isEven || hasDecimalCommas)
    }

    private var hasDecimalCommas: Bool { dialect.decimal != point }
    private var isUnevenByCommas: Bool { dialect == comma && !isEven }
  }

  private static func firstRecords(_ start: CellScanner) -> [[CellScanner.Cell]] {
    var scanner = start
    var records: [[CellScanner.Cell]] = []
    while records.count < 20, let record = (try? scanner.record()) ?? nil {
      records.append(record)
    }
    return records
  }

  /// Whether numbers among `cells` have commas before their decimals, and none of them a point.
  private static func haveDecimalCommas(
    _ bytes: ByteView, _ cells: some Sequence<CellScanner.Cell>
  ) -> Bool {
    guard cells.contains(where: { isDecimalComma(bytes, $0.range) }) else { return false }
    return !cells.contains { cell in
      cell.range.contains { bytes[$0] == point } && DecimalNumber(bytes, cell.range) != nil
    }
  }

  /// Share of number cells among the records behind what may be a header; 0 when nothing is cut.
  private static func numericShare(_ bytes: ByteView, _ records: [[CellScanner.Cell]]) -> Double {
    guard records.contains(where: { $0.count > 1 }) else { return 0 }
    let cells = records.dropFirst(records.count > 1 ? 1 : 0).joined()
    // What cuts a list of numbers in a cell, `[0.1, 0.2]`, is not what parts the cells.
    guard !cells.contains(where: { isHalfList(bytes, $0) }) else { return 0 }
    let numbers = cells.count { isNumber(bytes, $0.range) }
    // A table of text alone still has a delimiter: the one that cuts it.
    return (Double(numbers) + 1e-6 * Double(cells.count)) / Double(max(1, cells.count))
  }

  private static func isNumber(_ bytes: ByteView, _ range: Range<Int>) -> Bool {
    DecimalNumber(bytes, range) != nil || isDecimalComma(bytes, range)
      || (ListCell.count(bytes, range) ?? 0) > 1
  }

  private static func cutsLists(_ start: CellScanner) -> Bool {
    var scanner = start
    for _ in 0..<2 {
      guard let record = (try? scanner.record()) ?? nil else { return false }
      if record.contains(where: { isHalfList(start.bytes, $0) }) { return true }
    }
    return false
  }

  /// Whether the cell begins a list that it does not end.
  private static func isHalfList(_ bytes: ByteView, _ cell: CellScanner.Cell) -> Bool {
    var list = ListCell(bytes, cell.range)
    guard list.hasBrackets, case .failure(.open) = list.read({ _, _ in }) else { return false }
    return true
  }

  /// Whether the cell reads like `-1,5` or `1,5E-05`.
  static func isDecimalComma(_ bytes: ByteView, _ range: Range<Int>) -> Bool {
    range.contains { bytes[$0] == decimalComma }
      && DecimalNumber(bytes, range, decimal: decimalComma) != nil
  }
}
