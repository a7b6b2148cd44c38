import Doctor
import Foundation
import Kernels
import References
import Testing

/// Forces of a finished-looking layout and of the first step's tiny one, in 2-D and 3-D.
extension OnDevice {
  @Suite struct ForcesTests {
    static let sizes = [2, 3, 15, 16, 17, 31, 63, 64, 65, 509]
    static let spreads: [Float] = [1e-4, 1, 40]

    @Test(arguments: cases(sizes, few: 4), cases(spreads)) func repulsionIsExact(
      n: Int, spread: Float
    ) throws {
      try holds { device, seen in
        for components in [2, 3] {
          try checkRepulsion(device, n: n, components: components, spread: spread, seen)
        }
      }
    }

    @Test(arguments: cases(sizes, few: 4), cases(spreads)) func attractionIsExact(
      n: Int, spread: Float
    ) throws {
      try holds { device, seen in
        for components in [2, 3] {
          try checkAttraction(
            device, n: n, components: components, spread: spread, [Packing(isCompact: false)],
            seen)
        }
      }
    }

    @Test(arguments: cases([17, 64, 509], few: 1), [2, 3]) func packingsAgree(
      n: Int, components: Int
    ) throws {
      try holds { device, seen in
        try checkAttraction(
          device, n: n, components: components, spread: 3, Packing.kinds, seen)
      }
    }

    /// With the logarithm of Z, which the repulsion sums.
    @Test(arguments: cases(sizes, few: 4), cases(spreads)) func divergenceIsExact(
      n: Int, spread: Float
    ) throws {
      try guarded { device in
        let (p, dense) = try randomAffinities(device, n)
        for components in [2, 3] {
          let y = randomLayout(n, components: components, spread: spread)
          let state = try LayoutBuffers(device, coordinates: y, components: components)
          let attraction = try Attraction(
            device, p, components: components, packing: Packing(isCompact: false))
          let repulsion = try Repulsion(device, n: n, components: components)
          try repulsion(state)
          let kl = try attraction.divergence(state) + log(try repulsion.normalizer())
          let reference = Reference.Forces(n: n, components: components, p: dense)
          // Z is summed in float32 beside each point's own weight of 1, which rounds a small Z.
          let z = reference.normalizer(y.map(Double.init))
          let bound = 2e-5 + 1e-7 * Double(n) / z
          #expect(abs(kl - reference.divergence(y.map(Double.init))) < bound)
        }
      }
    }

    /// 4 (attraction - repulsion / Z) is the divergence's derivative.
    @Test(arguments: [2, 3]) func forcesAreTheGradient(components: Int) throws {
      try guarded { device in
        let n = 40
        let y = randomLayout(n, components: components, spread: 2)
        let (p, dense) = try randomAffinities(device, n)
        let state = try LayoutBuffers(device, coordinates: y, components: components)
        let repulsion = try Repulsion(device, n: n, components: components)
        try Attraction(device, p, components: components, packing: Packing(isCompact: false))(state)
        try repulsion(state)
        let z = Float(try repulsion.normalizer())
        let attraction = try state.coordinates(of: state.attraction)
        let repulsive = try state.coordinates(of: state.repulsion)
        let gradient = zip(attraction, repulsive).map { 4 * ($0 - $1 / z) }
        let reference = Reference.Forces(n: n, components: components, p: dense)
        let doubles = y.map(Double.init)
        let h = 1e-5
        let expected = y.indices.map { index in
          var (up, down) = (doubles, doubles)
          up[index] += h
          down[index] -= h
          return (reference.divergence(up) - reference.divergence(down)) / (2 * h)
        }
        let scale = expected.map(abs).max() ?? 0
        #expect(largestError(gradient, expected, floor: scale) < 1e-5)
      }
    }
  }
}
