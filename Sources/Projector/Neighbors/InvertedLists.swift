import Values
import Kernels

/// Points in inverted lists, each around a centroid found by k-means on a sample
/// (Sivic and Zisserman 2003; Jegou, Douze and Schmid 2011).
struct InvertedLists {
  /// lists x d.
  let centroids: Matrix
  /// The points by the list whose centroid is nearest to them.
  let grouping: Grouping
  /// The list of every point.
  let listOf: [Int32]
  let packed: Lists.Packed

  /// Points of the sample for each centroid, and rounds of k-means: more hardly change how many
  /// lists must be visited.
  private static let sampleSize = 20
  private static let rounds = 5

  /// So many that ranking the lists costs less than scanning their members, and lists fill panels.
  static func count(points n: Int) -> Int {
    max(1, min(n, Int((4 * Double(n).squareRoot()).rounded())))
  }

  init(of points: Matrix, kernels: Lists, ranking: ListRanking, seed: UInt64) throws {
    let n = points.rows
    let count = Self.count(points: n)
    let sample = sampleRows(Self.sampleSize * count, of: n, seed: seed)
    let training = try kernels.rows(sample.map(Int32.init), of: points)
    let start = sampleRows(count, of: sample.count, seed: seed &+ 1)
    centroids = try kernels.rows(start.map(Int32.init), of: training)
    for _ in 0..<Self.rounds {
      let nearest = try ranking.nearest(centroids, to: training)
      try kernels.moveToMeans(
        centroids, of: training, Grouping(nearest, groups: count))
    }
    listOf = try ranking.nearest(centroids, to: points)
    grouping = Grouping(listOf, groups: count)
    packed = try kernels.packed(points, grouping)
  }
}

/// The lists nearest to queries, by their centroids.
struct ListRanking {
  let device: Device
  let neighbors: Neighbors
  let kernels: Lists

  /// Queries whose lists are ranked at once.
  private static let block = 1 << 15

  /// The nearest centroid of each query.
  func nearest(_ centroids: Matrix, to queries: Matrix) throws -> [Int32] {
    try ranks(centroids, of: queries, count: 1)
  }

  /// The `count` nearest centroids of each query, nearest first: row-major.
  func ranks(_ centroids: Matrix, of queries: Matrix, count: Int) throws -> [Int32] {
    precondition(count <= centroids.rows)
    let candidates = try neighbors.candidates(centroids, first: 0)
    var ranks: [Int32] = []
    ranks.reserveCapacity(queries.rows * count)
    let block = max(1, min(Self.block, Self.block * 64 / count))
    for first in stride(from: 0, to: queries.rows, by: block) {
      let part = try Matrix(
        rows: first..<min(queries.rows, first + block), of: queries, on: device, for: "queries")
      let search = try neighbors.begin(
        part, own: [Int32](repeating: -1, count: part.rows), k: count)
      try neighbors.scan(candidates, for: search)
      try neighbors.trim(search)
      try neighbors.rerank(centroids, first: 0, for: search)
      let indices = try Buffer<Int32>(device, count: part.rows * count, for: "ranks of lists")
      let distances = try Buffer<Float>(device, count: part.rows * count, for: "ranks of lists")
      try neighbors.finish(
        search, neighbors: indices, squaredDistances: distances, firstRow: 0)
      ranks += try indices.read()
    }
    return ranks
  }
}
