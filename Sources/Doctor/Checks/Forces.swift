package import Kernels
import References

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A random P over `n` points, on the device and dense; made on the host, so that only the kernels
/// under check count.
package func randomAffinities(
  _ device: Device, _ n: Int
) throws -> (sparse: SparseAffinities, dense: [Double]) {
  let k = min(n - 1, 20)
  let graph = randomGraph(n, k, seed: 11)
  let edges = Reference.SparseRows(graph.neighbors, graph.p, n: n, k: k)
  let values = edges.values.map(Float.init)
  let sparse = SparseAffinities(
    rows: try Buffer(device, edges.rows, for: "a check"),
    columns: try Buffer(device, edges.columns, for: "a check"),
    values: try Buffer(device, values, for: "a check"), n: n)
  return (sparse, Reference.Forces.dense(edges.rows, edges.columns, values, n: n))
}

/// A layout of n points up to `spread` from the origin on each axis.
package func randomLayout(_ n: Int, components: Int, spread: Float) -> [Float] {
  var noise = Noise(UInt64(n * components))
  return noise.values(n * components, scale: spread)
}

extension Packing {
  /// Weights of both kinds, a run a row and several.
  package static var kinds: [Packing] {
    [false, true].flatMap { isCompact in
      [1 << 16, 30].map { Packing(isCompact: isCompact, span: $0) }
    }
  }
}

/// Few points in every packing.
@Sendable func checkAttraction(_ device: Device, _ seen: Comparison) throws {
  for n in [2, 17, 131] {
    for components in [2, 3] {
      try checkAttraction(
        device, n: n, components: components, spread: 3, Packing.kinds, seen)
    }
  }
}

/// Forces and divergence in packings of the edges, in two orders of the points.
package func checkAttraction(
  _ device: Device, n: Int, components: Int, spread: Float, _ packings: [Packing],
  _ seen: Comparison
) throws {
  let (p, dense) = try randomAffinities(device, n)
  let y = randomLayout(n, components: components, spread: spread)
  let reference = Reference.Forces(n: n, components: components, p: dense)
  let doubles = y.map(Double.init)
  let forces = reference.attraction(doubles)
  let scale = forces.map(abs).max() ?? 0
  let divergence = reference.divergence(doubles) - log(reference.normalizer(doubles))
  let rows = PointOrder(unordered: n)
  let order = rows.along(y, components: components)
  for packing in packings {
    let attraction = try Attraction(device, p, components: components, packing: packing)
    let found = try [rows, order].map { order in
      let state = try LayoutBuffers(
        device, coordinates: order.moved(y, components: components), components: components)
      if order != rows { try attraction.reorder(order) }
      try attraction(state)
      let difference = abs(try attraction.divergence(state) - divergence)
      seen.note(difference, within: packing.isCompact ? 1e-4 : 2e-5)
      return order.restored(
        try state.coordinates(of: state.attraction), components: components)
    }
    for found in found {
      seen.floats(found, forces, floor: scale, within: packing.isCompact ? 2.5e-4 : 2e-6)
    }
    // With one run a row the edges are summed in the same order.
    if packing.span > n { seen.note(found[0] == found[1] ? 0 : 1, within: 0) }
  }
}

/// All pairs, in a tiny layout and in a wide one.
@Sendable func checkRepulsion(_ device: Device, _ seen: Comparison) throws {
  for n in [2, 15, 17, 131] {
    for (components, spread) in [(2, Float(1e-4)), (2, 40), (3, 1)] {
      try checkRepulsion(device, n: n, components: components, spread: spread, seen)
    }
  }
}

/// Forces and normalizer of all pairs.
package func checkRepulsion(
  _ device: Device, n: Int, components: Int, spread: Float, _ seen: Comparison
) throws {
  let y = randomLayout(n, components: components, spread: spread)
  let state = try LayoutBuffers(device, coordinates: y, components: components)
  let repulsion = try Repulsion(device, n: n, components: components)
  try repulsion(state)
  let reference = Reference.Forces(n: n, components: components)
  let expected = reference.repulsion(y.map(Double.init))
  seen.floats(
    try state.coordinates(of: state.repulsion), expected,
    floor: expected.map(abs).max() ?? 0, within: 2e-6)
  let z = reference.normalizer(y.map(Double.init))
  seen.note(abs(try repulsion.normalizer() - z) / (z + 0.1 * Double(n)), within: 1e-5)
}
