import Formats
import Kernels

/// recall10: the share of each sampled point's 10 nearest others in the original space that are
/// among its 10 nearest on the map (of all others where there are fewer).
struct Recall {
  /// The sampled points, ascending.
  let rows: [Int]
  let k: Int
  /// `rows.count` x k, in the original space.
  private let original: [Int32]
  private let device: Device

  static let sampleSize = 1000

  /// Searches among all dimensions of the prepared points.
  init(_ points: PreparedPoints, seed: UInt64) throws {
    device = points.device
    rows = sampleRows(Self.sampleSize, of: points.rows, seed: seed)
    k = min(10, points.rows - 1)
    let search = try NeighborSearch(points.device, dimensions: points.columns)
    original = try search.neighbors(
      of: points.matrix(ofRows: rows), rows: rows, k: k, blocks: points.blocks.count,
      block: points.block)
  }

  /// The share for a layout of `components` coordinates a point.
  func share(_ coordinates: [Float], components: Int) throws -> Double {
    let blocks = try blocks(coordinates, components)
    let queries = try Matrix(
      device, rows: rows.count, columns: components,
      values: rows.flatMap { coordinates[$0 * components..<($0 + 1) * components] },
      for: "a layout's neighbors")
    let search = try NeighborSearch(device, dimensions: components)
    let found = try search.neighbors(of: queries, rows: rows, k: k, blocks: blocks.count) {
      blocks[$0]
    }
    var hits = 0
    for row in rows.indices {
      let range = row * k..<(row + 1) * k
      hits += Set(original[range]).intersection(found[range]).count
    }
    return Double(hits) / Double(rows.count * k)
  }

  private func blocks(_ coordinates: [Float], _ components: Int) throws -> [Matrix] {
    let n = coordinates.count / components
    return try stride(from: 0, to: n, by: 1 << 18).map { first in
      let end = min(n, first + 1 << 18)
      return try Matrix(
        device, rows: end - first, columns: components,
        values: Array(coordinates[first * components..<end * components]),
        for: "a layout's neighbors")
    }
  }
}
