package import Kernels

/// Exact nearest neighbors among blocks of points.
package struct ExactSearch {
  private let device: Device
  private let neighbors: Neighbors
  private let pairs: NeighborPairs

  package init(_ device: Device, dimensions: Int) throws {
    self.device = device
    neighbors = try Neighbors(device, product: Product(device), dimensions: dimensions)
    pairs = try NeighborPairs(device, dimensions: dimensions)
  }

  /// The k nearest others of every point.
  package func graph(
    of blocks: [Matrix], k: Int, progress: (_ done: Int, _ total: Int) throws -> Void
  ) throws -> DeviceGraph {
    let n = blocks.reduce(0) { $0 + $1.rows }
    precondition(k < n)
    let graph = try DeviceGraph(device, n: n, k: k)
    if device.tuning.searchesPairs(points: n) {
      try searchInPairs(blocks, graph, progress)
      return graph
    }
    let starts = firstRows(blocks)
    let candidates = try zip(blocks, starts).map { try neighbors.candidates($0, first: $1) }
    for (queries, first) in zip(blocks, starts) {
      let own = (first..<first + queries.rows).map(Int32.init)
      let search = try neighbors.begin(queries, own: own, k: k)
      for candidates in candidates { try neighbors.scan(candidates, for: search) }
      try neighbors.trim(search)
      for (block, start) in zip(blocks, starts) {
        try neighbors.rerank(block, first: start, for: search)
      }
      try neighbors.finish(
        search, neighbors: graph.neighbors, squaredDistances: graph.squaredDistances,
        firstRow: first)
      try device.finish()
      try progress(first + queries.rows, n)
    }
    return graph
  }

  private func searchInPairs(
    _ blocks: [Matrix], _ graph: DeviceGraph, _ progress: (_ done: Int, _ total: Int) throws -> Void
  ) throws {
    let n = graph.n
    let order = try Self.order(blocks)
    let points = try Gather(device)(
      order.order, of: Matrix(joining: blocks, on: device, for: "the neighbor search's points"))
    let search = try neighbors.begin(points, own: (0..<n).map(Int32.init), k: graph.k)
    try pairs.scan(neighbors.candidates(points, first: 0), for: search) {
      try progress(Int($0 * Double(n)), n)
    }
    try neighbors.trim(search)
    let doubtful = try pairs.doubtful(search).map { Int(order.order[$0]) }.sorted()
    try neighbors.rerank(points, first: 0, for: search)
    try neighbors.finish(
      search, neighbors: graph.neighbors, squaredDistances: graph.squaredDistances, firstRow: 0,
      names: Buffer(device, order.order, for: "the points' numbers"))
    try fill(graph, rows: doubtful, among: blocks)
    try device.finish()
    try progress(n, n)
  }

  /// Coordinates by which points are put in order: a tree of the few widest parts them best.
  private static let orderedBy = 3

  /// An order of the points in which those near each other follow each other, by their leading
  /// coordinates (principal components are sorted by what they tell).
  private static func order(_ blocks: [Matrix]) throws -> PointOrder {
    let components = min(orderedBy, blocks[0].columns)
    let leading = try blocks.flatMap { try $0.readLeading(components) }
    return PointOrder(alongTree: leading, components: components, width: 32)
  }

  /// The k nearest points of some of them: row-major, `rows.count` x k.
  ///
  /// `block(i)` gives the i-th block of candidates; it is asked for twice.
  package func neighbors(
    of queries: Matrix, rows: [Int], k: Int, blocks: Int, block: (Int) throws -> Matrix
  ) throws -> [Int32] {
    try graph(of: queries, rows: rows, k: k, blocks: blocks, block: block).neighbors.read()
  }

  /// The same among blocks that are all there.
  func neighbors(
    of queries: Matrix, rows: [Int], k: Int, among blocks: [Matrix]
  ) throws -> [Int32] {
    try neighbors(of: queries, rows: rows, k: k, blocks: blocks.count) { blocks[$0] }
  }

  /// Some of the rows of `blocks`, in ascending order, as queries.
  func queries(_ rows: [Int], among blocks: [Matrix]) throws -> Matrix {
    let gather = try Gather(device)
    var parts: [Matrix] = []
    var rest = rows[...]
    for (block, first) in zip(blocks, firstRows(blocks)) {
      let inside = rest.prefix { $0 < first + block.rows }
      rest = rest.dropFirst(inside.count)
      parts.append(try gather(inside.map { Int32($0 - first) }, of: block))
    }
    return try Matrix(joining: parts, on: device, for: "queries")
  }

  /// Searches the neighbors of some rows, ascending, and writes them to their places in `graph`.
  func fill(_ graph: DeviceGraph, rows: [Int], among blocks: [Matrix]) throws {
    for start in stride(from: 0, to: rows.count, by: PreparedPoints.maxBlockRows) {
      let part = Array(rows[start..<min(rows.count, start + PreparedPoints.maxBlockRows)])
      let found = try self.graph(
        of: queries(part, among: blocks), rows: part, k: graph.k, blocks: blocks.count
      ) { blocks[$0] }
      for (index, row) in part.enumerated() {
        try graph.neighbors.copy(
          from: found.neighbors, at: index * graph.k, to: row * graph.k, count: graph.k)
        try graph.squaredDistances.copy(
          from: found.squaredDistances, at: index * graph.k, to: row * graph.k, count: graph.k)
      }
      try device.finish()
    }
  }

  /// The graph of some of the points: row i is that of `rows[i]`.
  private func graph(
    of queries: Matrix, rows: [Int], k: Int, blocks: Int, block: (Int) throws -> Matrix
  ) throws -> DeviceGraph {
    let search = try neighbors.begin(queries, own: rows.map(Int32.init), k: k)
    var first = 0
    for index in 0..<blocks {
      let points = try block(index)
      try neighbors.scan(neighbors.candidates(points, first: first), for: search)
      first += points.rows
    }
    try neighbors.trim(search)
    first = 0
    for index in 0..<blocks {
      let points = try block(index)
      try neighbors.rerank(points, first: first, for: search)
      first += points.rows
    }
    let graph = try DeviceGraph(device, n: rows.count, k: k)
    try neighbors.finish(
      search, neighbors: graph.neighbors, squaredDistances: graph.squaredDistances, firstRow: 0)
    return graph
  }

  private func firstRows(_ blocks: [Matrix]) -> [Int] {
    var first = 0
    return blocks.map { block in
      defer { first += block.rows }
      return first
    }
  }
}
