/// The k nearest candidates of each query by squared Euclidean distance, exact, ties to the lower
/// index (`kernels/neighbors.cl`).
///
/// Candidates may come in several blocks: `begin` a set of queries, `scan` every block, `rerank`
/// every block again, `finish`.
package struct Neighbors {
  /// Queries in work, and the best candidates each has found so far.
  package struct Search {
    package let queries: Matrix
    let panels: Buffer<Float>
    let own: Buffer<Int32>
    let scores: Buffer<Float>
    let indices: Buffer<Int32>
    let counts: Buffer<Int32>
    let thresholds: Buffer<Float>
    let k: Int
    let keep: Int
    let capacity: Int

    /// The same queries with these rows for them: for comparing what was found in other dimensions.
    func continued(with queries: Matrix) -> Search {
      precondition(queries.rows == self.queries.rows)
      return Search(
        queries: queries, panels: panels, own: own, scores: scores, indices: indices,
        counts: counts, thresholds: thresholds, k: k, keep: keep, capacity: capacity)
    }

    /// How many candidates each query has found and kept so far.
    package func found() throws(DeviceError) -> [Int32] { try counts.read() }
  }

  private let device: Device
  private let tuning: Tuning
  private let product: Product
  private let dimensions: Int
  private let packCandidates: Kernel<Buffer<Float>, Buffer<Float>, Int32, Int32, Int32>
  private let scan:
    Kernel<
      Buffer<Float>, Buffer<Float>, Buffer<Int32>, Buffer<Float>, Buffer<Int32>, Buffer<Int32>,
      Buffer<Float>, Int32, Int32, Int32, Int32, Int32, Int32
    >
  private let trim:
    Kernel<Buffer<Float>, Buffer<Int32>, Buffer<Int32>, Buffer<Float>, Int32, Int32, Int32>
  private let rerank:
    Kernel<
      Buffer<Float>, Buffer<Float>, Buffer<Float>, Buffer<Int32>, Buffer<Int32>, Int32, Int32,
      Int32, Int32, Int32
    >
  private let finish:
    Kernel<
      Buffer<Float>, Buffer<Int32>, Buffer<Int32>, Buffer<Int32>, Buffer<Int32>, Buffer<Float>,
      Int32, Int32, Int32, Int32, Int32
    >

  /// A search among points of `dimensions` coordinates, in the shapes of `product`.
  package init(
    _ device: Device, product: Product, dimensions: Int
  ) throws(DeviceError) {
    self.device = device
    self.product = product
    self.dimensions = dimensions
    tuning = product.tuning
    let macros = tuning.neighborMacros(dimensions: dimensions)
    let file = "neighbors"
    packCandidates = try Kernel(device, file: file, function: "pack_candidates", macros: macros)
    scan = try Kernel(
      device, file: file, function: tuning.localTiles ? "scan_tiles" : "scan", macros: macros)
    trim = try Kernel(device, file: file, function: "trim", macros: macros)
    rerank = try Kernel(device, file: file, function: "rerank", macros: macros)
    finish = try Kernel(device, file: file, function: "finish", macros: macros)
  }

  /// Whether scores are differences of coordinates, which are exact but slower, instead of
  /// products.
  static func isDirect(dimensions: Int) -> Bool { dimensions <= 8 }

  /// Candidates that are kept beyond k while scores are rounded.
  private static let reserve = 16

  /// Starts a search for the k nearest of each row of `queries`. `own[i]`: the candidate that is
  /// query i itself, or -1. The caller sees to it that at least k other candidates come.
  package func begin(_ queries: Matrix, own: [Int32], k: Int) throws(DeviceError) -> Search {
    let keep = roundUp(k + Self.reserve, to: 8)
    let capacity = roundUp(keep + max(keep, 4 * 2 * tuning.vector), to: 64)
    return try begin(queries, own: own, k: k, keep: keep, capacity: capacity)
  }

  /// The same with room for `capacity` candidates a query, which are cut to the best `keep` when it
  /// is full. `above`: scores that candidates must exceed from the start, one a query.
  func begin(
    _ queries: Matrix, own: [Int32], k: Int, keep: Int, capacity: Int, above: [Float]? = nil
  ) throws(DeviceError) -> Search {
    precondition(queries.columns == dimensions && own.count == queries.rows && k > 0)
    let rows = queries.rows
    let purpose = "the neighbor search's candidates"
    let search = Search(
      queries: queries, panels: try product.rowPanels(queries),
      own: try Buffer(device, own, for: purpose),
      scores: try Buffer(device, count: rows * capacity, for: purpose),
      indices: try Buffer(device, count: rows * capacity, for: purpose),
      counts: try Buffer(device, count: rows, for: purpose),
      // Read by whole panels.
      thresholds: try Buffer(
        device, count: roundUp(rows, to: 2 * tuning.vector), for: purpose), k: k, keep: keep,
      capacity: capacity)
    try search.counts.fill(0)
    try search.thresholds.fill(-Float.infinity)
    if let above { try search.thresholds.write(above) }
    return search
  }

  /// Candidates ready to be scanned; made once for a block and used by many searches.
  package struct Candidates {
    let points: Matrix
    let panels: Buffer<Float>
    let first: Int
  }

  /// Packs a block of candidates, of which the first row has the index `first`.
  package func candidates(_ points: Matrix, first: Int) throws(DeviceError) -> Candidates {
    precondition(points.columns == dimensions)
    let padded = roundUp(points.rows, to: 2 * tuning.vector)
    let panels = try Buffer<Float>(
      device, count: padded * (dimensions + 1), for: "the neighbor search's panels")
    try packCandidates.launch(
      WorkSize(padded, group: tuning.pieceGroup), points.buffer, panels, Int32(points.rows),
      Int32(dimensions), Int32(points.stride))
    return Candidates(points: points, panels: panels, first: first)
  }

  /// Looks at every candidate of a block. Blocks come in ascending order.
  package func scan(_ candidates: Candidates, for search: Search) throws(DeviceError) {
    let itemRows = tuning.tileRows * tuning.queryPanels
    let width = 2 * tuning.vector
    try scan.launch(
      tuning.localTiles
        ? WorkSize(search.queries.rows, group: Tuning.localTile)
        : WorkSize((search.queries.rows + itemRows - 1) / itemRows, group: 1),
      search.panels, candidates.panels, search.own, search.scores, search.indices, search.counts,
      search.thresholds, Int32(search.queries.rows), Int32(dimensions), Int32(candidates.first),
      Int32((candidates.points.rows + width - 1) / width), Int32(search.keep),
      Int32(search.capacity))
  }

  /// Cuts each query's candidates to those that can still be among the k, after the last `scan`.
  package func trim(_ search: Search) throws(DeviceError) {
    try trim.launch(
      WorkSize(search.queries.rows, group: tuning.group), search.scores, search.indices,
      search.counts, search.thresholds, Int32(search.queries.rows), Int32(search.keep),
      Int32(search.capacity))
  }

  /// Computes the exact distances of the candidates that lie in this block, after `trim`.
  package func rerank(_ points: Matrix, first: Int, for search: Search) throws(DeviceError) {
    try rerank.launch(
      WorkSize(search.queries.rows, group: tuning.group(queries: search.queries.rows)),
      search.queries.buffer, points.buffer,
      search.scores, search.indices, search.counts, Int32(search.queries.rows),
      Int32(points.stride), Int32(first), Int32(points.rows), Int32(search.capacity))
  }

  /// Writes each query's k nearest, sorted, to rows `firstRow` and following of the n x k targets.
  ///
  /// `names`: where queries and candidates are the same points, the numbers that they have in the
  /// targets; each row goes to its query's.
  package func finish(
    _ search: Search, neighbors: Buffer<Int32>, squaredDistances: Buffer<Float>, firstRow: Int,
    names: Buffer<Int32>? = nil
  ) throws(DeviceError) {
    precondition((firstRow + search.queries.rows) * search.k <= neighbors.count)
    try finish.launch(
      WorkSize(search.queries.rows, group: tuning.group(queries: search.queries.rows)),
      search.scores, search.indices,
      search.counts, names ?? search.own, neighbors, squaredDistances,
      Int32(search.queries.rows), Int32(firstRow), Int32(search.k), Int32(search.capacity),
      names == nil ? 0 : 1)
  }
}
