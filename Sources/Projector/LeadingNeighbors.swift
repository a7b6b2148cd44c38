import Values
import Kernels

extension DeviceGraph {
  /// So many neighbors of each point are kept beyond the affinities, for pages and yardsticks.
  static let kept = 15

  /// The first `count` neighbors of every point, or all that there are. Fetched in stretches, so
  /// that the host never holds the graph as a whole.
  func leading(_ count: Int) throws -> NeighborGraph {
    let kept = min(count, k)
    let rows = 1 << 14
    var result = NeighborGraph(k: kept, indices: [], squaredDistances: [])
    result.indices.reserveCapacity(n * kept)
    result.squaredDistances.reserveCapacity(n * kept)
    for first in stride(from: 0, to: n, by: rows) {
      let range = first * k..<min(n, first + rows) * k
      let (ids, distances) = (try neighbors.read(range), try squaredDistances.read(range))
      for start in stride(from: 0, to: ids.count, by: k) {
        for place in start..<start + kept {
          result.indices.append(UInt32(ids[place]))
          result.squaredDistances.append(distances[place])
        }
      }
    }
    return result
  }
}
