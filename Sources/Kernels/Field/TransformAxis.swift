#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A discrete Fourier transform along an axis: its length, its stages, its tables
/// (`kernels/transform.cl`).
package struct TransformAxis {
  package let length: Int
  /// Radices of the stages in the order of the forward transform.
  package let radices: [Int]

  /// The kernels take so many stages in one 32-bit number.
  private static let mostStages = 7

  /// The stages for `n` values: nil where `n` is not a multiple of 4, has a prime factor above 5,
  /// or takes too many stages.
  static func radices(_ n: Int) -> [Int]? {
    guard n >= 4, n % 4 == 0 else { return nil }
    var rest = n
    var radices: [Int] = []
    for prime in [5, 3] {
      while rest % prime == 0 {
        radices.append(prime)
        rest /= prime
      }
    }
    guard rest & (rest - 1) == 0 else { return nil }
    while rest > 1 {
      // 4 x 4 rather than 8 x 2.
      let radix = rest % 8 == 0 && rest != 16 ? 8 : min(rest, 4)
      radices.append(radix)
      rest /= radix
    }
    return radices.count <= mostStages ? radices : nil
  }

  /// The shortest length of at least `n`.
  package static func length(atLeast n: Int) -> Int {
    var length = roundUp(max(n, 4), to: 4)
    while radices(length) == nil { length += 4 }
    return length
  }

  package init(length: Int) {
    guard let radices = Self.radices(length) else {
      preconditionFailure("no transform of length \(length)")
    }
    self.length = length
    self.radices = radices
  }

  /// The radices as the kernels take them, the first in the lowest four bits.
  var packedRadices: Int32 {
    radices.reversed().reduce(0) { $0 << 4 | Int32($1) }
  }

  /// exp(-2 pi i t / (fold length)) for t < fold length, real and imaginary parts.
  func roots(fold: Int) -> [Float] {
    (0..<fold * length).flatMap { t in
      let angle = -2 * Double.pi * Double(t) / Double(fold * length)
      return [Float(cos(angle)), Float(sin(angle))]
    }
  }

  /// Where bin k lies after a forward transform.
  var positions: [Int32] {
    (0..<length).map { bin in
      var (rest, size, position) = (bin, length, 0)
      for radix in radices {
        size /= radix
        position += rest % radix * size
        rest /= radix
      }
      return Int32(position)
    }
  }
}
