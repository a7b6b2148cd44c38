import Kernels
import References

/// The nearest on maps of coinciding points, clumps and outliers, and what is kept of a graph.
@Sendable func checkPreservation(_ device: Device, _ seen: Comparison) throws {
  for (n, components) in [(2, 2), (17, 3), (65, 2), (331, 2), (331, 3)] {
    var noise = Noise(UInt64(n))
    // Whole numbers: distances are exact, and many of them equal.
    var map = noise.values(n * components).map { ($0 * 12).rounded() }
    for i in 0..<n { map[i * components] += Float(i % 3 * 512) }
    map[0] = 2048
    let k = min(n - 1, Preservation.count)
    let preservation = try Preservation(device, components: components)
    let buffer = try preservation.neighbors(of: map)
    let rows = try buffer.read()
    let found = (0..<n).flatMap {
      rows[$0 * Preservation.rowLength..<$0 * Preservation.rowLength + k]
    }
    seen.equal(found, Reference.neighbors(map, dimensions: components, k: k).indices)
    let original = map.enumerated().map { $0 % 7 == 0 ? -$1 : $1 }
    let graph = Reference.neighbors(original, dimensions: components, k: k).indices
    let shares = try preservation.shares(
      of: Buffer(device, graph, for: "a check"), stride: k, in: buffer, k: k)
    let expected = Reference.keptShares(
      graph, stride: k, map: map, components: components, k: k)
    seen.floats(shares, expected.map(Double.init), floor: 1, within: 0)
  }
}
