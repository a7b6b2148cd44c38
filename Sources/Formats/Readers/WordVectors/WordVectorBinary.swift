import Values

/// word2vec's binary format: a line with the number of words and of dimensions, then each word, a
/// space, its float32 numbers (little-endian) and, by some writers, a line feed
/// (https://code.google.com/archive/p/word2vec, `word2vec.c`).
enum WordVectorBinary {
  private struct Header {
    let rows: Int
    let columns: Int
    /// Where the first word begins.
    let start: Int
  }

  /// A line of two counts. Text with such a line is to be asked about before.
  static func recognizes(_ file: InputFile) -> Bool {
    file.storage.withView { bytes in
      guard let header = header(bytes), header.columns > 0 else { return false }
      let word = header.start..<min(bytes.count, header.start + 4096)
      return word.contains { bytes[$0] == 0x20 }
    }
  }

  private static func header(_ bytes: ByteView) -> Header? {
    let end = bytes.endOfLine(from: 0, limit: 64)
    guard end < min(64, bytes.count) else { return nil }
    var line = WordLine()
    line.cut(bytes, 0..<end)
    guard line.pieces.count == 2, line.holdsCounts(bytes), let rows = line.count(bytes, 0),
      let columns = line.count(bytes, 1)
    else { return nil }
    return Header(rows: rows, columns: columns, start: end + 1)
  }

  /// The first words, under a header of their own.
  static func beginning(_ file: InputFile) -> Beginning? {
    file.storage.withView { bytes in
      guard let header = header(bytes) else { return nil }
      let (size, overflow) = header.columns.multipliedReportingOverflow(by: 4)
      guard !overflow, size < Beginning.usualBytes else { return nil }
      var position = header.start
      var rows = 0
      while rows < header.rows, position < header.start + Beginning.usualBytes {
        var end = position
        while end < bytes.count, bytes[end] != 0x20 { end += 1 }
        guard size < bytes.count - end else { return nil }
        position = end + 1 + size
        rows += 1
      }
      guard rows < header.rows else { return nil }
      var text = Array("\(rows) \(header.columns)\n".utf8)
      bytes.append(header.start..<position, to: &text)
      return Beginning(
        storage: Storage(text), rows: header.rows, share: Double(position) / Double(bytes.count))
    }
  }

  /// Errors name the word and its byte.
  static func read(_ file: InputFile, _: PointsChoice) throws(DataError) -> FileContent {
    try file.storage.withView { (bytes) throws(DataError) in
      guard let header = header(bytes) else {
        throw DataError("\(file.path): has no line of two counts at its beginning")
      }
      try checkSize(header, bytes, file.path)
      var records = Records(header, bytes, file.path)
      try records.readAll()
      return records.points
    }
  }

  /// Each word takes a space and its numbers at least.
  private static func checkSize(
    _ header: Header, _ bytes: ByteView, _ path: String
  ) throws(DataError) {
    let (size, a) = header.columns.multipliedReportingOverflow(by: 4)
    let (record, b) = size.addingReportingOverflow(1)
    let (total, c) = record.multipliedReportingOverflow(by: header.rows)
    guard !a, !b, !c, total <= bytes.count - header.start else {
      throw DataError(
        "\(path): its header announces \(grouped(header.rows)) words of "
          + "\(grouped(header.columns)) float32, more than the \(grouped(bytes.count - header.start)) "
          + "bytes that follow; the file is cut off or damaged")
    }
  }

  /// The words and numbers while they are read.
  private struct Records {
    private let header: Header
    private let bytes: ByteView
    private let path: String
    private var position: Int
    private var words: [String] = []
    private var numbers: [UInt8] = []
    private var damaged = 0

    init(_ header: Header, _ bytes: ByteView, _ path: String) {
      self.header = header
      self.bytes = bytes
      self.path = path
      position = header.start
      words.reserveCapacity(header.rows)
      numbers.reserveCapacity(header.rows * header.columns * 4)
    }

    mutating func readAll() throws(DataError) {
      let size = header.columns * 4
      var released = 0
      for index in 0..<header.rows {
        while position < bytes.count, bytes[position] == 0x0A || bytes[position] == 0x0D {
          position += 1
        }
        var end = position
        while end < bytes.count, bytes[end] != 0x20 { end += 1 }
        guard size < bytes.count - end else {
          throw DataError(
            "\(path): is cut off in word \(grouped(index + 1)) of \(grouped(header.rows)), at byte "
              + "\(grouped(position))")
        }
        addWord(position..<end)
        bytes.append(end + 1..<end + 1 + size, to: &numbers)
        position = end + 1 + size
        if position - released >= 1 << 20 {
          bytes.release(released..<position)
          released = position
        }
      }
    }

    private mutating func addWord(_ range: Range<Int>) {
      if let word = bytes.text(range) {
        words.append(word)
      } else {
        words.append(String(decoding: bytes.copy(range), as: UTF8.self))
        damaged += 1
      }
    }

    var points: FileContent {
      let block = PointBlock(
        path: path, storage: Storage(numbers), offset: 0, rows: header.rows,
        columns: header.columns, type: .float32)
      var notes: [String] = []
      let rest = (position..<bytes.count).count { bytes[$0] != 0x0A }
      if rest > 0 {
        notes.append(
          "\(path): \(grouped(rest)) bytes follow the \(grouped(header.rows)) words that its header "
            + "announces; they are not read")
      }
      if damaged > 0 { notes.append(WordVectorText.damagedWords(path, damaged)) }
      return FileContent(
        blocks: [block], format: "word2vec binary", shape: [header.rows, header.columns],
        columns: [Column(name: "word", values: words)], notes: notes)
    }
  }
}
