import Values

extension JSON {
  /// The small document that `file` holds; a number becomes a whole one where it is. Errors name
  /// line and byte.
  static func parse(path: String, bytes: ByteView) throws(DataError) -> JSON {
    var scanner = JSONScanner(path: path, bytes: bytes)
    let value = try value(&scanner, depth: 0)
    guard scanner.peek() == nil else { throw scanner.failure("expected the end of the file") }
    return value
  }

  private static func value(
    _ scanner: inout JSONScanner, depth: Int
  ) throws(DataError) -> JSON {
    guard depth < JSONScanner.deepest else { throw scanner.failure("values are nested too deep") }
    switch scanner.peek() {
    case 0x22: return .string(try scanner.characters(try scanner.string()))
    case 0x7B: return .object(try members(&scanner, depth: depth))
    case 0x5B: return .array(try elements(&scanner, depth: depth))
    default: return scalar(scanner, try scanner.skipValue())
    }
  }

  private static func scalar(_ scanner: JSONScanner, _ word: Range<Int>) -> JSON {
    if scanner.isWord(word, "true") { return .bool(true) }
    if scanner.isWord(word, "false") { return .bool(false) }
    if let text = scanner.bytes.text(word), let whole = Int(text) { return .integer(whole) }
    return DecimalNumber(scanner.bytes, word).map { .number($0.double) } ?? .null
  }

  private static func members(
    _ scanner: inout JSONScanner, depth: Int
  ) throws(DataError) -> [(name: String, value: JSON)] {
    var members: [(name: String, value: JSON)] = []
    try scanner.expect(0x7B, "an object")
    guard !scanner.take(0x7D) else { return members }
    repeat {
      let name = try scanner.characters(try scanner.key())
      members.append((name, try value(&scanner, depth: depth + 1)))
    } while try scanner.takeComma(orEnd: 0x7D)
    return members
  }

  private static func elements(
    _ scanner: inout JSONScanner, depth: Int
  ) throws(DataError) -> [JSON] {
    var elements: [JSON] = []
    try scanner.expect(0x5B, "an array")
    guard !scanner.take(0x5D) else { return elements }
    repeat {
      elements.append(try value(&scanner, depth: depth + 1))
    } while try scanner.takeComma(orEnd: 0x5D)
    return elements
  }

  /// The member of this name, nil when there is none or this is no object.
  subscript(_ name: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.name == name }?.value
  }

  var text: String? {
    if case .string(let text) = self { return text }
    return nil
  }

  var whole: Int? {
    if case .integer(let whole) = self { return whole }
    return nil
  }

  var elements: [JSON] {
    if case .array(let elements) = self { return elements }
    return []
  }
}
