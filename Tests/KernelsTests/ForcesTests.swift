import Foundation
import Kernels
import References
import Testing

/// A random P over `n` points, on the device and dense.
func randomAffinities(_ device: Device, _ n: Int) throws -> (SparseAffinities, [Double]) {
  let k = min(n - 1, 20)
  let graph = randomGraph(n, k, seed: 11)
  let p = try Symmetrize(device)(
    neighbors: Buffer(device, graph.neighbors, for: "test"),
    p: Buffer(device, graph.p, for: "test"), n: n, k: k)
  let dense = Reference.Forces.dense(
    try p.rows.read(), try p.columns.read(), try p.values.read(), n: n)
  return (p, dense)
}

/// Forces of a finished-looking layout and of the first step's tiny one, in 2-D and 3-D.
extension OnDevice {
  @Suite struct ForcesTests {
    static let sizes = [2, 3, 15, 16, 17, 31, 63, 64, 65, 509]
    static let spreads: [Float] = [1e-4, 1, 40]

    private func layout(_ n: Int, _ components: Int, _ spread: Float) -> [Float] {
      var noise = Noise(UInt64(n * components))
      return noise.values(n * components, scale: spread)
    }

    @Test(arguments: cases(sizes, few: 4), cases(spreads)) func repulsionIsExact(
      n: Int, spread: Float
    ) throws {
      try guarded { device in
        for components in [2, 3] {
          let y = layout(n, components, spread)
          let state = try LayoutBuffers(device, coordinates: y, components: components)
          let repulsion = try Repulsion(device, n: n, components: components)
          try repulsion(state)
          let reference = Reference.Forces(n: n, components: components)
          let doubles = y.map(Double.init)
          let forces = try state.coordinates(of: state.repulsion)
          let expected = reference.repulsion(doubles)
          let scale = expected.map(abs).max() ?? 0
          #expect(largestError(forces, expected, floor: scale) < 2e-6)
          let z = reference.normalizer(doubles)
          #expect(abs(try repulsion.normalizer() - z) < 1e-5 * z + 1e-6 * Double(n))
          try repulsion(state)
          #expect(try state.coordinates(of: state.repulsion) == forces)
        }
      }
    }

    @Test(arguments: cases(sizes, few: 4), cases(spreads)) func attractionIsExact(
      n: Int, spread: Float
    ) throws {
      try guarded { device in
        for components in [2, 3] {
          let y = layout(n, components, spread)
          let (p, dense) = try randomAffinities(device, n)
          let state = try LayoutBuffers(device, coordinates: y, components: components)
          let attraction = try Attraction(
            device, p, components: components, packing: Packing(isCompact: false))
          try attraction(state)
          let reference = Reference.Forces(n: n, components: components, p: dense)
          let expected = reference.attraction(y.map(Double.init))
          let scale = expected.map(abs).max() ?? 0
          let forces = try state.coordinates(of: state.attraction)
          #expect(largestError(forces, expected, floor: scale) < 2e-6)
          let repulsion = try Repulsion(device, n: n, components: components)
          try repulsion(state)
          let kl = try attraction.divergence(state) + log(try repulsion.normalizer())
          // Z is summed in float32 beside each point's own weight of 1, which rounds a small Z.
          let z = reference.normalizer(y.map(Double.init))
          let bound = 2e-5 + 1e-7 * Double(n) / z
          #expect(abs(kl - reference.divergence(y.map(Double.init))) < bound)
        }
      }
    }

    /// In every packing, and in another order of the points.
    @Test(arguments: cases([17, 64, 509], few: 1), [2, 3]) func packingsAgree(
      n: Int, components: Int
    ) throws {
      try guarded { device in
        let y = layout(n, components, 3)
        let (p, dense) = try randomAffinities(device, n)
        let reference = Reference.Forces(n: n, components: components, p: dense)
        let expected = reference.attraction(y.map(Double.init))
        let scale = expected.map(abs).max() ?? 0
        let logZ = log(reference.normalizer(y.map(Double.init)))
        let divergence = reference.divergence(y.map(Double.init)) - logZ
        for (isCompact, span) in [(false, 1 << 16), (false, 30), (true, 1 << 16), (true, 30)] {
          let state = try LayoutBuffers(device, coordinates: y, components: components)
          let attraction = try Attraction(
            device, p, components: components,
            packing: Packing(isCompact: isCompact, span: span))
          let bound = isCompact ? 2.5e-4 : 2e-6
          try attraction(state)
          let forces = try state.coordinates(of: state.attraction)
          #expect(largestError(forces, expected, floor: scale) < bound)
          let rows = PointOrder(unordered: n)
          let order = rows.along(y, components: components)
          try Reorder(device, components: components)(state, from: rows, to: order)
          try attraction.reorder(order)
          try attraction(state)
          let moved = order.restored(
            try state.coordinates(of: state.attraction), components: components)
          // With one run a row the edges are summed in the same order.
          if span > n { #expect(moved == forces) }
          #expect(largestError(moved, expected, floor: scale) < bound)
          #expect(abs(try attraction.divergence(state) - divergence) < (isCompact ? 1e-4 : 2e-5))
        }
      }
    }

    /// 4 (attraction - repulsion / Z) is the divergence's derivative.
    @Test(arguments: [2, 3]) func forcesAreTheGradient(components: Int) throws {
      try guarded { device in
        let n = 40
        let y = layout(n, components, 2)
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
