/// How a text of vectors is laid out, by its first lines.
struct WordVectorLayout: Sendable {
  /// d
  let columns: Int
  /// Where the first vector's line begins.
  let start: Int
  /// Whether each line begins with a word; else the text is numbers alone.
  let hasWords: Bool
  /// What a header of two numbers announces.
  let announced: Int?
  let format: String
  let notes: [String]

  private static let sample = 20
  /// A longer line is no vector.
  private static let longest = 1 << 22

  /// nil when the first lines are no vectors: words, each with the same number of numbers behind
  /// it, or two numbers or more and nothing else, separated by spaces.
  init?(path: String, bytes: ByteView) {
    guard let lines = Self.firstLines(bytes), let first = lines.first else { return nil }
    let isHeader =
      lines.count > 1 && first.pieces.count == 2 && first.holdsCounts(bytes)
      && lines[1].pieces.count != 2
    if isHeader, let d = first.count(bytes, 1), let n = first.count(bytes, 0) {
      guard d > 0, lines.dropFirst().contains(where: { $0.numbersAtEnd(bytes) >= d }) else {
        return nil
      }
      announced = n
      columns = d
      hasWords = lines[1].pieces.count > d
      start = lines[1].range.lowerBound
      format = "word2vec"
      notes = []
      return
    }
    announced = nil
    // Comments as NumPy writes them, or a title of one line may stand before the vectors.
    let comments = lines.prefix {
      bytes[$0.range.lowerBound] == 0x23 && $0.numbersAtEnd(bytes) == 0
    }
    let rest = Array(lines.dropFirst(comments.count))
    guard let shape = Self.shape(rest, bytes) else { return nil }
    (columns, hasWords) = (shape.columns, shape.hasWords)
    let title = rest.prefix { $0.numbersAtEnd(bytes) < shape.columns }
    guard title.count <= 1, comments.count + title.count < lines.count else { return nil }
    let leading = comments + title
    start = lines[leading.count].range.lowerBound
    format = shape.hasWords ? "glove" : "text"
    let places = leading.count == 1 ? "line 1 is" : "the first \(leading.count) lines are"
    notes = leading.isEmpty ? [] : ["\(path): \(places) taken for a header"]
  }

  /// The first lines that are not blank; nil where something else than text stands.
  private static func firstLines(_ bytes: ByteView) -> [WordLine]? {
    var lines: [WordLine] = []
    var start = bytes.markLength
    while start < bytes.count, lines.count < sample {
      let end = bytes.endOfLine(from: start, limit: start + longest)
      // A line of the limit's length is none.
      guard end < start + longest else { return nil }
      for index in start..<end where isForeign(bytes[index]) { return nil }
      var line = WordLine()
      line.cut(bytes, start..<end)
      // What may be cut off says nothing.
      if end < bytes.count || lines.count < 2, !line.pieces.isEmpty { lines.append(line) }
      start = end + 1
    }
    return lines.isEmpty ? nil : lines
  }

  /// Control characters, and the tab, which separates a table's cells.
  private static func isForeign(_ byte: UInt8) -> Bool { byte < 0x20 && byte != 0x0D }

  /// The most frequent number of pieces tells d: a word has spaces in it now and then at most.
  private static func shape(
    _ lines: [WordLine], _ bytes: ByteView
  ) -> (columns: Int, hasWords: Bool)? {
    var frequency: [Int: Int] = [:]
    for line in lines { frequency[line.pieces.count, default: 0] += 1 }
    guard
      let usual = frequency.max(by: { ($0.value, -$0.key) < ($1.value, -$1.key) })?.key, usual > 1
    else { return nil }
    let vectors = lines.filter { $0.pieces.count == usual }
    let areNumbers = vectors.allSatisfy { $0.numbersAtEnd(bytes) == usual }
    if areNumbers, !haveIds(vectors, bytes) { return (usual, false) }
    guard usual > 2, vectors.allSatisfy({ $0.numbersAtEnd(bytes) >= usual - 1 }) else { return nil }
    return (usual - 1, true)
  }

  /// Whether lines of numbers begin with 0, 1, 2 or the like, and hold others, too.
  private static func haveIds(_ lines: [WordLine], _ bytes: ByteView) -> Bool {
    let ids = lines.compactMap { $0.count(bytes, 0) }
    guard ids.count == lines.count, ids.count > 1, lines[0].pieces.count > 2 else { return false }
    let isWhole = { (range: Range<Int>) in
      range.allSatisfy { (0x30...0x39).contains(bytes[$0]) }
    }
    return zip(ids, ids.dropFirst()).allSatisfy { $1 == $0 &+ 1 }
      && lines.contains { !$0.pieces.dropFirst().contains(where: isWhole) }
  }
}
