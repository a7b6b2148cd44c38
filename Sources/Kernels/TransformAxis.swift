#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The discrete Fourier transform of one axis of the field's grid: its length, its stages, its
/// tables (`kernels/convolution.cl`).
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

  /// exp(-i pi t / length) for t < 2 length, real and imaginary parts.
  var roots: [Float] {
    (0..<2 * length).flatMap { t in
      let angle = -Double.pi * Double(t) / Double(length)
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

  /// For bin `bin` of 2 `length`: what undoes spreading and reading with B-splines of `order`, in
  /// the sense of least squares (the optimal influence of Hockney and Eastwood 1988, section 8-3,
  /// for a kernel whose own transform does not alias): U^2 / (sum over aliases of U^2)^2,
  /// U = (sin x / x)^order.
  package func correction(bin: Int, order: Int) -> Double {
    let x = Double.pi * Double(bin % (2 * length)) / Double(2 * length)
    guard x > 0 else { return 1 }
    // x in 0 ..< pi stands for -pi/2 ..< pi/2; |sin| is the same for every alias.
    func square(_ alias: Int) -> Double {
      pow(abs(sin(x) / (x + .pi * Double(alias))), Double(2 * order))
    }
    let aliases = (-8...8).reduce(0) { $0 + square($1) }
    return square(x > .pi / 2 ? -1 : 0) / (aliases * aliases)
  }
  /// `correction` for bins 0 to `length`.
  package func corrections(order: Int) -> [Double] {
    (0...length).map { correction(bin: $0, order: order) }
  }
}
