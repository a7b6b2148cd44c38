import Formats
import Values
import Kernels
import Projector

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a kernel must at least do in all its launches: operations, and bytes of memory that it
/// reads and writes once.
struct Work {
  var flops: Double
  var bytes: Double
}

/// A run's stages, one by one.
struct Stages {
  private let device: Device
  private let n: Int
  private let dimensions: Int
  private let k = 90
  private let p: SparseAffinities
  private let state: LayoutBuffers
  private let attraction: Attraction
  private let field: FieldRepulsion
  private let update: Update

  init(_ device: Device, points: String, layout: String) throws {
    self.device = device
    let dataset = try Dataset.read(DatasetRequest(inputs: [points]))
    let prepared = try PreparedPoints(
      dataset.points, metric: .euclidean, device: device, keep: false)
    n = prepared.rows
    dimensions = min(50, prepared.columns)
    let reduction = try Reduction(of: prepared, count: dimensions) { _, _ in }
    let (graph, _) = try NeighborSearch(device: device, choice: .auto, seed: 0)
      .graph(of: reduction.scores, k: k) { _, _ in }
    let conditional = try Buffer<Float>(device, count: n * k, for: "affinities")
    let betas = try Buffer<Float>(device, count: n, for: "affinities")
    try Affinities(device)(
      squaredDistances: graph.squaredDistances, p: conditional, betas: betas, k: k,
      perplexity: 30)
    p = try Symmetrize(device)(neighbors: graph.neighbors, p: conditional, n: n, k: k)
    let map = try Dataset.read(DatasetRequest(inputs: [layout])).points
    let count = n
    var coordinates = [Float](repeating: 0, count: 2 * count)
    try coordinates.withUnsafeMutableBufferPointer {
      try map.copyRows(0..<count, into: $0)
    }
    let order = PointOrder(unordered: n).along(coordinates, components: 2)
    state = try LayoutBuffers(
      device, coordinates: order.moved(coordinates, components: 2), components: 2)
    attraction = try Attraction(device, p, components: 2, order: order)
    field = try FieldRepulsion(device, n: n)
    update = try Update(device, n: n, components: 2)
    try field.place(around: field.bounds(state), margin: 4, least: 4)
  }

  /// Steps that leave the layout where it is.
  func step(_ count: Int) throws {
    let still = Update.Step(exaggeration: 1, rate: 1e-9, momentum: 0.8)
    for _ in 0..<count {
      try attraction(state)
      try field(state)
      try update(state, z: field.z, step: still)
    }
    try device.finish()
  }

  func work(steps: Int) -> [String: Work] {
    let (n, d, k) = (Double(self.n), Double(dimensions), Double(k))
    let edges = Double(p.edges)
    let repeats = Double(steps)
    var work = [
      // Candidates beyond k are compared again: 112 of them, a row of 64 floats each.
      "neighbors.rerank": Work(flops: 3 * n * 112 * d, bytes: n * 112 * 256),
      "affinities.conditional": Work(flops: 40 * n * k * 8, bytes: 8 * n * k),
      "symmetrize.merge": Work(flops: 2 * edges, bytes: 8 * edges + 16 * n * k),
      // An edge is 2 + 2 bytes, and a point fetched from a cache.
      "attraction.attraction": Work(
        flops: 12 * edges * repeats, bytes: 4 * edges * repeats),
      "update.update": Work(flops: 20 * n * repeats, bytes: 56 * n * repeats),
      "field.spread_chunks": Work(flops: 60 * n * repeats, bytes: (8 + 128) * n * repeats),
      "field.gather": Work(flops: 150 * n * repeats, bytes: (16 + 64) * n * repeats),
    ]
    if self.n <= NeighborsChoice.exactLimit {
      work["neighbors.scan"] = Work(flops: 2 * n * n * d, bytes: 4 * n * d)
      // With those of the tiles that are left out.
      work["pairs.scan_pairs"] = Work(flops: n * n * d, bytes: 4 * n * d)
    }
    if let grid = field.grid { work.merge(transforms(grid, repeats: repeats)) { $1 } }
    return work
  }

  /// Of `convolution`'s kernels: both grids' transforms, and what lies between them in memory.
  private func transforms(_ grid: FieldGrid, repeats: Double) -> [String: Work] {
    /// A transform of length m takes 5 m log2 m operations.
    func flops(_ axis: FieldAxis) -> (fine: Double, coarse: Double) {
      let lengths = (Double(axis.lengths.fine), Double(axis.lengths.coarse))
      return (5 * lengths.0 * log2(lengths.0), 5 * lengths.1 * log2(lengths.1))
    }
    let (x, y) = (FieldAxis(nodes: grid.nx), FieldAxis(nodes: grid.ny))
    let (nodes, rows) = (Double(grid.nx * grid.ny), Double(grid.ny))
    // Charges are real: half of the columns say all.
    let (fine, coarse) = (Double(x.lengths.fine) / 2, Double(x.lengths.coarse) / 2)
    let spectrum = 8 * (fine + coarse) * rows
    let filter = 4 * (fine * Double(y.lengths.fine) + coarse * Double(y.lengths.coarse))
    let alongX = rows / 2 * (flops(x).fine + flops(x).coarse)
    let alongY = 2 * (fine * flops(y).fine + coarse * flops(y).coarse)
    return [
      "convolution.transform_x": Work(
        flops: alongX * repeats, bytes: (8 * nodes + spectrum) * repeats),
      "convolution.convolve_y": Work(
        flops: alongY * repeats, bytes: (2 * spectrum + filter) * repeats),
      "convolution.inverse_x": Work(
        flops: alongX * repeats, bytes: (4 * nodes + spectrum) * repeats),
    ]
  }
}
