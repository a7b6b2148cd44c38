package import Values

/// A text table of numbers, comma-, tab- or semicolon-separated, with its metadata columns.
///
/// RFC 4180 quotes, line breaks LF or CRLF, a byte order mark and blank lines are taken. Text
/// columns, an unnamed first column and columns called `id`, `index`, `label`, `class`, `target` or
/// `cluster` are metadata; all others are points.
package enum DelimitedReader {
  /// Whether a file that begins with `prefix` is text that could be a table of numbers.
  package static func recognizes(_ prefix: [UInt8]) -> Bool {
    guard TextEncoding.isText(prefix) else { return false }
    let mark = prefix.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let visible = prefix.dropFirst(mark).first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
    // Mark-up is text too, but no table. JSON is asked for before.
    return visible.map { $0 != 0x3C } ?? false
  }

  /// What is wrong with text that is not recognized, to follow the file's name: its encoding. nil:
  /// it is no such text.
  package static func refusal(_ prefix: [UInt8]) -> String? { TextEncoding.refusal(prefix) }

  /// Errors name file and line, counted from 1 over all of the text.
  /// `partBytes`: how much of the text one processor reads at a time, a parameter for tests alone.
  package static func read(
    path: String, storage: Storage, choice: PointsChoice = PointsChoice(),
    partBytes: Int = PointTable.usualPartBytes
  ) throws(DataError) -> DelimitedPoints {
    if let refusal = TextEncoding.wideRefusal(storage.prefix(TextEncoding.prefixLength)) {
      throw DataError("\(path): \(refusal)")
    }
    return try storage.withView { (bytes) throws(DataError) -> DelimitedPoints in
      let dialect = Dialect.ofPoints(path: path, bytes: bytes)
      var scanner = CellScanner(path: path, bytes: bytes, dialect: dialect)
      let plan = try ColumnPlan(scanner, choice)
      if plan.hasHeader { _ = try scanner.record() }
      var table = try PointTable(plan, scanner, partBytes: partBytes)
      let rows = try table.read()
      return DelimitedPoints(path: path, format: dialect.format, plan: plan, rows)
    }
  }
}

/// What a text table of numbers holds.
package struct DelimitedPoints {
  /// float32 over bytes of its own, row-major.
  package var block: PointBlock
  package var columns: [Column]
  /// `csv` or `tsv`.
  package var format: String
  /// What was understood that a person may not expect, a sentence each.
  package var notes: [String]

  fileprivate init(
    path: String, format: String, plan: ColumnPlan,
    _ rows: (storage: Storage, rows: Int, columns: [[String]])
  ) {
    block = PointBlock(
      path: path, storage: rows.storage, offset: 0, rows: rows.rows,
      columns: plan.pointColumns, type: .float32)
    block.isBigEndian = 1.bigEndian == 1
    columns = zip(plan.metadataNames, rows.columns).map { Column(name: $0, values: $1) }
    self.format = format
    notes = plan.notes
  }
}
