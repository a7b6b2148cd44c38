import Values
import Kernels

/// The nearest neighbors of some points in all dimensions, exactly, through the principal components
/// and what these leave out (`BoundedNeighbors`): less work than comparing with every point, where
/// components tell most of them.
struct BoundedSample {
  private let points: PreparedPoints
  private let scores: [Matrix]
  private let graph: Buffer<Int32>
  private let graphLength: Int

  /// Points from which on it is worth it.
  private static let fewestPoints = 20_000
  /// Every 16th row is tried first; should more than a quarter of them fail, so will most others.
  private static let trial = 16

  /// `graph`: rows of the `graphLength` nearest by the reduction. nil where it cannot be done or is
  /// not worth it.
  init?(
    _ points: PreparedPoints, _ reduction: Reduction?, graph: Buffer<Int32>?, graphLength: Int
  ) {
    guard points.device.isCPU, points.isResident, points.rows >= Self.fewestPoints,
      let reduction, let graph, 2 * reduction.scores[0].columns < points.columns
    else { return nil }
    self.points = points
    scores = reduction.scores
    self.graph = graph
    self.graphLength = graphLength
  }

  /// The k nearest of `rows`, ascending, row-major; nil where too many points come near.
  func neighbors(of rows: [Int], k: Int) throws -> [Int32]? {
    guard graphLength >= k else { return nil }
    let bounded = try BoundedNeighbors(
      points.device, axes: scores[0].columns, dimensions: points.columns)
    let whole = try NeighborSearch(points.device, dimensions: points.columns)
    let blocks = try zip(points.blocks.indices, scores).map {
      try bounded.block(points.block($0), scores: $1)
    }
    var result = [Int32](repeating: 0, count: rows.count * k)
    var missing: [Int] = []
    func fill(_ places: [Int]) throws {
      let part = places.map { rows[$0] }
      let found = try search(part, k, bounded, whole, blocks)
      for (index, place) in places.enumerated() {
        guard let row = found[index] else {
          missing.append(place)
          continue
        }
        result.replaceSubrange(place * k..<(place + 1) * k, with: row)
      }
    }
    let trial = rows.indices.filter { $0 % Self.trial == 0 }
    try fill(trial)
    guard 4 * missing.count <= trial.count else { return nil }
    try fill(rows.indices.filter { $0 % Self.trial != 0 })
    missing.sort()
    guard !missing.isEmpty else { return result }
    let rest = missing.map { rows[$0] }
    let found = try whole.neighbors(
      of: points.matrix(ofRows: rest), rows: rest, k: k, blocks: blocks.count
    ) { blocks[$0].points }
    for (index, place) in missing.enumerated() {
      result.replaceSubrange(
        place * k..<(place + 1) * k, with: found[index * k..<(index + 1) * k])
    }
    return result
  }

  /// The neighbors of each row, nil where they are not known. Rows that lie near each other are
  /// searched one after the other: they are compared with the same points.
  private func search(
    _ rows: [Int], _ k: Int, _ bounded: BoundedNeighbors, _ whole: NeighborSearch,
    _ blocks: [BoundedNeighbors.Block]
  ) throws -> [ArraySlice<Int32>?] {
    let few = try whole.queries(rows, among: scores)
    let tree = PointOrder(alongTree: try few.readLeading(3), components: 3, width: 32).order
    // Every other one, twice: two threads that take half each have the same to do.
    let order = (0..<2).flatMap { half in
      stride(from: half, to: tree.count, by: 2).map { tree[$0] }
    }
    let queries = try bounded.block(
      Lists(points.device, dimensions: points.columns)
        .rows(order, of: whole.queries(rows, among: blocks.map(\.points))),
      scores: Lists(points.device, dimensions: few.columns).rows(order, of: few))
    let own = order.map { Int32(rows[Int($0)]) }
    let near = try own.flatMap { row in
      try graph.read(Int(row) * graphLength..<(Int(row) + 1) * graphLength)
    }
    let found = try bounded.search(queries, own: own, near: near, k: k, among: blocks)
    var result = [ArraySlice<Int32>?](repeating: nil, count: rows.count)
    for (index, place) in order.enumerated() where found.isKnown[index] {
      result[Int(place)] = found.neighbors[index * k..<(index + 1) * k]
    }
    return result
  }
}
