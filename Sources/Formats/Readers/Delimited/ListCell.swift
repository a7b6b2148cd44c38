import Values

/// A cell that holds a whole point: `[0.1, 0.2]` as pandas and pgvector write it, `[0.1 0.2]` as
/// NumPy prints it, `{0.1,0.2}` of PostgreSQL, `(0.1, 0.2)`, `tensor([0.1, 0.2])`, or numbers alone
/// between spaces, commas or semicolons.
struct ListCell {
  enum Failure: Error, Equatable {
    /// What stands there is no number.
    case noNumber(Range<Int>)
    /// `...`, where NumPy left numbers out on printing.
    case shortened
    /// The bracket is never closed.
    case open
  }

  private let bytes: ByteView
  private var position: Int
  private let end: Int
  /// The closing bracket, nil where there is none to come.
  private let closing: UInt8?

  /// Whether there are brackets around.
  var hasBrackets: Bool { closing != nil }

  init(_ bytes: ByteView, _ range: Range<Int>) {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, Self.isSpace(bytes[start]) { start += 1 }
    while start < end, Self.isSpace(bytes[end - 1]) { end -= 1 }
    start = Self.behindName(bytes, start..<end)
    let first = start < end ? bytes[start] : 0
    closing = Self.partner(of: first)
    self.bytes = bytes
    position = closing == nil ? start : start + 1
    self.end = end
  }

  /// Passes each number to `body` with its place.
  ///
  /// Returns how many there are, or what is wrong.
  mutating func read(_ body: (Int, Float) -> Void) -> Result<Int, Failure> {
    var count = 0
    var separator: UInt8 = 0x2C
    while true {
      while let number = QuickNumber(bytes, at: position, delimiter: separator), number.end <= end {
        body(count, Float(number.value))
        count += 1
        position = number.end
      }
      skipSeparators()
      if position == end { return closing == nil ? .success(count) : .failure(.open) }
      if bytes[position] == closing { return .success(count) }
      let piece = piece()
      guard let number = DecimalNumber(bytes, piece) ?? wrapped(piece) else {
        return .failure(isDots(piece) ? .shortened : .noNumber(piece))
      }
      body(count, number.float)
      count += 1
      // What stands behind this number probably stands behind the next one.
      if position < end, isSeparator(bytes[position]) { separator = bytes[position] }
    }
  }

  /// How many numbers there are; nil when something else stands among them.
  static func count(_ bytes: ByteView, _ range: Range<Int>) -> Int? {
    var cell = ListCell(bytes, range)
    return try? cell.read { _, _ in }.get()
  }

  /// The sentence for a list with `...` in it.
  static func shortened(_ path: String, _ line: Int, _ title: String) -> String {
    "\(path):\(line): \(title): holds \"...\", where NumPy leaves out numbers on printing; write the "
      + "arrays as lists (.tolist()) and try again"
  }

  /// `tensor(` and `array(` come before the bracket.
  private static func behindName(_ bytes: ByteView, _ range: Range<Int>) -> Int {
    var index = range.lowerBound
    while index < range.upperBound, isLetter(bytes[index]) { index += 1 }
    guard index > range.lowerBound, index + 1 < range.upperBound, bytes[index] == 0x28,
      bytes[index + 1] == 0x5B
    else { return range.lowerBound }
    return index + 1
  }

  static func partner(of opening: UInt8) -> UInt8? {
    switch opening {
    case 0x5B: 0x5D
    case 0x7B: 0x7D
    case 0x28: 0x29
    default: nil
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || byte == 0x2E || byte == 0x5F
  }

  private func isSeparator(_ byte: UInt8) -> Bool {
    byte == 0x2C || byte == 0x3B || Self.isSpace(byte)
  }

  private mutating func skipSeparators() {
    while position < end, isSeparator(bytes[position]) { position += 1 }
  }

  /// What stands up to the next separator or the closing bracket.
  private mutating func piece() -> Range<Int> {
    let start = position
    var depth = 0
    while position < end, !isSeparator(bytes[position]) {
      if depth == 0, bytes[position] == closing { break }
      if bytes[position] == 0x28 { depth += 1 }
      if bytes[position] == 0x29 { depth -= 1 }
      position += 1
    }
    return start..<position
  }

  /// `np.float64(0.1)`, as Python shows NumPy's numbers.
  private func wrapped(_ piece: Range<Int>) -> DecimalNumber? {
    guard piece.count > 3, bytes[piece.upperBound - 1] == 0x29,
      Self.isLetter(bytes[piece.lowerBound]),
      let opening = piece.first(where: { bytes[$0] == 0x28 })
    else { return nil }
    return DecimalNumber(bytes, opening + 1..<piece.upperBound - 1)
  }

  private func isDots(_ piece: Range<Int>) -> Bool {
    piece.count >= 3 && piece.allSatisfy { bytes[$0] == 0x2E }
  }
}
