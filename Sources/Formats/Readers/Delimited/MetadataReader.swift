package import Values

/// A table of text cells with a header, for `--metadata`: TSV with literal quotes, as TensorBoard
/// has it, or CSV with quotes (RFC 4180), comma- or semicolon-separated, or a single column.
package enum MetadataReader {
  /// One column a header cell; no rows where there is only a header. Errors name file and line.
  package static func read(
    path: String, storage: Storage
  ) throws(DataError) -> (columns: [Column], notes: [String]) {
    if let refusal = TextEncoding.wideRefusal(storage.prefix(TextEncoding.prefixLength)) {
      throw DataError("\(path): \(refusal)")
    }
    return try storage.withView { (bytes) throws(DataError) -> ([Column], [String]) in
      let dialect = Dialect.ofMetadata(path: path, bytes: bytes)
      if dialect == .oneColumn {
        // Lines like `"Hello" she said` are no quoted cells: then all quotes are text.
        do throws(DataError) {
          return try table(path, bytes, .oneColumn)
        } catch {
          return try table(path, bytes, .literalLines)
        }
      }
      return try table(path, bytes, dialect)
    }
  }

  private static func table(
    _ path: String, _ bytes: ByteView, _ dialect: Dialect
  ) throws(DataError) -> ([Column], [String]) {
    var records = MetadataRecords(CellScanner(path: path, bytes: bytes, dialect: dialect))
    try records.readHeader()
    let names = ColumnNames(records.header, path: path)
    try records.readRows()
    let columns = zip(names.names, records.columns).map { Column(name: $0, values: $1) }
    return (columns, names.notes)
  }
}

/// The header and the columns of a metadata table while they are read.
private struct MetadataRecords {
  private(set) var header: [String] = []
  private(set) var columns: [[String]] = []
  private var scanner: CellScanner

  init(_ scanner: CellScanner) { self.scanner = scanner }

  mutating func readHeader() throws(DataError) {
    guard let cells = try scanner.record() else {
      throw DataError("\(scanner.path): is empty; expected a header and a row for each point")
    }
    for (i, cell) in cells.enumerated() {
      header.append(try scanner.text(cell, title: "column \(i + 1)"))
    }
    columns = header.map { _ in [] }
  }

  mutating func readRows() throws(DataError) {
    if header.count == 1 { return try readLines() }
    while scanner.findRecord() { try readRecord() }
  }

  /// Rows of one column: a blank line between them is an empty cell, at the end it is none.
  private mutating func readLines() throws(DataError) {
    var blankLines = 0
    while !scanner.isAtEnd {
      let isBlank = scanner.isAtBlankLine
      try readRecord()
      blankLines = isBlank ? blankLines + 1 : 0
    }
    columns[0].removeLast(blankLines)
  }

  private mutating func readRecord() throws(DataError) {
    let start = scanner
    var column = 0
    var isOpen = true
    while isOpen {
      let cell = try scanner.next()
      if column < header.count {
        let text = try scanner.text(cell, title: "column \"\(header[column])\"")
        columns[column].append(text)
      }
      column += 1
      isOpen = !cell.endsRecord
    }
    guard column == header.count else {
      let expected = header.count == 1 ? "1 cell" : "\(header.count) cells"
      throw DataError("\(start.path):\(start.line): expected \(expected), found \(column)")
    }
  }
}
