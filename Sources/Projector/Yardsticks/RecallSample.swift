import Values
import Kernels

/// The 10 nearest others (all others where there are fewer) of some points, in all dimensions,
/// found exactly.
struct RecallSample {
  static let count = 10
  private static let size = 1000

  /// The sampled points, ascending.
  private let rows: [Int]
  private let k: Int
  /// `rows.count` x k.
  private let original: [Int32]

  init(
    of points: PreparedPoints, _ reduction: Reduction?, _ leading: LeadingNeighbors?, seed: UInt64
  ) throws {
    rows = sampleRows(Self.size, of: points.rows, seed: seed)
    k = min(Self.count, points.rows - 1)
    original = try SubsetSearch(of: points, reduction, leading).neighbors(of: rows, k: k).indices
  }

  /// The share of them among the first of each row of `found`, as `Preservation` finds them.
  func share(in found: Buffer<Int32>) throws -> Double {
    var hits = 0
    for (place, row) in rows.enumerated() {
      let start = row * Preservation.rowLength
      let near = try found.read(start..<start + k)
      hits += Set(original[place * k..<(place + 1) * k]).intersection(near).count
    }
    return Double(hits) / Double(rows.count * k)
  }
}
