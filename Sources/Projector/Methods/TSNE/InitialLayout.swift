import Values

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where a layout starts: the leading principal components, scaled so that the first has a standard
/// deviation of 1e-4, with seeded jitter of 1 % of that, which parts duplicates; or noise of 1e-4.
struct InitialLayout {
  let n: Int
  let components: Int
  let principal: PrincipalComponents
  let kind: Initialization
  let seed: UInt64

  private static let deviation: Float = 1e-4
  private static let jitter: Float = 1e-6

  func coordinates() -> [Float] {
    var values = [Float](repeating: 0, count: n * components)
    let scale = kind == .pca ? pcaScale : 0
    let noise = kind == .pca ? Self.jitter : Self.deviation
    for row in 0..<n {
      // The generator starts anew at every point, so that a point's noise depends on the seed and
      // its row alone.
      var random = SplitMix64(seed: seed &* 0xD134_2543_DE82_EF95 &+ UInt64(row))
      for c in 0..<components {
        let component =
          c < principal.count ? principal.scores[row * principal.count + c] : 0
        values[row * components + c] = component * scale + noise * random.normal()
      }
    }
    return centered(values)
  }

  private var pcaScale: Float {
    var sum = 0.0
    for row in 0..<n {
      let value = Double(principal.scores[row * principal.count])
      sum += value * value
    }
    let deviation = Float((sum / Double(n)).squareRoot())
    return deviation > 0 ? Self.deviation / deviation : 0
  }

  private func centered(_ values: [Float]) -> [Float] {
    var sums = [Double](repeating: 0, count: components)
    for (index, value) in values.enumerated() { sums[index % components] += Double(value) }
    return values.enumerated().map { Float(Double($1) - sums[$0 % components] / Double(n)) }
  }
}

extension SplitMix64 {
  /// A number of the standard normal distribution (Box and Muller 1958).
  mutating func normal() -> Float {
    let radius = (-2 * log(1 - Double.random(in: 0..<1, using: &self))).squareRoot()
    return Float(radius * cos(2 * Double.pi * Double.random(in: 0..<1, using: &self)))
  }
}
