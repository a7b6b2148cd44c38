import Values

extension JSONScanner {
  /// The string's characters, escapes resolved (RFC 8259, section 7).
  ///
  /// Half of a surrogate pair, which Python writes for broken text, becomes U+FFFD. Throws where
  /// the text is not UTF-8 or an escape is none.
  func characters(_ text: Text) throws(DataError) -> String {
    guard text.isEscaped else {
      if let plain = bytes.text(text.range) { return plain }
      throw at(text.range.lowerBound).failure("expected UTF-8 text")
    }
    var escapes = JSONEscapes(
      bytes: bytes, position: text.range.lowerBound, end: text.range.upperBound)
    guard escapes.resolve() else {
      throw at(escapes.position).failure("expected an escape that JSON knows")
    }
    guard let result = String(validating: escapes.result, as: UTF8.self) else {
      throw at(text.range.lowerBound).failure("expected UTF-8 text")
    }
    return result
  }

  private func at(_ place: Int) -> JSONScanner {
    JSONScanner(path: path, bytes: bytes, range: place..<end)
  }
}

/// Resolves the escapes of one string.
private struct JSONEscapes {
  let bytes: ByteView
  private(set) var position: Int
  let end: Int
  private(set) var result: [UInt8] = []

  init(bytes: ByteView, position: Int, end: Int) {
    self.bytes = bytes
    self.position = position
    self.end = end
    result.reserveCapacity(end - position)
  }

  /// Whether every escape is one.
  mutating func resolve() -> Bool {
    while position < end {
      let byte = bytes[position]
      guard byte == 0x5C else {
        result.append(byte)
        position += 1
        continue
      }
      guard position + 1 < end, escape(bytes[position + 1]) else { return false }
    }
    return true
  }

  private mutating func escape(_ letter: UInt8) -> Bool {
    if letter == 0x75 { return unicode() }
    guard let byte = Self.meaning(of: letter) else { return false }
    result.append(byte)
    position += 2
    return true
  }

  private static func meaning(of letter: UInt8) -> UInt8? {
    switch letter {
    case 0x22, 0x5C, 0x2F: letter
    case 0x62: 0x08
    case 0x66: 0x0C
    case 0x6E: 0x0A
    case 0x72: 0x0D
    case 0x74: 0x09
    default: nil
    }
  }

  /// `\uXXXX`, or two of them for a character beyond the basic plane.
  private mutating func unicode() -> Bool {
    guard let unit = unit(at: position) else { return false }
    position += 6
    var scalar = Unicode.Scalar(unit)
    if (0xD800..<0xDC00).contains(unit), let low = self.unit(at: position),
      (0xDC00..<0xE000).contains(low)
    {
      position += 6
      scalar = Unicode.Scalar(0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(low) - 0xDC00))
    }
    result += Array(String(Character(scalar ?? "\u{FFFD}")).utf8)
    return true
  }

  private func unit(at place: Int) -> UInt16? {
    guard place + 6 <= end, bytes[place] == 0x5C, bytes[place + 1] == 0x75 else { return nil }
    var value: UInt16 = 0
    for index in place + 2..<place + 6 {
      guard let digit = Character(Unicode.Scalar(bytes[index])).hexDigitValue else { return nil }
      value = value << 4 | UInt16(digit)
    }
    return value
  }
}
