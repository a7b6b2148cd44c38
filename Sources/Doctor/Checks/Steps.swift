package import Kernels
import References

/// Few points, around a group's edge.
@Sendable func checkOrder(_ device: Device, _ seen: Comparison) throws {
  for n in [1, 63, 65] {
    for components in [2, 3] { try checkOrder(device, n: n, components: components, seen) }
  }
}

/// Points along a curve, then along that of another layout.
package func checkOrder(
  _ device: Device, n: Int, components: Int, _ seen: Comparison
) throws {
  let y = randomLayout(n, components: components, spread: 20)
  let state = try LayoutBuffers(device, coordinates: y, components: components)
  let mover = try Reorder(device, components: components)
  let rows = PointOrder(unordered: n)
  let first = rows.along(y, components: components)
  var noise = Noise(UInt64(n))
  let second = first.along(noise.values(n * components), components: components)
  for (from, to) in [(rows, first), (first, second)] {
    try mover(state, from: from, to: to)
    let expected = to.moved(y, components: components).map(Double.init)
    seen.floats(try state.read(), expected, floor: 1, within: 0)
  }
}

/// Few points, around a group's edge.
@Sendable func checkUpdate(_ device: Device, _ seen: Comparison) throws {
  for (n, components) in [(1, 2), (64, 3), (65, 2), (199, 3), (200, 2)] {
    try checkUpdate(device, n: n, components: components, steps: 4, seen)
  }
}

/// Steps with momentum and gains, the first half of them exaggerated.
package func checkUpdate(
  _ device: Device, n: Int, components: Int, steps: Int, _ seen: Comparison
) throws {
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
  for index in 0..<steps {
    let isEarly = index < steps / 2
    let step = Update.Step(
      exaggeration: isEarly ? 12 : 1, rate: isEarly ? 0.1 : 3, momentum: 0.5,
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
