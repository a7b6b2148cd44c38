/// Whether bytes are text that our readers of tables take, and what to say when they are other
/// text.
enum TextEncoding {
  /// How many of the first bytes tell the encoding.
  static let prefixLength = 4096

  /// Whether the first bytes of a file are UTF-8 without zeros; its end may cut a character. Other
  /// control characters do occur in cells of text.
  static func isText(_ prefix: [UInt8]) -> Bool { !prefix.contains(0) && isUTF8(prefix) }

  /// Why text in this encoding is not read, to follow the file's name; nil when it may be.
  static func refusal(_ prefix: [UInt8]) -> String? {
    if let refusal = wideRefusal(prefix) { return refusal }
    guard !prefix.isEmpty, isPrintable(prefix), !isUTF8(prefix) else { return nil }
    return "is text in an encoding other than UTF-8; save it as UTF-8 and try again"
  }

  /// The refusal of UTF-16 and UTF-32 alone: other encodings show at a line.
  static func wideRefusal(_ prefix: [UInt8]) -> String? {
    wideName(prefix).map { "is \($0) text; save it as UTF-8 and try again" }
  }

  /// UTF-16 and UTF-32 by their byte order marks, UTF-16 also by its zeros.
  private static func wideName(_ prefix: [UInt8]) -> String? {
    let mark = Array(prefix.prefix(4))
    if mark == [0xFF, 0xFE, 0, 0] || mark == [0, 0, 0xFE, 0xFF] { return "UTF-32" }
    if mark.starts(with: [0xFF, 0xFE]) || mark.starts(with: [0xFE, 0xFF]) { return "UTF-16" }
    let pairs = prefix.prefix(64)
    guard pairs.count >= 8 else { return nil }
    for parity in 0...1 {
      let isWide = pairs.enumerated().allSatisfy { i, byte in
        i % 2 == parity ? byte == 0 : isPrintable(byte)
      }
      if isWide { return "UTF-16" }
    }
    return nil
  }

  private static func isPrintable(_ bytes: [UInt8]) -> Bool { bytes.allSatisfy(isPrintable) }

  private static func isPrintable(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != 0x7F || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  /// A character takes four bytes at most, so that three may be missing.
  private static func isUTF8(_ prefix: [UInt8]) -> Bool {
    if String(validating: prefix, as: UTF8.self) != nil { return true }
    for cut in 1...3 where prefix.count > cut && prefix[prefix.count - cut] >= 0xC0 {
      return String(validating: prefix.dropLast(cut), as: UTF8.self) != nil
    }
    return false
  }
}
