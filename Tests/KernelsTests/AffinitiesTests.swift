import Doctor
import Kernels
import References
import Testing

extension OnDevice {
  @Suite struct AffinitiesTests {
    static let shapes = [
      (2, 1, 1.0), (3, 2, 1.5), (63, 15, 5), (64, 16, 5), (65, 17, 5.5), (331, 90, 30),
    ]

    @Test(arguments: cases(shapes, few: 3), [Float(1e-6), 1, 1e6])
    func rowsReachThePerplexity(shape: (Int, Int, Double), scale: Float) throws {
      try holds { device, seen in
        try checkAffinities(
          device, n: shape.0, k: shape.1, perplexity: shape.2, scale: scale, seen)
      }
    }

    @Test func takesTheLeadingDistances() throws {
      try guarded { device in
        let (n, k, stride) = (65, 17, 40)
        var noise = Noise(UInt64(n))
        let wide = (0..<n).flatMap { _ in noise.values(stride).map(abs).sorted() }
        let narrow = (0..<n).flatMap { wide[$0 * stride..<$0 * stride + k] }
        let affinities = try Affinities(device)
        let found = try [(wide, stride), (narrow, k)].map { distances, stride in
          let p = try Buffer<Float>(device, count: n * k, for: "test")
          try affinities(
            squaredDistances: Buffer(device, distances, for: "test"), stride: stride, p: p,
            betas: Buffer(device, count: n, for: "test"), k: k, perplexity: 5)
          return try p.read()
        }
        #expect(found[0] == found[1])
      }
    }

    @Test func equalDistancesGiveEqualShares() throws {
      try guarded { device in
        let p = try Buffer<Float>(device, count: 2 * 20, for: "test")
        let betas = try Buffer<Float>(device, count: 2, for: "test")
        let d = [Float](repeating: 0, count: 20) + [Float](repeating: 7, count: 20)
        let affinities = try Affinities(device)
        try affinities(
          squaredDistances: Buffer(device, d, for: "test"), p: p, betas: betas, k: 20,
          perplexity: 5)
        #expect(try p.read().allSatisfy { abs($0 - 0.05) < 1e-6 })
      }
    }
  }
}
