/// Candidates in inverted lists, and queries that look at some of the lists
/// (`kernels/lists.cl`).
///
/// `begin`, `trim`, `rerank` and `finish` of a search are those of `Neighbors`; between them
/// `visit` takes the place of `scan`.
package struct Lists {
  private let device: Device
  private let tuning: Tuning
  private let dimensions: Int
  private let gather: Gather
  private let means:
    Kernel<Buffer<Float>, Buffer<Int32>, Buffer<Int32>, Buffer<Float>, Int32, Int32>
  private let pack: Kernel<Buffer<Float>, Buffer<Int32>, Buffer<Float>, Int32, Int32, Int32>
  private let visit:
    Kernel<
      Buffer<Float>, Buffer<Float>, Buffer<Int32>, Buffer<Int32>, Buffer<Int32>, Buffer<Int32>,
      Buffer<Int32>, Buffer<Float>, Buffer<Int32>, Buffer<Int32>, Buffer<Float>, Int32, Int32,
      Int32, Int32, Int32
    >

  private let rename: Kernel<Buffer<Int32>, Buffer<Int32>, Buffer<Int32>, Int32, Int32>
  private let scatter:
    Kernel<
      Buffer<Int32>, Buffer<Int32>, Buffer<Float>, Buffer<Int32>, Buffer<Float>, Int32, Int32,
      Int32
    >

  /// For points of `dimensions` coordinates. `tuning`: nil for the device's own.
  package init(
    _ device: Device, dimensions: Int, tuning: Tuning? = nil
  ) throws(DeviceError) {
    self.device = device
    self.dimensions = dimensions
    let tuning = tuning ?? device.tuning
    self.tuning = tuning
    let macros = tuning.neighborMacros(dimensions: dimensions)
    let file = "lists"
    gather = try Gather(device, tuning: tuning)
    means = try Kernel(device, file: file, function: "means", macros: macros)
    pack = try Kernel(device, file: file, function: "pack_members", macros: macros)
    visit = try Kernel(
      device, file: file, function: tuning.localTiles ? "visit_tiles" : "visit", macros: macros)
    rename = try Kernel(device, file: file, function: "rename", macros: macros)
    scatter = try Kernel(device, file: file, function: "scatter", macros: macros)
  }

  /// Members of lists that are scanned together.
  private var width: Int { 2 * tuning.vector }

  /// Moves each centroid to the mean of the points that `grouping` gives it; a centroid without
  /// points stays.
  package func moveToMeans(
    _ centroids: Matrix, of points: Matrix, _ grouping: Grouping
  ) throws(DeviceError) {
    precondition(grouping.groups == centroids.rows && grouping.order.count == points.rows)
    precondition(centroids.stride == points.stride)
    try means.launch(
      WorkSize(
        centroids.rows, centroids.stride / tuning.vector, group: (tuning.pieceGroup, 1)),
      points.buffer, try Buffer(device, grouping.order, for: "the lists"),
      try Buffer(device, grouping.starts, for: "the lists"), centroids.buffer,
      Int32(centroids.rows), Int32(centroids.stride))
  }

  /// Candidates in lists, ready to be visited.
  package struct Packed {
    /// The candidates in the order of the lists; places in it are the search's indices.
    package let points: Matrix
    /// The candidate's number at each place.
    let order: Buffer<Int32>
    let members: Buffer<Int32>
    let panels: Buffer<Float>
    let panelStarts: Buffer<Int32>
  }

  /// Packs the rows of `points`, grouped into lists.
  package func packed(_ points: Matrix, _ grouping: Grouping) throws(DeviceError) -> Packed {
    precondition(grouping.order.count == points.rows)
    var members: [Int32] = []
    var starts: [Int32] = [0]
    members.reserveCapacity(points.rows + grouping.groups * width)
    for group in 0..<grouping.groups {
      members += grouping.range(group).map(Int32.init)
      let padding = roundUp(members.count, to: width) - members.count
      members += [Int32](repeating: -1, count: padding)
      starts.append(Int32(members.count / width))
    }
    let purpose = "the neighbor search's lists"
    let packed = Packed(
      points: try gather(grouping.order, of: points),
      order: try Buffer(device, grouping.order, for: purpose),
      members: try Buffer(device, members, for: purpose),
      panels: try Buffer(device, count: members.count * (dimensions + 1), for: purpose),
      panelStarts: try Buffer(device, starts, for: purpose))
    try pack.launch(
      WorkSize(members.count, group: tuning.group), packed.points.buffer, packed.members,
      packed.panels, Int32(members.count), Int32(dimensions), Int32(points.stride))
    return packed
  }

  /// Gives the candidates of a search among `packed`, which are places so far, their numbers:
  /// after `rerank`, before `finish`.
  package func rename(_ search: Neighbors.Search, _ packed: Packed) throws(DeviceError) {
    try rename.launch(
      WorkSize(search.queries.rows, group: tuning.group), packed.order, search.indices,
      search.counts, Int32(search.queries.rows), Int32(search.capacity))
  }

  /// Copies rows of k neighbors, of the queries at places `first` and following, to the rows of
  /// their numbers.
  package func scatter(
    _ part: (neighbors: Buffer<Int32>, squaredDistances: Buffer<Float>), first: Int,
    of packed: Packed, to graph: (neighbors: Buffer<Int32>, squaredDistances: Buffer<Float>),
    k: Int
  ) throws(DeviceError) {
    let rows = part.neighbors.count / k
    precondition(first + rows <= packed.points.rows)
    precondition(graph.neighbors.count == packed.points.rows * k)
    try scatter.launch(
      WorkSize(rows, group: tuning.group), packed.order, part.neighbors, part.squaredDistances,
      graph.neighbors, graph.squaredDistances, Int32(rows), Int32(first), Int32(k))
  }

  /// Queries of a task: so many share the reading of a list's panels.
  private static let taskQueries = Tuning.localTile

  /// Every query looks at one list: query i of `search` at list `lists[i]`, at none where that is
  /// negative.
  package func visit(
    _ packed: Packed, lists: [Int32], for search: Neighbors.Search
  ) throws(DeviceError) {
    precondition(lists.count == search.queries.rows && search.queries.columns == dimensions)
    let grouping = Grouping(lists, groups: packed.panelStarts.count - 1)
    var tasks: [Int32] = []
    for group in 0..<grouping.groups {
      let range = grouping.range(group)
      for first in stride(from: range.lowerBound, to: range.upperBound, by: Self.taskQueries) {
        let count = min(Self.taskQueries, range.upperBound - first)
        tasks += [Int32(first), Int32(count), Int32(group), 0]
      }
    }
    guard !tasks.isEmpty else { return }
    try visit.launch(
      tuning.localTiles
        ? WorkSize(tasks.count / 4 * Tuning.localTile, group: Tuning.localTile)
        : WorkSize(tasks.count / 4, group: 1), search.queries.buffer,
      packed.panels, packed.panelStarts, packed.members, search.own,
      try Buffer(device, grouping.order, for: "a visit's queries"),
      try Buffer(device, tasks, for: "a visit's tasks"), search.scores, search.indices,
      search.counts, search.thresholds, Int32(tasks.count / 4), Int32(dimensions),
      Int32(search.queries.stride), Int32(search.keep), Int32(search.capacity))
  }
}
