import Kernels

/// The stages of a run, measured on made-up points.
struct Rehearsal {
  /// Points whose neighbors were searched, and the seconds that those of all would take.
  private(set) var searched = 0
  private(set) var search = 0.0
  /// Points whose affinities were computed, and the seconds of it.
  private(set) var joined = 0
  private(set) var affinities = 0.0
  /// Seconds of one step of all points.
  private(set) var step = 0.0

  private let device: Device
  /// Seconds that a measurement should take, at most about twice as many.
  private static let patience = 0.3

  init(_ device: Device, points: Int) throws {
    self.device = device
    try measureSearch(points)
    try measureAffinities(min(points, 16_384))
    try measureStep(points)
  }

  /// The search that a run of so many points takes here: among pairs, or by queries.
  private mutating func measureSearch(_ n: Int) throws {
    let neighbors = try Neighbors(
      device, product: Product(device), dimensions: Estimate.reduced)
    if device.tuning.searchesPairs(points: n) {
      try measurePairs(neighbors, n)
    } else {
      try measureQueries(neighbors, n)
    }
  }

  /// All pairs of as many points as are done in time, and of half of them. Products grow with the
  /// square of the number of points, choosing the nearest with the number: a n^2 + b n.
  private mutating func measurePairs(_ neighbors: Neighbors, _ n: Int) throws {
    searched = min(n, 4096)
    var half = try pairs(neighbors, searched / 2)
    var whole = try pairs(neighbors, searched)
    while searched < n, whole < Self.patience / 2 {
      searched = min(n, 2 * searched)
      half = whole
      whole = try pairs(neighbors, searched)
    }
    let times = Double(n) / Double(searched)
    let square = max(0, 2 * (whole - 2 * half))
    search = square * times * times + max(0, whole - square) * times
  }

  /// The shorter of two searches.
  private func pairs(_ neighbors: Neighbors, _ size: Int) throws -> Double {
    let points = try matrix(size, Estimate.reduced)
    let pairs = try NeighborPairs(device, dimensions: Estimate.reduced)
    func once() throws -> Double {
      try seconds(of: neighbors, points) { search in
        try pairs.scan(neighbors.candidates(points, first: 0), for: search)
        return points
      }
    }
    return min(try once(), try once())
  }

  /// As many queries as are done in time, among all points: a query's costs depend on how many
  /// there are to look at.
  private mutating func measureQueries(_ neighbors: Neighbors, _ n: Int) throws {
    let all = try matrix(n, Estimate.reduced)
    var size = min(n, 512)
    repeat {
      searched = size
      let taken = try seconds(of: neighbors, matrix(size, Estimate.reduced)) { search in
        try neighbors.scan(neighbors.candidates(all, first: 0), for: search)
        return all
      }
      search = taken * Double(n) / Double(size)
      if taken > Self.patience / 2 { break }
      size = min(n, 4 * size)
    } while searched < n
  }

  /// Seconds of a whole search; `scan` shows it the candidates and returns them.
  private func seconds(
    of neighbors: Neighbors, _ queries: Matrix, scan: (Neighbors.Search) throws -> Matrix
  ) throws -> Double {
    let k = min(Estimate.k, queries.rows - 1)
    let indices = try Buffer<Int32>(device, count: queries.rows * k, for: "a measurement")
    let distances = try Buffer<Float>(device, count: queries.rows * k, for: "a measurement")
    return try seconds {
      let search = try neighbors.begin(
        queries, own: (0..<Int32(queries.rows)).map { $0 }, k: k)
      let candidates = try scan(search)
      try neighbors.trim(search)
      try neighbors.rerank(candidates, first: 0, for: search)
      try neighbors.finish(
        search, neighbors: indices, squaredDistances: distances, firstRow: 0)
    }
  }

  private func matrix(_ n: Int, _ d: Int) throws -> Matrix {
    try Matrix(device, rows: n, columns: d, values: madeUp(n * d), for: "a measurement")
  }

  private mutating func measureAffinities(_ n: Int) throws {
    let k = min(Estimate.k, n - 1)
    let p = try Buffer<Float>(device, count: n * k, for: "a measurement")
    let betas = try Buffer<Float>(device, count: n, for: "a measurement")
    let conditional = try Affinities(device), symmetrize = try Symmetrize(device)
    let row = madeUp(k).map { 1 + $0 }.sorted()
    let distances = try Buffer(
      device, (0..<n).flatMap { _ in row }, for: "a measurement")
    let graph = try Buffer(device, scatteredGraph(n, k), for: "a measurement")
    affinities = try seconds {
      try conditional(
        squaredDistances: distances, p: p, betas: betas, k: k, perplexity: Double(k) / 3)
      _ = try symmetrize(neighbors: graph, p: p, n: n, k: k)
    }
    joined = n
  }

  private mutating func measureStep(_ n: Int) throws {
    let state = try LayoutBuffers(
      device, coordinates: finishedMap(n), components: 2)
    let attraction = try Attraction(device, ring(device, n), components: 2)
    let field = try FieldRepulsion(device, n: n)
    let update = try Update(device, n: n, components: 2)
    try field.place(around: field.bounds(state), margin: 8, least: 8)
    let still = Update.Step(exaggeration: 1, rate: 1e-6, momentum: 0.8)
    func steps(_ count: Int) throws {
      for _ in 0..<count {
        try attraction(state)
        try field(state)
        try update(state, z: field.z, step: still)
      }
    }
    try steps(2)
    let few = try seconds { try steps(4) } / 4
    let count = max(4, min(200, Int(Self.patience / few)))
    step = try seconds { try steps(count) } / Double(count)
  }

  private func seconds(_ body: () throws -> Void) throws -> Double {
    try device.finish()
    let start = ContinuousClock.now
    try body()
    try device.finish()
    return (ContinuousClock.now - start) / .seconds(1)
  }
}
