/// The k nearest candidates of some queries in many dimensions, exactly, by filter and refinement
/// (Korn et al., VLDB 1996): a point's bound row holds its scores on orthonormal axes and the
/// length of what they leave out of it, so that bound rows are nowhere farther apart than the
/// points are. Of the candidates only those are compared in all dimensions whose bound row is as
/// near as a k-th neighbor may be.
///
/// For a CPU, where few are left: few axes must tell much of the points.
package struct BoundedNeighbors {
  private let device: Device
  private let prepare: Prepare
  private let bounds: Neighbors
  private let points: Neighbors

  /// Points of `dimensions` coordinates, with scores on `axes` axes.
  package init(_ device: Device, axes: Int, dimensions: Int) throws(DeviceError) {
    precondition(Self.isPossible(axes: axes))
    self.device = device
    prepare = try Prepare(device)
    let product = try Product(device)
    bounds = try Neighbors(device, product: product, dimensions: axes + 1)
    points = try Neighbors(device, product: product, dimensions: dimensions)
  }

  /// Whether there are axes enough: thresholds are scores of products.
  package static func isPossible(axes: Int) -> Bool { !Neighbors.isDirect(dimensions: axes + 1) }

  /// Some points with their bound rows.
  package struct Block {
    package let points: Matrix
    package let bounds: Matrix
  }

  package func block(_ points: Matrix, scores: Matrix) throws(DeviceError) -> Block {
    Block(points: points, bounds: try prepare.bounds(of: points, scores: scores))
  }

  /// Candidates that a query may have before it is given up, and those it then keeps.
  package struct Room: Sendable {
    package var capacity = 16384
    package var keep = 4096

    package init() {}
  }

  /// The k nearest of each query, row-major, and whether they are known: too many candidates may
  /// have come near, and then the row has no meaning.
  ///
  /// `own`: the candidates that the queries are. `near`: for each query the same number of other
  /// candidates, at least k, the nearer the better.
  package func search(
    _ queries: Block, own: [Int32], near: [Int32], k: Int, among blocks: [Block],
    room: Room = Room()
  ) throws(DeviceError) -> (neighbors: [Int32], isKnown: [Bool]) {
    let rows = queries.points.rows
    let limits = try thresholds(queries, own: own, near: near, k: k, among: blocks)
    let search = try bounds.begin(
      queries.bounds, own: own, k: k, keep: room.keep, capacity: room.capacity, above: limits)
    for (block, first) in numbered(blocks) {
      try bounds.scan(bounds.candidates(block.bounds, first: first), for: search)
    }
    // A threshold was raised where the room was not enough.
    let raised = try search.thresholds.read()
    var counts = try search.counts.read()
    let isKnown = (0..<rows).map { raised[$0] == limits[$0] && counts[$0] >= k }
    for row in 0..<rows where !isKnown[row] { counts[row] = 0 }
    try search.counts.write(counts)
    let whole = search.continued(with: queries.points)
    for (block, first) in numbered(blocks) {
      try points.rerank(block.points, first: first, for: whole)
    }
    let neighbors = try Buffer<Int32>(device, count: rows * k, for: "some points' neighbors")
    let distances = try Buffer<Float>(device, count: rows * k, for: "some points' neighbors")
    try points.finish(whole, neighbors: neighbors, squaredDistances: distances, firstRow: 0)
    return (try neighbors.read(), isKnown)
  }

  /// What squares of distances between bound rows may be too large by for being rounded, beside the
  /// squared lengths. The left-out length r of a row x comes from a difference of squares, whose
  /// error, up to 1e-6 |x|^2, is one of 1e-3 |x| in r where r is next to nothing.
  private static let slack: Float = 1e-3

  /// Scores that a candidate's bound row must exceed to be among the k nearest: those of the k-th
  /// nearest of `near`.
  private func thresholds(
    _ queries: Block, own: [Int32], near: [Int32], k: Int, among blocks: [Block]
  ) throws(DeviceError) -> [Float] {
    let rows = queries.points.rows, count = near.count / rows
    precondition(near.count == rows * count && count >= k)
    let search = try points.begin(
      queries.points, own: own, k: k, keep: count, capacity: roundUp(count, to: 64))
    let gap = [Int32](repeating: 0, count: search.capacity - count)
    try search.indices.write(
      (0..<rows).flatMap { near[$0 * count..<($0 + 1) * count] + gap })
    try search.counts.write([Int32](repeating: Int32(count), count: rows))
    for (block, first) in numbered(blocks) {
      try points.rerank(block.points, first: first, for: search)
    }
    let distances = try search.scores.read(), bounds = try queries.bounds.read()
    return (0..<rows).map { row in
      let start = row * search.capacity
      let farthest = distances[start..<start + count].sorted()[k - 1]
      let columns = queries.bounds.columns
      let norm = bounds[row * columns..<(row + 1) * columns].reduce(0) { $0 + $1 * $1 }
      return ((norm - farthest - Self.slack * (norm + farthest)) / 2).nextDown
    }
  }

  private func numbered(_ blocks: [Block]) -> [(block: Block, first: Int)] {
    var first = 0
    return blocks.map { block in
      defer { first += block.points.rows }
      return (block, first)
    }
  }
}
