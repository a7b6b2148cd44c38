import Values

/// A message in protobuf's text format
/// (https://protobuf.dev/reference/protobuf/textformat-spec), without a look at its types.
struct ProtoText {
  enum Value {
    case text(String)
    /// A number or a name.
    case word(String)
    case message(ProtoText)
  }

  /// In the file's order; a list gives one field an element.
  private(set) var fields: [(name: String, value: Value)] = []

  /// Errors name file and line.
  static func parse(path: String, bytes: ByteView) throws(DataError) -> ProtoText {
    var parser = ProtoTextParser(path: path, bytes: bytes)
    return try parser.message(depth: 0, closing: nil)
  }

  mutating func add(_ name: String, _ value: Value) { fields.append((name, value)) }

  func texts(_ name: String) -> [String] {
    fields.compactMap { field in
      if field.name == name, case .text(let text) = field.value { return text }
      return nil
    }
  }

  func wholes(_ name: String) -> [Int] {
    fields.compactMap { field in
      if field.name == name, case .word(let word) = field.value { return Int(word) }
      return nil
    }
  }

  func messages(_ name: String) -> [ProtoText] {
    fields.compactMap { field in
      if field.name == name, case .message(let message) = field.value { return message }
      return nil
    }
  }
}

private struct ProtoTextParser {
  let path: String
  let bytes: ByteView
  private var position: Int
  private static let deepest = 64

  init(path: String, bytes: ByteView) {
    self.path = path
    self.bytes = bytes
    position = bytes.markLength
  }

  /// The fields up to `closing`, or to the end.
  mutating func message(depth: Int, closing: UInt8?) throws(DataError) -> ProtoText {
    guard depth < Self.deepest else { throw failure("messages are nested too deep") }
    var message = ProtoText()
    while true {
      guard let next = peek() else {
        guard let closing else { return message }
        throw failure("expected \(Character(Unicode.Scalar(closing)))")
      }
      if next == closing {
        position += 1
        return message
      }
      let name = try word("a field's name")
      let hasColon = take(0x3A)
      try values(of: name, into: &message, depth: depth, hasColon: hasColon)
      _ = take(0x2C) || take(0x3B)
    }
  }

  private mutating func values(
    of name: String, into message: inout ProtoText, depth: Int, hasColon: Bool
  ) throws(DataError) {
    guard take(0x5B) else {
      return message.add(name, try value(depth: depth, hasColon: hasColon))
    }
    guard !take(0x5D) else { return }
    repeat {
      message.add(name, try value(depth: depth, hasColon: hasColon))
    } while take(0x2C)
    guard take(0x5D) else { throw failure("expected a comma or ]") }
  }

  private mutating func value(depth: Int, hasColon: Bool) throws(DataError) -> ProtoText.Value {
    if take(0x7B) { return .message(try message(depth: depth + 1, closing: 0x7D)) }
    if take(0x3C) { return .message(try message(depth: depth + 1, closing: 0x3E)) }
    guard hasColon else { throw failure("expected a colon or a message in braces") }
    if let quote = peek(), quote == 0x22 || quote == 0x27 { return .text(try text()) }
    return .word(try word("a value"))
  }

  /// White space and comments are skipped.
  private mutating func peek() -> UInt8? {
    while position < bytes.count {
      let byte = bytes[position]
      if byte == 0x23 {
        position = bytes.endOfLine(from: position)
      } else if byte > 0x20 {
        return byte
      } else {
        position += 1
      }
    }
    return nil
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard peek() == byte else { return false }
    position += 1
    return true
  }

  private mutating func word(_ what: String) throws(DataError) -> String {
    _ = peek()
    let start = position
    while position < bytes.count, isWord(bytes[position]) { position += 1 }
    guard position > start, let word = bytes.text(start..<position) else {
      throw failure("expected \(what)")
    }
    return word
  }

  private func isWord(_ byte: UInt8) -> Bool {
    byte == 0x5F || byte == 0x2D || byte == 0x2B || byte == 0x2E
      || Character(Unicode.Scalar(byte)).isLetter && byte < 0x80
      || (0x30...0x39).contains(byte)
  }

  /// One string, or several in a row, which are one.
  private mutating func text() throws(DataError) -> String {
    var result: [UInt8] = []
    while let quote = peek(), quote == 0x22 || quote == 0x27 {
      position += 1
      let start = position
      while position < bytes.count, bytes[position] != quote, bytes[position] != 0x0A {
        position += bytes[position] == 0x5C ? 2 : 1
      }
      guard position < bytes.count, bytes[position] == quote else {
        position = start
        throw failure("expected the end of a string on its line")
      }
      guard let part = ProtoEscapes.resolve(bytes.copy(start..<position)) else {
        position = start
        throw failure("expected escapes that protobuf knows")
      }
      result += part
      position += 1
    }
    guard let text = String(validating: result, as: UTF8.self) else {
      throw failure("expected UTF-8 text before here")
    }
    return text
  }

  private func failure(_ expected: String) -> DataError {
    let line = 1 + (0..<min(position, bytes.count)).count { bytes[$0] == 0x0A }
    guard position < bytes.count else {
      return DataError("\(path):\(line): \(expected), found the end of the file")
    }
    let found = bytes.excerpt(position..<min(bytes.count, position + 24))
    return DataError("\(path):\(line): \(expected), found \(found)")
  }
}

/// C's escapes in strings.
private enum ProtoEscapes {
  /// nil when one is none.
  static func resolve(_ text: [UInt8]) -> [UInt8]? {
    var result: [UInt8] = []
    var rest = text[...]
    while let byte = rest.popFirst() {
      guard byte == 0x5C else {
        result.append(byte)
        continue
      }
      guard let letter = rest.popFirst(), let resolved = escape(letter, &rest) else { return nil }
      result += resolved
    }
    return result
  }

  private static func escape(_ letter: UInt8, _ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
    switch letter {
    case 0x30...0x37:
      let more = digits(&rest, radix: 8, most: 2)
      let value = more.reduce(Int(letter) - 0x30) { $0 * 8 + $1 }
      return UInt8(exactly: value).map { [$0] }
    case 0x78, 0x58:
      let values = digits(&rest, radix: 16, most: 2)
      return values.isEmpty ? nil : [UInt8(values.reduce(0) { $0 * 16 + $1 })]
    case 0x75, 0x55:
      let count = letter == 0x75 ? 4 : 8
      let values = digits(&rest, radix: 16, most: count)
      guard values.count == count else { return nil }
      let scalar = Unicode.Scalar(values.reduce(UInt32(0)) { $0 << 4 | UInt32($1) })
      return scalar.map { Array(String(Character($0)).utf8) }
    default:
      let plain: [UInt8: UInt8] = [
        0x61: 7, 0x62: 8, 0x74: 9, 0x6E: 10, 0x76: 11, 0x66: 12, 0x72: 13, 0x22: 0x22, 0x27: 0x27,
        0x3F: 0x3F, 0x5C: 0x5C,
      ]
      return plain[letter].map { [$0] }
    }
  }

  private static func digits(
    _ rest: inout ArraySlice<UInt8>, radix: Int, most: Int
  ) -> [Int] {
    var values: [Int] = []
    while values.count < most, let byte = rest.first,
      let value = Character(Unicode.Scalar(byte)).hexDigitValue, value < radix
    {
      values.append(value)
      rest.removeFirst()
    }
    return values
  }
}
