import Values
package import Kernels

/// The nearest neighbors of some of the points in all dimensions, exactly.
///
/// Principal components and what they leave out of the points bound distances, and the run's graph
/// has candidates that are near (`BoundedNeighbors`): where components tell most of the points, few
/// are compared in all dimensions. Rows that too many points come near are searched among all.
/// With PoCL on two cores, the yardsticks of 70,000 x 784 (Fashion-MNIST) take 0.7 s in place of
/// 1.5 of a run of 8.
package struct SubsetSearch {
  private let points: PreparedPoints
  private let exact: ExactSearch
  /// nil: all rows are searched among all points.
  private let bounded: Bounded?

  /// Every 16th row is tried first; should more than a quarter of them fail, so will most others.
  private static let trial = 16

  /// - Parameters:
  ///   - reduction: What `leading` was searched in, if not in all dimensions.
  ///   - leading: Of the run's graph.
  ///   - fewest: Points from which on bounds are worth it; nil: the device's number.
  package init(
    of points: PreparedPoints, _ reduction: Reduction?, _ leading: LeadingNeighbors?,
    fewest: Int? = nil, room: BoundedNeighbors.Room = .init()
  ) throws {
    self.points = points
    exact = try ExactSearch(points.device, dimensions: points.columns)
    let fewest = fewest ?? points.device.tuning.boundedPoints
    guard let fewest, points.rows >= fewest, points.isResident, let reduction, let leading else {
      bounded = nil
      return
    }
    let axes = reduction.scores[0].columns
    bounded =
      2 * axes < points.columns && BoundedNeighbors.isPossible(axes: axes)
      ? try Bounded(points, reduction.scores, leading, exact, room) : nil
  }

  /// The k nearest of `rows`, which ascend: row-major, `rows.count` x k; and how many of the rows
  /// were found through bounds.
  package func neighbors(of rows: [Int], k: Int) throws -> (indices: [Int32], bounded: Int) {
    var found = [ArraySlice<Int32>?](repeating: nil, count: rows.count)
    if let bounded, bounded.leading.k >= k {
      let trial = rows.indices.filter { $0 % Self.trial == 0 }
      try bounded.search(rows, at: trial, k: k, into: &found)
      if 4 * trial.count(where: { found[$0] == nil }) <= trial.count {
        let others = rows.indices.filter { $0 % Self.trial != 0 }
        try bounded.search(rows, at: others, k: k, into: &found)
      }
    }
    let missing = found.indices.filter { found[$0] == nil }
    if !missing.isEmpty {
      let rest = missing.map { rows[$0] }
      let searched = try exact.neighbors(
        of: points.matrix(ofRows: rest), rows: rest, k: k, blocks: points.blocks.count,
        block: points.block)
      for (index, place) in missing.enumerated() {
        found[place] = searched[index * k..<(index + 1) * k]
      }
    }
    return (found.flatMap { $0 ?? [] }, rows.count - missing.count)
  }
}

/// The search through bounds.
private struct Bounded {
  let leading: LeadingNeighbors
  private let device: Device
  private let scores: [Matrix]
  private let exact: ExactSearch
  private let search: BoundedNeighbors
  private let blocks: [BoundedNeighbors.Block]
  private let room: BoundedNeighbors.Room

  init(
    _ points: PreparedPoints, _ scores: [Matrix], _ leading: LeadingNeighbors,
    _ exact: ExactSearch, _ room: BoundedNeighbors.Room
  ) throws {
    self.leading = leading
    device = points.device
    self.scores = scores
    self.exact = exact
    self.room = room
    let search = try BoundedNeighbors(
      points.device, axes: scores[0].columns, dimensions: points.columns)
    self.search = search
    blocks = try zip(points.blocks.indices, scores).map {
      try search.block(points.block($0), scores: $1)
    }
  }

  /// Writes to `found` the k nearest of the rows at these places, but for those that are not known.
  func search(
    _ rows: [Int], at places: [Int], k: Int, into found: inout [ArraySlice<Int32>?]
  ) throws {
    guard !places.isEmpty else { return }
    let part = places.map { rows[$0] }
    let few = try exact.queries(part, among: scores)
    let order = try Self.order(few)
    let gather = try Gather(device)
    let queries = try search.block(
      gather(order, of: exact.queries(part, among: blocks.map(\.points))),
      scores: gather(order, of: few))
    let own = order.map { Int32(part[Int($0)]) }
    let near = try own.flatMap { row in
      try leading.onDevice.read(Int(row) * leading.k..<(Int(row) + 1) * leading.k)
    }
    let result = try search.search(
      queries, own: own, near: near, k: k, among: blocks, room: room)
    for (index, query) in order.enumerated() where result.isKnown[index] {
      found[places[Int(query)]] = result.neighbors[index * k..<(index + 1) * k]
    }
  }

  /// Rows that lie near each other follow each other: they are compared with the same points. Every
  /// other one, twice: two threads that take half each have the same to do.
  private static func order(_ scores: Matrix) throws -> [Int32] {
    let tree = PointOrder(alongTree: try scores.readLeading(3), components: 3, width: 32).order
    return (0..<2).flatMap { half in
      stride(from: half, to: tree.count, by: 2).map { tree[$0] }
    }
  }
}
