import Kernels

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
