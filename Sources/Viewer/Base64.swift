/// Base64 (RFC 4648), with padding and without line breaks.
enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// Four letters for every three bytes, through a table of all pairs of letters: twelve bits at
  /// once.
  static func encode(_ bytes: [UInt8]) -> [UInt8] {
    let pairs = (0..<4096).map { (alphabet[$0 >> 6], alphabet[$0 & 63]) }
    let whole = bytes.count / 3
    return unsafe [UInt8](unsafeUninitializedCapacity: (bytes.count + 2) / 3 * 4) { text, count in
      unsafe bytes.withUnsafeBufferPointer { bytes in
        for i in 0..<whole {
          let (a, b, c) = unsafe (Int(bytes[3 * i]), Int(bytes[3 * i + 1]), Int(bytes[3 * i + 2]))
          let (first, second) = (pairs[a << 4 | b >> 4], pairs[(b & 15) << 8 | c])
          unsafe (text[4 * i], text[4 * i + 1]) = first
          unsafe (text[4 * i + 2], text[4 * i + 3]) = second
        }
        let rest = bytes.count - 3 * whole
        if rest > 0 {
          let a = unsafe Int(bytes[3 * whole])
          let b = unsafe rest == 2 ? Int(bytes[3 * whole + 1]) : 0
          let padding = UInt8(ascii: "=")
          unsafe (text[4 * whole], text[4 * whole + 1]) = pairs[a << 4 | b >> 4]
          unsafe text[4 * whole + 2] = rest == 2 ? alphabet[(b & 15) << 2] : padding
          unsafe text[4 * whole + 3] = padding
        }
      }
      count = (bytes.count + 2) / 3 * 4
    }
  }
}
