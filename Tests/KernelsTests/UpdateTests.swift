import Kernels
import References
import Testing

extension OnDevice {
  @Suite struct UpdateTests {
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
        var descent = Reference.Descent(
          y: y, attraction: attraction, repulsion: repulsion, components: components,
          z: parts.reduce(0) { $0 + Double($1) })
        var mean = [Double](repeating: 0, count: components)
        for index in 0..<6 {
          let step = Update.Step(
            exaggeration: index < 3 ? 12 : 1, rate: index < 3 ? 0.1 : 3, momentum: 0.5,
            decay: index % 2 == 0 ? 0.8 : 0.9)
          let before = index == 0 ? mean : descent.mean
          mean = before
          try update(state, z: z, step: step)
          descent.step(
            exaggeration: step.exaggeration, rate: step.rate, momentum: step.momentum,
            decay: step.decay, subtracting: mean)
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
