import Values

/// Vectors as text, one a line: word2vec's text format and fastText's `.vec`, which announce their
/// size, GloVe's, which does not, and numbers separated by spaces as NumPy's `savetxt` writes them.
///
/// The word is all that stands before the last d numbers, so it may hold spaces; words arrive as
/// metadata.
enum WordVectorText {
  static func recognizes(_ file: InputFile) -> Bool {
    file.storage.withView { WordVectorLayout(path: file.path, bytes: $0) != nil }
  }

  /// The first lines, under a header of their own where the file has one.
  static func beginning(_ file: InputFile) -> Beginning? {
    let layout = file.storage.withView { WordVectorLayout(path: file.path, bytes: $0) }
    guard let layout, let lines = Beginning.lines(of: file, hasQuotes: false) else { return nil }
    guard let announced = layout.announced, layout.start < lines.storage.count else { return lines }
    return lines.storage.withView { bytes in
      let range = layout.start..<bytes.count
      let count = bytes.occurrences(of: 0x0A, in: range)
      var text = Array("\(count) \(layout.columns)\n".utf8)
      bytes.append(range, to: &text)
      return Beginning(storage: Storage(text), rows: announced, share: lines.share)
    }
  }

  /// Errors name file and line.
  static func read(_ file: InputFile, _: PointsChoice) throws(DataError) -> FileContent {
    let layout = file.storage.withView { WordVectorLayout(path: file.path, bytes: $0) }
    guard let layout else { throw DataError("\(file.path): holds no vectors") }
    let blocks = file.storage.withView { LineBlocks($0, from: layout.start) }
    let (numbers, overflow) = blocks.count.multipliedReportingOverflow(by: layout.columns)
    // A number and its space take two bytes at least; else one of the lines is too short.
    let rows = overflow || numbers > file.storage.count / 2 + 1 ? 0 : blocks.count
    var parts: [Part] = []
    let block = try FloatRows.block(path: file.path, rows: rows, columns: layout.columns) {
      (target) throws(DataError) in
      parts = try ParallelBlocks.map(blocks.blocks.count) { (index) throws(DataError) in
        try part(file, layout, blocks.blocks[index], rows > 0 ? target : nil)
      }
    }
    guard rows == blocks.count else { throw DataError("\(file.path): lines lack numbers") }
    return points(file, layout, block, parts)
  }

  /// What the words of a block of lines are.
  fileprivate struct Part: Sendable {
    var words: [String] = []
    /// Words that are not UTF-8.
    var damaged = 0
  }

  private static func part(
    _ file: InputFile, _ layout: WordVectorLayout, _ block: LineBlocks.Block, _ rows: FloatRows?
  ) throws(DataError) -> Part {
    try file.storage.withView { (bytes) throws(DataError) in
      var part = Part()
      var line = WordLine()
      var row = [Float](repeating: 0, count: layout.columns)
      var index = block.first
      var start = block.range.lowerBound
      while start < block.range.upperBound {
        if let quick = QuickLine(bytes, start, hasWord: layout.hasWords, into: &row) {
          rows?.store(row, row: index)
          index += 1
          if layout.hasWords { part.add(bytes, quick.word) }
          start = quick.end
          continue
        }
        let end = bytes.endOfLine(from: start)
        line.cut(bytes, start..<end)
        defer { start = end + 1 }
        guard !line.pieces.isEmpty else { continue }
        try numbers(line, bytes, into: &row, path: file.path)
        rows?.store(row, row: index)
        index += 1
        if layout.hasWords { part.add(bytes, line.word(before: layout.columns)) }
      }
      bytes.release(block.range)
      return part
    }
  }

  private static func numbers(
    _ line: WordLine, _ bytes: ByteView, into row: inout [Float], path: String
  ) throws(DataError) {
    let pieces = line.pieces.suffix(row.count)
    for (place, piece) in pieces.enumerated() {
      guard let number = DecimalNumber(bytes, piece) else {
        let found =
          line.pieces.count <= row.count
          ? "found \(line.numbersAtEnd(bytes))" : "found \(bytes.excerpt(piece)) among them"
        throw fault(path, bytes, line, row.count, found)
      }
      row[place] = number.float
    }
    guard pieces.count == row.count else {
      throw fault(path, bytes, line, row.count, "found \(pieces.count)")
    }
  }

  private static func fault(
    _ path: String, _ bytes: ByteView, _ line: WordLine, _ columns: Int, _ found: String
  ) -> DataError {
    let number = 1 + (0..<line.range.lowerBound).count { bytes[$0] == 0x0A }
    return DataError("\(path):\(number): expected \(grouped(columns)) numbers, \(found)")
  }

  private static func points(
    _ file: InputFile, _ layout: WordVectorLayout, _ block: PointBlock, _ parts: [Part]
  ) -> FileContent {
    var notes = layout.notes
    if let announced = layout.announced, announced != block.rows {
      notes.append(
        "\(file.path): its header announces \(grouped(announced)) words, the file holds "
          + "\(grouped(block.rows)); those are read")
    }
    let damaged = parts.reduce(0) { $0 + $1.damaged }
    if damaged > 0 { notes.append(damagedWords(file.path, damaged)) }
    let words = Column(name: "word", values: parts.flatMap(\.words))
    return FileContent(
      blocks: [block], format: layout.format, shape: [block.rows, block.columns],
      columns: layout.hasWords ? [words] : [], notes: notes)
  }

  /// Training programs cut words after so many bytes, in the middle of a character.
  static func damagedWords(_ path: String, _ count: Int) -> String {
    "\(path): \(grouped(count)) words are not UTF-8; their damaged characters are shown as \u{FFFD}"
  }
}

extension WordVectorText.Part {
  fileprivate mutating func add(_ bytes: ByteView, _ range: Range<Int>) {
    if let word = bytes.text(range) {
      words.append(word)
    } else {
      words.append(String(decoding: bytes.copy(range), as: UTF8.self))
      damaged += 1
    }
  }
}
