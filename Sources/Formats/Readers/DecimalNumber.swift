/// A number in decimal text, read without regard to the locale.
///
/// Accepted: `[+-]` digits `[.` digits`]` `[e[+-]`digits`]`, with digits on one side of the point
/// at least, `nan`, `inf` and `infinity` in any case; spaces around. Hexadecimal and `1_0` are not
/// numbers, and a comma stands for the point only where it is asked for. Rounding is to nearest, by
/// `exactDouble` or else by the standard library's parser.
struct DecimalNumber {
  private let bytes: ByteView
  private let start: Int
  private let end: Int
  private let isNegative: Bool
  /// The number is `digits` x 10^`exponent`, unless digits past the 19th were dropped.
  private let digits: UInt64
  private let exponent: Int
  private let isExact: Bool
  private let special: Double?
  private let decimal: UInt8

  /// nil when the cell is empty or something else than a number. `decimal` stands where the formula
  /// above has the point.
  init?(_ bytes: ByteView, _ range: Range<Int>, decimal: UInt8 = Dialect.point) {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, bytes[start] == 0x20 { start += 1 }
    while start < end, bytes[end - 1] == 0x20 { end -= 1 }
    guard start < end else { return nil }
    var scanner = DigitScanner(bytes: bytes, position: start, end: end, decimal: decimal)
    let isNegative = scanner.takeSign()
    self.bytes = bytes
    self.start = start
    self.end = end
    self.isNegative = isNegative
    self.decimal = decimal
    if scanner.scanNumber() {
      special = nil
    } else if let word = specialValue(bytes, scanner.position..<end) {
      special = word
    } else {
      return nil
    }
    digits = scanner.digits
    exponent = scanner.exponent
    isExact = scanner.isExact
  }

  var double: Double {
    if let special { return isNegative ? -special : special }
    return quickDouble ?? Double(slowText) ?? .nan
  }

  /// The double rounded to float32, as NumPy, pandas and Python's own readers do it: rounding the
  /// text at once would differ from them in the last bit where the double lies midway between two
  /// floats.
  var float: Float { Float(double) }

  /// The value where it can be had without the standard library's parser.
  private var quickDouble: Double? {
    guard isExact, let value = exactDouble(digits, exponent) else { return nil }
    return isNegative ? -value : value
  }

  private var slowText: String {
    let letters = bytes.copy(start..<end).map { $0 == decimal ? Dialect.point : $0 }
    return String(decoding: letters, as: UTF8.self)
  }
}

private func specialValue(_ bytes: ByteView, _ range: Range<Int>) -> Double? {
  guard range.count == 3 || range.count == 8 else { return nil }
  switch String(decoding: bytes.copy(range).map { $0 | 0x20 }, as: UTF8.self) {
  case "nan": return .nan
  case "inf", "infinity": return .infinity
  default: return nil
  }
}

/// Collects the digits of one number.
private struct DigitScanner {
  let bytes: ByteView
  var position: Int
  let end: Int
  let decimal: UInt8
  var digits: UInt64 = 0
  var exponent = 0
  var isExact = true
  /// Significant digits in `digits`; 19 always fit.
  private var significant = 0

  init(bytes: ByteView, position: Int, end: Int, decimal: UInt8) {
    self.bytes = bytes
    self.position = position
    self.end = end
    self.decimal = decimal
  }

  mutating func takeSign() -> Bool {
    guard position < end, bytes[position] == 0x2B || bytes[position] == 0x2D else { return false }
    position += 1
    return bytes[position - 1] == 0x2D
  }

  /// Whether all of the text is one number.
  mutating func scanNumber() -> Bool {
    let whole = scanDigits(fraction: false)
    var fraction = 0
    if position < end, bytes[position] == decimal {
      position += 1
      fraction = scanDigits(fraction: true)
    }
    guard whole + fraction > 0 else { return false }
    if position < end, bytes[position] | 0x20 == 0x65 {
      position += 1
      guard scanExponent() else { return false }
    }
    return position == end
  }

  private mutating func scanDigits(fraction: Bool) -> Int {
    let first = position
    while position < end {
      let digit = bytes[position] &- 0x30
      guard digit < 10 else { break }
      position += 1
      if significant < 19 {
        digits = digits &* 10 &+ UInt64(digit)
        significant += digits == 0 ? 0 : 1
        exponent -= fraction ? 1 : 0
      } else {
        isExact = isExact && digit == 0
        exponent += fraction ? 0 : 1
      }
    }
    return position - first
  }

  private mutating func scanExponent() -> Bool {
    let isNegative = takeSign()
    let first = position
    var value = 0
    while position < end {
      let digit = bytes[position] &- 0x30
      guard digit < 10 else { break }
      position += 1
      value = min(value * 10 + Int(digit), 1_000_000)
    }
    exponent += isNegative ? -value : value
    return position > first
  }
}
