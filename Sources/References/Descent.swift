extension Reference {
  /// Gradient descent with momentum and gains (Jacobs 1988), the rule of `kernels/update.cl`, under
  /// constant forces. Arrays are row-major n x components.
  package struct Descent {
    package private(set) var y: [Double]
    package private(set) var gain: [Double]
    private var v: [Double]
    private let attraction, repulsion: [Double]
    private let components: Int
    private let z: Double

    package init(
      y: [Float], attraction: [Float], repulsion: [Float], components: Int, z: Double
    ) {
      self.y = y.map(Double.init)
      v = y.map { _ in 0 }
      gain = y.map { _ in 1 }
      self.attraction = attraction.map(Double.init)
      self.repulsion = repulsion.map(Double.init)
      self.components = components
      self.z = z
    }

    /// A step, after which `mean` is taken off.
    package mutating func step(
      exaggeration: Float, rate: Float, momentum: Float, decay: Float, subtracting mean: [Double]
    ) {
      for i in 0..<y.count / components {
        let range = i * components..<(i + 1) * components
        for c in range {
          let g = Double(exaggeration) * attraction[c] - repulsion[c] / z
          let opposed = Self.sign(v[c]) != Self.sign(g)
          gain[c] = max(0.01, opposed ? gain[c] + 0.2 : gain[c] * Double(decay))
          v[c] = Double(momentum) * v[c] - Double(rate) * gain[c] * g
        }
        let length = range.reduce(0) { $0 + v[$1] * v[$1] }.squareRoot()
        for c in range {
          if length > 5 { v[c] *= 5 / length }
          y[c] += v[c] - mean[c % components]
        }
      }
    }

    package var mean: [Double] {
      let n = y.count / components
      return (0..<components).map { c in
        (0..<n).reduce(0) { $0 + y[$1 * components + c] } / Double(n)
      }
    }

    private static func sign(_ value: Double) -> Int { value > 0 ? 1 : value < 0 ? -1 : 0 }
  }
}
