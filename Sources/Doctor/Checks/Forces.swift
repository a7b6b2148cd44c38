import Kernels
import References

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A random P, on the device and dense; made on the host, so that only the kernels under check
/// count.
private func affinities(
  _ device: Device, _ n: Int
) throws -> (sparse: SparseAffinities, dense: [Double]) {
  let k = min(n - 1, 20)
  let graph = randomGraph(n, k, seed: 11)
  let edges = Reference.symmetric(graph.neighbors, graph.p, n: n, k: k)
    .sorted { $0.key < $1.key }
  var rows = [Int32](repeating: 0, count: n + 1)
  for (edge, _) in edges { rows[edge / n + 1] += 1 }
  for row in 0..<n { rows[row + 1] += rows[row] }
  let columns = edges.map { Int32($0.key % n) }
  let values = edges.map { Float($0.value) }
  let sparse = SparseAffinities(
    rows: try Buffer(device, rows, for: "a check"),
    columns: try Buffer(device, columns, for: "a check"),
    values: try Buffer(device, values, for: "a check"), n: n)
  return (sparse, Reference.Forces.dense(rows, columns, values, n: n))
}

/// Forces and divergence in every packing of the edges, in two orders of the points.
@Sendable func checkAttraction(_ device: Device, _ seen: Comparison) throws {
  for n in [2, 17, 131] {
    let (p, dense) = try affinities(device, n)
    for components in [2, 3] {
      var noise = Noise(UInt64(n * components))
      let y = noise.values(n * components, scale: 3)
      let reference = Reference.Forces(n: n, components: components, p: dense)
      let doubles = y.map(Double.init)
      let forces = reference.attraction(doubles)
      let divergence = reference.divergence(doubles) - log(reference.normalizer(doubles))
      for (isCompact, span) in [(false, 1 << 16), (false, 30), (true, 1 << 16), (true, 30)] {
        let packing = Packing(isCompact: isCompact, span: span)
        let order = PointOrder(unordered: n).along(y, components: components)
        let state = try LayoutBuffers(
          device, coordinates: order.moved(y, components: components), components: components)
        let attraction = try Attraction(device, p, components: components, packing: packing)
        try attraction.reorder(order)
        try attraction(state)
        let found = order.restored(
          try state.coordinates(of: state.attraction), components: components)
        let scale = forces.map(abs).max() ?? 0
        seen.floats(found, forces, floor: scale, within: isCompact ? 2.5e-4 : 2e-6)
        let difference = abs(try attraction.divergence(state) - divergence)
        seen.note(difference, within: isCompact ? 1e-4 : 2e-5)
      }
    }
  }
}

/// All pairs, in a tiny layout and in a wide one.
@Sendable func checkRepulsion(_ device: Device, _ seen: Comparison) throws {
  for n in [2, 15, 17, 131] {
    for (components, spread) in [(2, Float(1e-4)), (2, 40), (3, 1)] {
      var noise = Noise(UInt64(n * components))
      let y = noise.values(n * components, scale: spread)
      let state = try LayoutBuffers(device, coordinates: y, components: components)
      let repulsion = try Repulsion(device, n: n, components: components)
      try repulsion(state)
      let reference = Reference.Forces(n: n, components: components)
      let expected = reference.repulsion(y.map(Double.init))
      seen.floats(
        try state.coordinates(of: state.repulsion), expected,
        floor: expected.map(abs).max() ?? 0, within: 2e-6)
      let z = reference.normalizer(y.map(Double.init))
      seen.note(
        abs(try repulsion.normalizer() - z) / (z + 0.1 * Double(n)), within: 1e-5)
    }
  }
}

/// Points along a curve and back.
@Sendable func checkOrder(_ device: Device, _ seen: Comparison) throws {
  for n in [1, 63, 65] {
    for components in [2, 3] {
      var noise = Noise(UInt64(n))
      let y = noise.values(n * components, scale: 20)
      let state = try LayoutBuffers(device, coordinates: y, components: components)
      let rows = PointOrder(unordered: n)
      let order = rows.along(y, components: components)
      try Reorder(device, components: components)(state, from: rows, to: order)
      let expected = order.moved(y, components: components).map(Double.init)
      seen.floats(try state.read(), expected, floor: 1, within: 0)
    }
  }
}

/// Steps with momentum and gains.
@Sendable func checkUpdate(_ device: Device, _ seen: Comparison) throws {
  for (n, components) in [(1, 2), (64, 3), (65, 2), (199, 3), (200, 2)] {
    var noise = Noise(UInt64(n))
    let y = noise.values(n * components, scale: 2)
    let attraction = noise.values(n * components)
    let repulsion = noise.values(n * components, scale: 10)
    let parts = noise.values(100).map { abs($0) + 0.1 }
    let state = try LayoutBuffers(device, coordinates: y, components: components)
    try state.attraction.write(state.padded(attraction))
    try state.repulsion.write(state.padded(repulsion))
    let z = try Buffer(device, parts, for: "a check")
    let update = try Update(device, n: n, components: components)
    var descent = Reference.Descent(
      y: y, attraction: attraction, repulsion: repulsion, components: components,
      z: parts.reduce(0) { $0 + Double($1) })
    for index in 0..<4 {
      let step = Update.Step(
        exaggeration: index < 2 ? 12 : 1, rate: index < 2 ? 0.1 : 3, momentum: 0.5,
        decay: index % 2 == 0 ? 0.8 : 0.9)
      let mean = index == 0 ? [Double](repeating: 0, count: components) : descent.mean
      try update(state, z: z, step: step)
      descent.step(
        exaggeration: step.exaggeration, rate: step.rate, momentum: step.momentum,
        decay: step.decay, subtracting: mean)
    }
    seen.floats(try state.read(), descent.y, floor: 1, within: 1e-4)
    seen.floats(
      try state.coordinates(of: state.gains), descent.gain, floor: 1, within: 1e-5)
  }
}

extension LayoutBuffers {
  /// Row-major n x components numbers as a per-point buffer holds them.
  func padded(_ values: [Float]) -> [Float] {
    var result = [Float](repeating: 0, count: n * pointFloats)
    for (index, value) in values.enumerated() {
      result[index / components * pointFloats + index % components] = value
    }
    return result
  }
}
