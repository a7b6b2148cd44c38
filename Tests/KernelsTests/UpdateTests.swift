import Kernels
import Testing

extension OnDevice {
  @Suite struct UpdateTests {
    /// The rule of `kernels/update.cl` in float64, over several steps with constant forces.
    private struct Descent {
      var y, v, gain: [Double]
      let attraction, repulsion: [Double]
      let components: Int
      let z: Double

      mutating func step(_ step: Update.Step, subtracting mean: [Double]) {
        for i in 0..<y.count / components {
          let range = i * components..<(i + 1) * components
          for c in range {
            let g = Double(step.exaggeration) * attraction[c] - repulsion[c] / z
            let opposed = v[c].sign0 != g.sign0
            gain[c] = max(0.01, opposed ? gain[c] + 0.2 : gain[c] * 0.8)
            v[c] = Double(step.momentum) * v[c] - Double(step.rate) * gain[c] * g
          }
          let length = range.reduce(0) { $0 + v[$1] * v[$1] }.squareRoot()
          for c in range {
            if length > 5 { v[c] *= 5 / length }
            y[c] += v[c] - mean[c % components]
          }
        }
      }

      var mean: [Double] {
        let n = y.count / components
        return (0..<components).map { c in
          (0..<n).reduce(0) { $0 + y[$1 * components + c] } / Double(n)
        }
      }
    }

    @Test(arguments: cases([1, 63, 64, 65, 127, 541]), [2, 3])
    func followsTheRule(n: Int, components: Int) throws {
      try guarded { device in
        var noise = Noise(UInt64(n))
        let y = noise.values(n * components, scale: 2)
        let attraction = noise.values(n * components, scale: 1)
        let repulsion = noise.values(n * components, scale: 10)
        let state = try LayoutBuffers(device, coordinates: y, components: components)
        try state.attraction.write(padded(attraction, components))
        try state.repulsion.write(padded(repulsion, components))
        let parts = noise.values(100).map { abs($0) + 0.1 }
        let z = try Buffer(device, parts, for: "test")
        let update = try Update(device, n: n, components: components)
        var descent = Descent(
          y: y.map(Double.init), v: y.map { _ in 0 }, gain: y.map { _ in 1 },
          attraction: attraction.map(Double.init), repulsion: repulsion.map(Double.init),
          components: components, z: parts.reduce(0) { $0 + Double($1) })
        var mean = [Double](repeating: 0, count: components)
        for index in 0..<6 {
          let step = Update.Step(
            exaggeration: index < 3 ? 12 : 1, rate: index < 3 ? 0.1 : 3, momentum: 0.5)
          let before = index == 0 ? mean : descent.mean
          mean = before
          try update(state, z: z, step: step)
          descent.step(step, subtracting: mean)
        }
        #expect(largestError(try state.read(), descent.y, floor: 1) < 1e-4)
        #expect(
          largestError(try state.coordinates(of: state.gains), descent.gain, floor: 1) < 1e-5)
      }
    }

    private func padded(_ values: [Float], _ components: Int) -> [Float] {
      guard components == 3 else { return values }
      var result: [Float] = []
      for first in stride(from: 0, to: values.count, by: 3) {
        result += values[first..<first + 3]
        result.append(0)
      }
      return result
    }
  }
}

extension Double {
  fileprivate var sign0: Int { self > 0 ? 1 : self < 0 ? -1 : 0 }
}
