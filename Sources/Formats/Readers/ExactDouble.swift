/// `digits` x 10^`exponent`, rounded to the nearest double, ties to even; nil where that takes more
/// than 128 bits.
///
/// Where digits and power of ten are doubles, one division or multiplication rounds once (Clinger
/// 1990). Else, up to 27 places, 5^27 being less than 2^64, the exact product or quotient has 64
/// bits and a remainder that only matters by being there.
@inline(__always)
func exactDouble(_ digits: UInt64, _ exponent: Int) -> Double? {
  if digits <= 1 << 53, exponent.magnitude <= 22 {
    let number = Double(Int64(truncatingIfNeeded: digits))
    if exponent == 0 { return number }
    let power = powersOfTen[Int(exponent.magnitude)]
    return exponent < 0 ? number / power : number * power
  }
  return wideDouble(digits, exponent)
}

@inline(never)
private func wideDouble(_ digits: UInt64, _ exponent: Int) -> Double? {
  guard digits > 0 else { return 0 }
  guard exponent.magnitude < powersOfFive.count else { return nil }
  let five = powersOfFive[Int(exponent.magnitude)]
  let (shift, fiveShift) = (digits.leadingZeroBitCount, five.leadingZeroBitCount)
  let number = digits << UInt64(shift)
  let power = five << UInt64(fiveShift)
  var bits: UInt64
  var binaryExponent = exponent - shift
  if exponent < 0 {
    // The half of a number below 2^64 is below a power of 2^63 or more: the quotient has 64 bits.
    let (quotient, remainder) = power.dividingFullWidth((number >> 1, number << 63))
    bits = quotient | (remainder == 0 ? 0 : 1)
    binaryExponent += fiveShift - 63
  } else {
    let (high, low) = number.multipliedFullWidth(by: power)
    bits = high | (low == 0 ? 0 : 1)
    binaryExponent += 64 - fiveShift
  }
  return Double(bits) * Double(sign: .plus, exponent: binaryExponent, significand: 1)
}

/// 10^0 to 10^22, the powers that a double holds exactly.
private let powersOfTen: [Double] = [
  1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
  1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
]

/// 5^0 to 5^27, the powers that 64 bits hold.
private let powersOfFive: [UInt64] = {
  var powers: [UInt64] = [1]
  while powers.count <= 27 { powers.append(powers[powers.count - 1] * 5) }
  return powers
}()
