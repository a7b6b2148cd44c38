import Formats
package import Kernels

/// A neighbor graph on the device: n x k, nearest first.
package struct DeviceGraph {
  package let n: Int
  package let k: Int
  package let neighbors: Buffer<Int32>
  package let squaredDistances: Buffer<Float>

  package func read() throws -> (indices: [Int32], squaredDistances: [Float]) {
    (try neighbors.read(), try squaredDistances.read())
  }
}

/// Exact nearest neighbors among blocks of points.
package struct NeighborSearch {
  private let device: Device
  private let neighbors: Neighbors

  package init(_ device: Device, dimensions: Int) throws {
    self.device = device
    neighbors = try Neighbors(device, product: Product(device), dimensions: dimensions)
  }

  /// The k nearest others of every point.
  package func graph(
    of blocks: [Matrix], k: Int, progress: (_ done: Int, _ total: Int) -> Void
  ) throws -> DeviceGraph {
    let n = blocks.reduce(0) { $0 + $1.rows }
    precondition(k < n)
    let graph = DeviceGraph(
      n: n, k: k, neighbors: try Buffer(device, count: n * k, for: "neighbors"),
      squaredDistances: try Buffer(device, count: n * k, for: "neighbors"))
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
      progress(first + queries.rows, n)
    }
    return graph
  }

  /// The k nearest points of some of them: row-major, `rows.count` x k.
  ///
  /// `block(i)` gives the i-th block of candidates; it is asked for twice.
  package func neighbors(
    of queries: Matrix, rows: [Int], k: Int, blocks: Int, block: (Int) throws -> Matrix
  ) throws -> [Int32] {
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
    let indices = try Buffer<Int32>(device, count: rows.count * k, for: "neighbors")
    let distances = try Buffer<Float>(device, count: rows.count * k, for: "neighbors")
    try neighbors.finish(
      search, neighbors: indices, squaredDistances: distances, firstRow: 0)
    return try indices.read()
  }

  private func firstRows(_ blocks: [Matrix]) -> [Int] {
    var first = 0
    return blocks.map { block in
      defer { first += block.rows }
      return first
    }
  }
}
