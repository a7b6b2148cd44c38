/// How a text table separates its cells, and whether quotes protect them (RFC 4180).
struct Dialect: Equatable {
  static let lineFeed: UInt8 = 0x0A
  static let quote: UInt8 = 0x22

  /// Stands between two cells; a line feed means that a line is one cell.
  let delimiter: UInt8
  let hasQuotes: Bool

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
  /// Numbers with decimal commas count, so that `1,5;2,5` is not taken for three cells.
  static func ofPoints(path: String, bytes: ByteView) -> Dialect {
    var best = comma
    var bestShare = 0.0
    for dialect in [tab, comma, semicolon] {
      let scanner = CellScanner(path: path, bytes: bytes, dialect: dialect)
      let share = numericShare(scanner)
      if share > bestShare { (best, bestShare) = (dialect, share) }
    }
    // One column of unquoted lists: what would part the cells stands in them alone.
    if bestShare == 0, cutsLists(CellScanner(path: path, bytes: bytes, dialect: comma)) {
      return oneColumn
    }
    return best
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

  /// Share of number cells among the first records behind what may be a header; 0 when nothing is cut.
  private static func numericShare(_ start: CellScanner) -> Double {
    var scanner = start
    var records: [[CellScanner.Cell]] = []
    while records.count < 20, let record = (try? scanner.record()) ?? nil {
      records.append(record)
    }
    guard records.contains(where: { $0.count > 1 }) else { return 0 }
    let cells = records.dropFirst(records.count > 1 ? 1 : 0).joined()
    // What cuts a list of numbers in a cell, `[0.1, 0.2]`, is not what parts the cells.
    guard !cells.contains(where: { isHalfList(start.bytes, $0) }) else { return 0 }
    let numbers = cells.count { isNumber(start.bytes, $0.range) }
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

  /// Whether the cell reads like `-1,5`.
  static func isDecimalComma(_ bytes: ByteView, _ range: Range<Int>) -> Bool {
    let parts = bytes.copy(range).split(separator: 0x2C, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[1].isEmpty else { return false }
    let whole = parts[0].drop { $0 == 0x20 || $0 == 0x2B || $0 == 0x2D }
    return !whole.isEmpty && (whole + parts[1]).allSatisfy { (0x30...0x39).contains($0) }
  }
}
