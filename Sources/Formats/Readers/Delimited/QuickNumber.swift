import Values

/// A cell that is a plain number, read where it stands, eight digits at a time: sign, digits,
/// point, digits, exponent, and then the delimiter or the line's end.
///
/// Everything else, and what stands near the end of the text, is left to `CellScanner.next()`,
/// which says the same of the cells that are taken here.
struct QuickNumber {
  let value: Double
  /// The byte behind the delimiter or line break.
  let end: Int
  let endsRecord: Bool

  /// No cell that is taken here is longer, with what is looked at behind it.
  private static let reach = 72

  @inline(__always)
  init?(
    _ bytes: ByteView, at start: Int, delimiter: UInt8, decimal: UInt8 = Dialect.point
  ) {
    guard start <= bytes.count - Self.reach else { return nil }
    var digits = DigitWords(bytes, at: start)
    if digits.next == 0x20 { digits.skip() }
    let isNegative = digits.next == 0x2D
    if isNegative { digits.skip() }
    digits.take(mostWords: 2)
    if digits.count > 0, digits.next == delimiter || digits.next == Dialect.lineFeed {
      // A whole number of less than 17 digits: nothing is to be scaled.
      let number = Double(Int64(truncatingIfNeeded: digits.value))
      value = isNegative ? -number : number
      end = digits.position + 1
      endsRecord = digits.next == Dialect.lineFeed
      return
    }
    guard let number = Self.scaled(&digits, decimal), let end = Self.end(digits, delimiter) else {
      return nil
    }
    value = isNegative ? -number : number
    self.end = end
    endsRecord = bytes[end - 1] == Dialect.lineFeed
  }

  /// The number whose whole digits are taken: with those behind a point, and an exponent.
  @inline(__always)
  private static func scaled(_ digits: inout DigitWords, _ decimal: UInt8) -> Double? {
    var count = digits.count
    var exponent = 0
    if digits.next == decimal {
      digits.skip()
      digits.take(mostWords: 3)
      count += digits.count
      exponent = -digits.count
    }
    if digits.next | 0x20 == 0x65 {
      guard let given = digits.exponent() else { return nil }
      exponent += given
    }
    return count > 0 && !digits.overflows ? exactDouble(digits.value, exponent) : nil
  }

  /// The byte behind the delimiter or line break that stands there; nil when something else does.
  @inline(__always)
  private static func end(_ digits: DigitWords, _ delimiter: UInt8) -> Int? {
    let byte = digits.next
    if byte == delimiter || byte == Dialect.lineFeed { return digits.position + 1 }
    guard byte == 0x0D, digits.bytes[digits.position + 1] == Dialect.lineFeed else { return nil }
    return digits.position + 2
  }
}

/// Reads runs of digits, eight bytes in one step (Lemire, "Quickly parsing eight digits", 2018).
private struct DigitWords {
  let bytes: ByteView
  private(set) var position: Int
  /// The byte there.
  private(set) var next: UInt8
  /// The digits so far, as one number.
  private(set) var value: UInt64 = 0
  private(set) var overflows = false
  /// Digits that the last `take` took.
  private(set) var count = 0

  @inline(__always)
  init(_ bytes: ByteView, at position: Int) {
    self.bytes = bytes
    self.position = position
    next = bytes[position]
  }

  @inline(__always)
  mutating func skip() {
    position += 1
    next = bytes[position]
  }

  /// Takes the digits that come, at most 8 x `mostWords`.
  @inline(__always)
  mutating func take(mostWords: Int) {
    count = 0
    for _ in 0..<mostWords {
      let text = bytes.word(position)
      let word = text ^ 0x3030_3030_3030_3030
      // The high bit of each byte that is no digit; carries spoil only bytes above the first of
      // these.
      let others = (word &+ 0x7676_7676_7676_7676 | word) & 0x8080_8080_8080_8080
      let bits = UInt64(truncatingIfNeeded: others.trailingZeroBitCount & ~7)
      let length = Int(truncatingIfNeeded: bits &>> 3)
      position &+= length
      count &+= length
      guard length < 8 else {
        append(Self.number(word), 8)
        next = bytes[position]
        continue
      }
      next = UInt8(truncatingIfNeeded: text &>> bits)
      guard length > 0 else { return }
      append(Self.number(word &<< (64 &- bits)), length)
      return
    }
  }

  @inline(__always)
  private mutating func append(_ number: UInt64, _ length: Int) {
    if value == 0 {
      value = number
      return
    }
    let (product, isWide) = value.multipliedReportingOverflow(by: wholePowersOfTen[length])
    let (sum, isWider) = product.addingReportingOverflow(number)
    value = sum
    overflows = overflows || isWide || isWider
  }

  /// Eight digits, one a byte, the first in the lowest byte.
  @inline(__always)
  private static func number(_ digits: UInt64) -> UInt64 {
    let pairs = digits &* 10 &+ digits >> 8
    let mask: UInt64 = 0x0000_00FF_0000_00FF
    let high = (pairs & mask) &* 0x000F_4240_0000_0064  // 1,000,000 and 100
    let low = (pairs >> 16 & mask) &* 0x0000_2710_0000_0001  // 10,000 and 1
    return (high &+ low) >> 32
  }

  /// What stands behind an `e`: a sign and up to three digits. nil when it is something else.
  @inline(__always)
  mutating func exponent() -> Int? {
    skip()
    let isNegative = next == 0x2D
    if isNegative || next == 0x2B { skip() }
    var number = 0
    let first = position
    while position - first < 4, next &- 0x30 < 10 {
      number = number * 10 + Int(next &- 0x30)
      skip()
    }
    guard (1...3).contains(position - first) else { return nil }
    return isNegative ? -number : number
  }
}

/// 10^0 to 10^8.
private let wholePowersOfTen: [UInt64] = [
  1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000,
]
