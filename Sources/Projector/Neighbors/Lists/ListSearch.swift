import Values
import Kernels

/// Nearest neighbors through inverted lists: each point looks at the lists nearest to it, and the
/// best that it meets there are compared by exact distances.
struct ListSearch {
  private let device: Device
  private let neighbors: Neighbors
  private let kernels: Lists
  private let ranking: ListRanking
  private let lists: InvertedLists
  let plan: ListPlan

  /// Points whose neighbors are known exactly, to plan by.
  static let sampleSize = 1000
  /// Queries in work at once.
  static let block = 1 << 18

  /// `exact`: finds the true neighbors of some rows.
  init(
    _ device: Device, blocks: [Matrix], seed: UInt64,
    exact: (Matrix, [Int]) throws -> [Int32]
  ) throws {
    self.device = device
    let points = try Matrix(joining: blocks, on: device, for: "the neighbor search's points")
    neighbors = try Neighbors(device, product: Product(device), dimensions: points.columns)
    kernels = try Lists(device, dimensions: points.columns)
    ranking = ListRanking(device: device, neighbors: neighbors, kernels: kernels)
    let gather = try Gather(device)
    lists = try InvertedLists(
      of: points, kernels: kernels, gather: gather, ranking: ranking, seed: seed)
    let rows = sampleRows(Self.sampleSize, of: points.rows, seed: seed &+ 2)
    let sample = try gather(rows.map(Int32.init), of: points)
    plan = ListPlan(
      ranks: try ranking.ranks(lists.centroids, of: sample, count: lists.centroids.rows),
      neighbors: try exact(sample, rows), queries: rows.count, lists: lists)
  }

  var count: Int { lists.grouping.groups }

  /// Fills `graph`; returns the rows that met fewer than k others and are not whole.
  func fill(
    _ graph: DeviceGraph, progress: (_ done: Int, _ total: Int) throws -> Void
  ) throws -> [Int] {
    let packed = lists.packed
    var short: [Int] = []
    for first in stride(from: 0, to: graph.n, by: Self.block) {
      let places = first..<min(graph.n, first + Self.block)
      let queries = try Matrix(
        rows: places, of: packed.points, on: device, for: "a neighbor search's queries")
      let search = try neighbors.begin(queries, own: places.map(Int32.init), k: graph.k)
      try visit(for: search) { try progress(first + Int($0 * Double(places.count)), graph.n) }
      try neighbors.trim(search)
      try neighbors.rerank(packed.points, first: 0, for: search)
      try kernels.rename(search, packed)
      let part = try DeviceGraph(device, n: places.count, k: graph.k)
      try neighbors.finish(
        search, neighbors: part.neighbors, squaredDistances: part.squaredDistances, firstRow: 0)
      try kernels.scatter(
        (part.neighbors, part.squaredDistances), first: first, of: packed,
        to: (graph.neighbors, graph.squaredDistances), k: graph.k)
      for (index, count) in try search.found().enumerated() where count < graph.k {
        short.append(Int(lists.grouping.order[first + index]))
      }
      try progress(places.upperBound, graph.n)
    }
    return short.sorted()
  }

  /// Shows every query the members of its nearest lists, the nearest list first.
  private func visit(
    for search: Neighbors.Search, progress: (_ share: Double) throws -> Void
  ) throws {
    let ranks = try ranking.ranks(lists.centroids, of: search.queries, count: plan.visits)
    for visit in 0..<plan.visits {
      let visited = stride(from: visit, to: ranks.count, by: plan.visits).map { ranks[$0] }
      try kernels.visit(lists.packed, lists: visited, for: search)
      try device.flush()
      try progress(Double(visit) / Double(plan.visits))
    }
  }
}
