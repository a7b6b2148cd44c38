import Values

/// Walks over JSON text in place (RFC 8259), checking its grammar as it goes; errors name line and
/// byte.
///
/// Python's `NaN`, `Infinity` and `-Infinity` are numbers here. Nothing is copied, and nesting is
/// limited, so that no text can exhaust the stack.
struct JSONScanner {
  /// A string between its quotes.
  struct Text {
    var range: Range<Int>
    var isEscaped: Bool
  }

  /// Deeper values are refused.
  static let deepest = 256

  let path: String
  let bytes: ByteView
  private(set) var position: Int
  /// What is behind it is not looked at.
  let end: Int

  init(path: String, bytes: ByteView, range: Range<Int>? = nil) {
    self.path = path
    self.bytes = bytes
    position = range?.lowerBound ?? bytes.markLength
    end = range?.upperBound ?? bytes.count
  }

  /// The next byte that is no white space, nil at the end.
  mutating func peek() -> UInt8? {
    while position < end {
      let byte = bytes[position]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
      position += 1
    }
    return nil
  }

  /// Moves over `byte` if it comes next.
  mutating func take(_ byte: UInt8) -> Bool {
    guard peek() == byte else { return false }
    position += 1
    return true
  }

  /// Moves over `byte`, which must come next.
  mutating func expect(_ byte: UInt8, _ what: @autoclosure () -> String) throws(DataError) {
    guard take(byte) else { throw failure("expected \(what())") }
  }

  /// Whether an array or object goes on: a comma, or its closing byte.
  mutating func takeComma(orEnd closing: UInt8) throws(DataError) -> Bool {
    if take(0x2C) { return true }
    try expect(closing, "a comma or \(Character(Unicode.Scalar(closing)))")
    return false
  }

  mutating func string() throws(DataError) -> Text {
    try expect(0x22, "a string in quotes")
    let start = position
    var isEscaped = false
    while position < end {
      let byte = bytes[position]
      if byte == 0x22 {
        position += 1
        return Text(range: start..<position - 1, isEscaped: isEscaped)
      }
      guard byte >= 0x20 else { throw failure("expected \\n and the like for control characters") }
      isEscaped = isEscaped || byte == 0x5C
      position += byte == 0x5C ? 2 : 1
    }
    position = end
    throw failure("expected the end of the string that begins at byte \(grouped(start))")
  }

  /// A member's name and the colon behind it.
  mutating func key() throws(DataError) -> Text {
    let key = try string()
    try expect(0x3A, "a colon behind a name")
    return key
  }

  /// The bytes of a number or of a word such as `true`: all that follows up to a delimiter.
  mutating func word() -> Range<Int> {
    _ = peek()
    let start = position
    while position < end, !Self.endsWord(bytes[position]) { position += 1 }
    return start..<position
  }

  private static func endsWord(_ byte: UInt8) -> Bool {
    byte == 0x2C || byte == 0x5D || byte == 0x7D || byte <= 0x20 || byte == 0x3A || byte == 0x22
      || byte == 0x5B || byte == 0x7B
  }

  /// The plain number that comes next, and the comma behind it; nil where there is something else.
  @inline(__always)
  mutating func quickElement() -> Float? {
    guard let number = QuickNumber(bytes, at: position, delimiter: 0x2C), !number.endsRecord,
      number.end <= end
    else { return nil }
    position = number.end
    return Float(number.value)
  }

  /// Moves over a value of any kind; its bytes.
  mutating func skipValue(depth: Int = 0) throws(DataError) -> Range<Int> {
    guard depth < Self.deepest else { throw failure("values are nested deeper than here") }
    let next = peek()
    let start = position
    switch next {
    case 0x22: _ = try string()
    case 0x7B:
      position += 1
      if !take(0x7D) {
        repeat {
          _ = try key()
          _ = try skipValue(depth: depth + 1)
        } while try takeComma(orEnd: 0x7D)
      }
    case 0x5B:
      position += 1
      if !take(0x5D) {
        repeat { _ = try skipValue(depth: depth + 1) } while try takeComma(orEnd: 0x5D)
      }
    default: try skipScalar()
    }
    return start..<position
  }

  /// Moves over a number, `true`, `false` or `null`.
  mutating func skipScalar() throws(DataError) {
    let start = position
    let word = word()
    guard isWord(word, "true") || isWord(word, "false") || isWord(word, "null") || isNumber(word)
    else {
      position = start
      throw failure("expected a value")
    }
  }

  /// Whether `range` holds exactly `word`.
  func isWord(_ range: Range<Int>, _ word: StaticString) -> Bool {
    guard range.count == word.utf8CodeUnitCount else { return false }
    return word.withUTF8Buffer { letters in
      letters.indices.allSatisfy { unsafe letters[$0] == bytes[range.lowerBound + $0] }
    }
  }

  /// Whether `range` is a number as JSON or Python writes it.
  func isNumber(_ range: Range<Int>) -> Bool {
    guard let first = range.first.map({ bytes[$0] }), let last = range.last else { return false }
    guard (0x30...0x39).contains(first) || first == 0x2D else {
      return isWord(range, "NaN") || isWord(range, "Infinity")
    }
    return bytes[last] != 0x2E && DecimalNumber(bytes, range) != nil
  }

  /// `file:line: byte N: expected ..., found ...`: the value that stands here, of its line.
  func failure(_ expected: String, advice: String = "") -> DataError {
    let place = "byte \(grouped(position))"
    guard position < bytes.count else {
      return fault("\(place): \(expected), found the end of the file; it is cut off")
    }
    var value = JSONSkipper(bytes: bytes, position: position)
    value.skipValue()
    let end = min(value.position, bytes.endOfLine(from: position))
    let found = bytes.excerpt(position..<max(position + 1, end))
    return fault("\(place): \(expected), found \(found)\(advice)")
  }

  /// `file:line: sentence`.
  func fault(_ sentence: String) -> DataError {
    let line = 1 + (0..<min(position, bytes.count)).count { bytes[$0] == 0x0A }
    return DataError("\(path):\(line): \(sentence)")
  }
}
