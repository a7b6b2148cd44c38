import Values
import Kernels

/// What maps keep of the points' original neighbors:
///
/// - `quality`: of every point, the share of its 15 nearest in the run's own graph that are among
///   its 15 nearest on the map; and the mean of these shares.
/// - `recall10`: the same for 10 neighbors in all dimensions, as a mean over a sample of the points,
///   or over all of them where the run's graph is that of all dimensions and exact.
struct KeptNeighbors {
  private let device: Device
  /// The leading neighbors of every point in the run's graph, n x `graphLength`.
  private let graph: Buffer<Int32>?
  private let graphLength: Int
  /// nil: the graph serves.
  private let sample: NeighborSample?
  private let recalled: Int

  /// `reduction`: what `graph` was searched in, if not in all dimensions. `isWhole`: whether it holds
  /// the exact neighbors in all of them.
  init(
    of points: PreparedPoints, _ reduction: Reduction?, graph: NeighborGraph?, isWhole: Bool,
    seed: UInt64
  ) throws {
    device = points.device
    graphLength = min(graph?.k ?? 0, Preservation.count)
    recalled = min(NeighborSample.count, points.rows - 1)
    self.graph = try graph.map { graph in
      precondition(graph.k <= Preservation.count)
      return try Buffer(
        points.device, graph.indices.map(Int32.init), for: "the points' neighbors")
    }
    let bounded = BoundedSample(points, reduction, graph: self.graph, graphLength: graphLength)
    sample =
      isWhole && graphLength >= recalled
      ? nil : try NeighborSample(points, bounded, seed: seed)
  }

  /// Adds the measures of `layout` to it. A map with numbers that are not finite has none.
  func measure(_ layout: inout Layout) throws {
    guard layout.coordinates.allSatisfy(\.isFinite) else { return }
    let preservation = try Preservation(device, components: layout.components)
    let found = try preservation.neighbors(of: layout.coordinates)
    if let sample {
      layout.metrics.append(.init("recall10", try sample.share(in: found), words: Self.recallWords))
    } else if let graph {
      let shares = try preservation.shares(
        of: graph, stride: graphLength, in: found, k: recalled)
      layout.metrics.append(.init("recall10", Self.mean(shares), words: Self.recallWords))
    }
    guard let graph else { return }
    let quality = try preservation.shares(
      of: graph, stride: graphLength, in: found, k: graphLength)
    layout.metrics.append(.init("quality", Self.mean(quality)))
    layout.quality = quality
  }

  private static let recallWords = "10-neighbor recall"

  private static func mean(_ shares: [Float]) -> Double {
    shares.reduce(0) { $0 + Double($1) } / Double(shares.count)
  }
}

/// The 10 nearest others (all others where there are fewer) of some points, in all dimensions.
private struct NeighborSample {
  static let count = 10
  private static let size = 1000

  /// The sampled points, ascending.
  private let rows: [Int]
  private let k: Int
  /// `rows.count` x k.
  private let original: [Int32]

  init(_ points: PreparedPoints, _ bounded: BoundedSample?, seed: UInt64) throws {
    rows = sampleRows(Self.size, of: points.rows, seed: seed)
    k = min(Self.count, points.rows - 1)
    if let found = try bounded?.neighbors(of: rows, k: k) {
      original = found
      return
    }
    let search = try NeighborSearch(points.device, dimensions: points.columns)
    original = try search.neighbors(
      of: points.matrix(ofRows: rows), rows: rows, k: k, blocks: points.blocks.count,
      block: points.block)
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
