import Formats
import Kernels

/// Nearest neighbors through inverted lists: each point looks at the lists nearest to it, and the
/// best that it meets there are compared by exact distances.
struct ListSearch {
  private let device: Device
  private let neighbors: Neighbors
  private let kernels: Lists
  private let ranking: ListRanking
  private let points: Matrix
  private let lists: InvertedLists
  let plan: ListPlan

  /// Points whose neighbors are known exactly, to plan by.
  static let sampleSize = 1000
  /// Queries in work at once.
  private static let block = 1 << 18

  /// `exact`: finds the true neighbors of some rows.
  init(
    _ device: Device, blocks: [Matrix], seed: UInt64,
    exact: (Matrix, [Int]) throws -> [Int32]
  ) throws {
    self.device = device
    points = try Matrix(joining: blocks, on: device, for: "the neighbor search's points")
    neighbors = try Neighbors(device, product: Product(device), dimensions: points.columns)
    kernels = try Lists(device, dimensions: points.columns)
    ranking = ListRanking(device: device, neighbors: neighbors, kernels: kernels)
    lists = try InvertedLists(of: points, kernels: kernels, ranking: ranking, seed: seed)
    let rows = sampleRows(Self.sampleSize, of: points.rows, seed: seed &+ 2)
    let sample = try kernels.rows(rows.map(Int32.init), of: points)
    plan = ListPlan(
      ranks: try ranking.ranks(lists.centroids, of: sample, count: lists.centroids.rows),
      neighbors: try exact(sample, rows), queries: rows.count, lists: lists)
  }

  var count: Int { lists.grouping.groups }

  /// Fills `graph`; returns the rows that met fewer than k others and are not whole.
  func fill(
    _ graph: DeviceGraph, progress: (_ done: Int, _ total: Int) -> Void
  ) throws -> [Int] {
    let visits = plan.visits
    var short: [Int] = []
    for first in stride(from: 0, to: graph.n, by: Self.block) {
      let rows = first..<min(graph.n, first + Self.block)
      let queries = try Matrix(rows: rows, of: points, on: device, for: "queries")
      let ranks = try ranking.ranks(lists.centroids, of: queries, count: visits)
      let search = try neighbors.begin(queries, own: rows.map(Int32.init), k: graph.k)
      for visit in 0..<visits {
        let visited = (0..<rows.count).map { ranks[$0 * visits + visit] }
        try kernels.visit(lists.packed, lists: visited, for: search)
        try device.flush()
        progress(first + rows.count * visit / visits, graph.n)
      }
      try neighbors.trim(search)
      try neighbors.rerank(points, first: 0, for: search)
      short += try search.found().enumerated().filter { $1 < graph.k }.map { first + $0.offset }
      try neighbors.finish(
        search, neighbors: graph.neighbors, squaredDistances: graph.squaredDistances,
        firstRow: first)
      try device.finish()
      progress(rows.upperBound, graph.n)
    }
    return short
  }
}
