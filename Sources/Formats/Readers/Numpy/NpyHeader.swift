import Values

/// The header of an .npy file: a Python dictionary of `descr`, `fortran_order` and `shape`, in any
/// order and spacing.
struct NpyHeader {
  private(set) var descr = ""
  private(set) var isFortranOrder = false
  private(set) var shape: [Int] = []

  init(_ text: String, path: String) throws(DataError) {
    var scanner = LiteralScanner(Array(text.utf8))
    var seen: Set<String> = []
    let failure = DataError("\(path): the header is not a dictionary as NumPy writes it")
    guard scanner.take("{") else { throw failure }
    while !scanner.take("}") {
      guard let key = scanner.string(), scanner.take(":") else { throw failure }
      seen.insert(key)
      switch key {
      case "descr":
        // A record's descr is a list; its first characters serve the error that follows.
        descr = scanner.string() ?? scanner.rest()
        if !seen.isSuperset(of: ["descr"]) || descr.first == "[" { return }
      case "fortran_order":
        guard let value = scanner.boolean() else { throw failure }
        isFortranOrder = value
      case "shape":
        guard let value = try scanner.tuple(path) else { throw failure }
        shape = value
      default: throw failure
      }
      guard scanner.take(",") || scanner.peek("}") else { throw failure }
    }
    guard seen == ["descr", "fortran_order", "shape"] else { throw failure }
  }
}

/// Scans the few Python literals of an .npy header.
private struct LiteralScanner {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  private mutating func skipSpace() {
    while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) {
      position += 1
    }
  }

  mutating func peek(_ character: Character) -> Bool {
    skipSpace()
    return position < bytes.count && bytes[position] == character.asciiValue
  }

  mutating func take(_ character: Character) -> Bool {
    guard peek(character) else { return false }
    position += 1
    return true
  }

  /// A text in single or double quotes; NumPy writes no escapes.
  mutating func string() -> String? {
    guard peek("'") || peek("\"") else { return nil }
    let quote = bytes[position]
    guard let end = bytes[(position + 1)...].firstIndex(of: quote) else { return nil }
    defer { position = end + 1 }
    return String(decoding: bytes[position + 1..<end], as: UTF8.self)
  }

  mutating func rest() -> String {
    skipSpace()
    defer { position = bytes.count }
    return String(decoding: bytes[position...], as: UTF8.self)
  }

  mutating func boolean() -> Bool? {
    skipSpace()
    for (word, value) in [("True", true), ("False", false)]
    where bytes[position...].starts(with: word.utf8) {
      position += word.utf8.count
      return value
    }
    return nil
  }

  /// `()`, `(5,)`, `(5, 3)`; Python 2's `5L` too. nil when it is something else.
  mutating func tuple(_ path: String) throws(DataError) -> [Int]? {
    guard take("(") else { return nil }
    var values: [Int] = []
    while !take(")") {
      let isNegative = take("-")
      skipSpace()
      let digits = bytes[position...].prefix { (0x30...0x39).contains($0) }
      guard !digits.isEmpty, values.count < 32 else { return nil }
      position = digits.endIndex
      _ = take("L")
      let text = String(decoding: digits, as: UTF8.self)
      guard !isNegative else {
        throw DataError("\(path): its header has the negative size -\(text); the file is damaged")
      }
      guard let value = Int(text) else {
        throw DataError("\(path): its header has the size \(text), which no file can hold")
      }
      values.append(value)
      guard take(",") || peek(")") else { return nil }
    }
    return values
  }
}
