package import Kernels
import References

/// Maps of coinciding points, clumps and outliers, and a graph that they keep in part.
@Sendable func checkPreservation(_ device: Device, _ seen: Comparison) throws {
  for (n, components) in [(2, 2), (17, 3), (65, 2), (331, 2), (331, 3)] {
    var noise = Noise(UInt64(n))
    // Whole numbers: distances are exact, and many of them equal.
    var map = noise.values(n * components).map { ($0 * 12).rounded() }
    for i in 0..<n { map[i * components] += Float(i % 3 * 512) }
    map[0] = 2048
    try checkNearest(device, map, components: components, seen)
    let k = min(n - 1, Preservation.count)
    try checkShares(device, map, components: components, stride: k, k: k, seen)
  }
}

/// The nearest others on a map whose distances are exact in float32, then -1 to the row's end.
package func checkNearest(
  _ device: Device, _ map: [Float], components: Int, _ seen: Comparison
) throws {
  let (n, count) = (map.count / components, Preservation.count)
  let k = min(n - 1, count)
  let rows = try Preservation(device, components: components).neighbors(of: map).read()
  let expected = Reference.neighbors(map, dimensions: components, k: k).indices
  for i in 0..<n {
    let row = rows[i * Preservation.rowLength..<i * Preservation.rowLength + count]
    let missing = [Int32](repeating: -1, count: count - k)
    seen.equal(Array(row), expected[i * k..<(i + 1) * k] + missing)
  }
}

/// What a map keeps of the first k of `stride` neighbors on another, which is partly the same.
package func checkShares(
  _ device: Device, _ map: [Float], components: Int, stride: Int, k: Int, _ seen: Comparison
) throws {
  let original = map.enumerated().map { $0 % 7 == 0 ? -$1 : $1 }
  let graph = Reference.neighbors(original, dimensions: components, k: stride).indices
  let preservation = try Preservation(device, components: components)
  let shares = try preservation.shares(
    of: Buffer(device, graph, for: "a check"), stride: stride,
    in: preservation.neighbors(of: map), k: k)
  let expected = Reference.keptShares(
    graph, stride: stride, map: map, components: components, k: k)
  seen.floats(shares, expected.map(Double.init), floor: 1, within: 0)
}
