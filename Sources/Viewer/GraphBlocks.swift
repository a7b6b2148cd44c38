import Values

/// The neighbor graph: ids in as few bytes as they need, and distances as shares of each point's
/// largest one.
struct GraphBlocks {
  let blocks: [DataBlock]
  let manifest: JSON

  /// So many neighbors of each point go into the page.
  package static let most = 15

  init(_ graph: NeighborGraph, points: Int) {
    let k = min(graph.k, Self.most)
    var ids: [UInt32] = []
    var shares: [UInt8] = []
    var farthest: [Float] = []
    ids.reserveCapacity(points * k)
    shares.reserveCapacity(points * k)
    for point in 0..<points {
      let start = point * graph.k
      let distances = graph.squaredDistances[start..<start + k].map { max(0, $0).squareRoot() }
      let most = distances.max() ?? 0
      ids += graph.indices[start..<start + k]
      shares += distances.map { most > 0 ? UInt8((255 * $0 / most).rounded()) : 0 }
      farthest.append(most * graph.unit)
    }
    let packed = narrow(ids, largest: points - 1)
    blocks = [
      DataBlock("neighbors", .numbers(packed.bytes)), DataBlock("nearness", .numbers(shares)),
      DataBlock("farthest", farthest),
    ]
    manifest = .object([("k", .integer(k)), ("width", .integer(packed.width))])
  }
}
