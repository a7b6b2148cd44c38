import Values

/// Cuts a text table into records and cells in place: nothing is copied, lines are counted.
///
/// Records end with LF or CRLF. Where the dialect has quotes, a cell that opens with one runs to
/// its closing quote, over delimiters and line breaks (RFC 4180). Errors name file and line.
struct CellScanner: Sendable {
  struct Cell {
    /// The bytes between the delimiters, or between the quotes.
    var range: Range<Int>
    /// Where the cell begins, counted from 1.
    var line: Int
    /// Each quote in `range` stands twice.
    var isEscaped = false
    var isQuoted = false
    var endsRecord = false
  }

  let path: String
  let bytes: ByteView
  let dialect: Dialect
  private(set) var position: Int
  /// The line of the next cell, counted from 1.
  private(set) var line = 1

  init(path: String, bytes: ByteView, dialect: Dialect) {
    self.path = path
    self.bytes = bytes
    self.dialect = dialect
    position = bytes.markLength
  }

  /// Goes on at `position`, which is the beginning of a record in line `line`.
  mutating func move(to position: Int, line: Int) {
    precondition(position <= bytes.count)
    self.position = position
    self.line = line
  }

  var isAtEnd: Bool { position == bytes.count }

  /// Whether nothing but spaces stands in the line that comes.
  var isAtBlankLine: Bool { endOfBlankLine() != nil }

  /// Moves over blank lines to the next record; false when there is none.
  mutating func findRecord() -> Bool {
    while let end = endOfBlankLine() {
      if end == bytes.count {
        position = end
        return false
      }
      position = end + 1
      line += 1
    }
    return true
  }

  /// All cells of the next record, nil when there is none.
  mutating func record() throws(DataError) -> [Cell]? {
    guard findRecord() else { return nil }
    var cells: [Cell] = []
    repeat { cells.append(try next()) } while cells.last?.endsRecord == false
    return cells
  }

  /// The next cell. At the end of the text: an empty one.
  mutating func next() throws(DataError) -> Cell {
    if dialect.hasQuotes, position < bytes.count, bytes[position] == Dialect.quote {
      return try quotedCell()
    }
    var end = position
    while end < bytes.count {
      let byte = bytes[end]
      if byte == dialect.delimiter || byte == Dialect.lineFeed { break }
      end += 1
    }
    var cell = Cell(range: position..<end, line: line)
    finish(&cell, at: end)
    if cell.endsRecord, end > cell.range.lowerBound, bytes[end - 1] == 0x0D {
      cell.range = cell.range.lowerBound..<end - 1
    }
    return cell
  }

  /// Takes the cells that come as long as they are plain numbers, at most those that `target` has
  /// room for, and not beyond the record's end. The cell behind them takes `next()`.
  mutating func takeNumbers(
    into target: UnsafeMutableBufferPointer<Float>
  ) -> (count: Int, endsRecord: Bool) {
    var position = position
    let (delimiter, decimal) = (dialect.delimiter, dialect.decimal)
    for index in target.indices {
      guard
        let number = QuickNumber(bytes, at: position, delimiter: delimiter, decimal: decimal)
      else {
        self.position = position
        return (index, false)
      }
      unsafe target[index] = Float(number.value)
      position = number.end
      if number.endsRecord {
        self.position = position
        line += 1
        return (index + 1, true)
      }
    }
    self.position = position
    return (target.count, false)
  }

  /// The cell's text with doubled quotes made single, nil when it is not UTF-8.
  func text(_ cell: Cell) -> String? {
    guard cell.isEscaped else { return bytes.text(cell.range) }
    var kept: [UInt8] = []
    var isSecond = false
    for byte in bytes.copy(cell.range) {
      isSecond = byte == Dialect.quote && !isSecond
      if byte != Dialect.quote || isSecond { kept.append(byte) }
    }
    return String(validating: kept, as: UTF8.self)
  }

  /// The cell's text; an error calls the cell's column `title`.
  func text(_ cell: Cell, title: @autoclosure () -> String) throws(DataError) -> String {
    if let text = text(cell) { return text }
    throw DataError(
      "\(path):\(cell.line): \(title()): is not UTF-8 text; save the file as UTF-8 and try again")
  }

  /// End of the line at `position` if nothing but spaces stands in it.
  private func endOfBlankLine() -> Int? {
    var end = position
    while end < bytes.count, bytes[end] == 0x20 { end += 1 }
    if end < bytes.count, bytes[end] == 0x0D { end += 1 }
    return isLineEnd(end) ? end : nil
  }

  private func isLineEnd(_ index: Int) -> Bool {
    index == bytes.count || bytes[index] == Dialect.lineFeed
  }

  private mutating func quotedCell() throws(DataError) -> Cell {
    var cell = Cell(range: position + 1..<position + 1, line: line, isQuoted: true)
    var end = position + 1
    while end < bytes.count {
      if bytes[end] == Dialect.quote {
        guard end + 1 < bytes.count, bytes[end + 1] == Dialect.quote else { break }
        cell.isEscaped = true
        end += 1
      } else if bytes[end] == Dialect.lineFeed {
        line += 1
      }
      end += 1
    }
    guard end < bytes.count else {
      throw DataError("\(path):\(cell.line): the quote that opens a cell here is never closed")
    }
    cell.range = cell.range.lowerBound..<end
    end += 1
    if end < bytes.count, bytes[end] == 0x0D, isLineEnd(end + 1) { end += 1 }
    guard end == bytes.count || isBoundary(bytes[end]) else { throw strayText(behind: cell) }
    finish(&cell, at: end)
    return cell
  }

  private func isBoundary(_ byte: UInt8) -> Bool {
    byte == dialect.delimiter || byte == Dialect.lineFeed
  }

  /// Moves behind the delimiter or line break at `end`.
  private mutating func finish(_ cell: inout Cell, at end: Int) {
    guard end < bytes.count else {
      cell.endsRecord = true
      position = end
      return
    }
    position = end + 1
    if bytes[end] == Dialect.lineFeed {
      cell.endsRecord = true
      line += 1
    }
  }

  private func strayText(behind cell: Cell) -> DataError {
    let start = cell.range.upperBound + 1
    var end = start
    while end < bytes.count, !isBoundary(bytes[end]) { end += 1 }
    let expected =
      dialect.delimiter == Dialect.lineFeed
      ? "the line's end" : "a \(dialect.delimiterName) or the line's end"
    return DataError(
      "\(path):\(line): expected \(expected) behind a closing quote, "
        + "found \(bytes.excerpt(start..<end))")
  }
}
