import Values

/// Arrays of numbers in JSON text.
enum JSONVector {
  /// How many numbers the array that comes next holds; nil when it is none, holds nothing, or
  /// anything but numbers.
  static func length(at scanner: JSONScanner) -> Int? {
    var scanner = scanner
    guard scanner.take(0x5B) else { return nil }
    var length = 0
    while true {
      let word = scanner.word()
      guard scanner.isNumber(word) else { return nil }
      length += 1
      if scanner.take(0x5D) { return length }
      guard scanner.take(0x2C) else { return nil }
    }
  }

  /// The same for an array that is written in a string: `"[0.1, 0.2]"`.
  static func length(inText range: Range<Int>, _ scanner: JSONScanner) -> Int? {
    guard let first = range.first, scanner.bytes[first] == 0x5B else { return nil }
    var inner = JSONScanner(path: scanner.path, bytes: scanner.bytes, range: range)
    guard let length = length(at: inner), (try? inner.skipValue()) != nil, inner.peek() == nil
    else {
      return nil
    }
    return length
  }

  /// Whether the array that comes next has one element, an object.
  static func holdsOneObject(_ scanner: JSONScanner) -> Bool {
    var scanner = scanner
    guard scanner.take(0x5B), scanner.peek() == 0x7B else { return false }
    var skipper = JSONSkipper(bytes: scanner.bytes, position: scanner.position)
    skipper.skipValue()
    return !skipper.findValue() && skipper.position < scanner.bytes.count
      && scanner.bytes[skipper.position] == 0x5D
  }

  /// Reads the numbers of the array that comes next into `row`, which they must fill.
  ///
  /// Returns how many there are. Throws where something else than a number stands.
  static func read(_ scanner: inout JSONScanner, into row: inout [Float]) throws(DataError) -> Int {
    try scanner.expect(0x5B, "an array of numbers")
    if scanner.take(0x5D) { return 0 }
    var count = 0
    repeat {
      while let number = scanner.quickElement() {
        if count < row.count { row[count] = number }
        count += 1
      }
      _ = scanner.peek()
      let start = scanner
      guard let number = DecimalNumber(scanner.bytes, scanner.word()) else {
        throw start.failure("expected a number")
      }
      if count < row.count { row[count] = number.float }
      count += 1
    } while try scanner.takeComma(orEnd: 0x5D)
    return count
  }
}
