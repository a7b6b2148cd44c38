/// How the edges of P are written for the attraction.
package struct Packing: Sendable, Equatable {
  /// 16 bits for p_ij instead of float32: right to 2.5e-4 an edge, 1.5e-4 of the force. Where the
  /// edges fill memory, reading them is the work.
  package var isCompact: Bool
  /// Places in the window that the edges of one run lead to; at most 65,536.
  package var span: Int

  package init(isCompact: Bool = true, span: Int = 1 << 16) {
    precondition(span > 0 && span <= 1 << 16)
    self.isCompact = isCompact
    self.span = span
  }

  var macros: [Macro] { [Macro("ATTRACTION_COMPACT", isCompact ? 1 : 0)] }
}

/// The edges of P in an order of the points, cut into runs and filled up to whole vectors
/// (`kernels/attraction.cl` has the format).
struct PackedEdges {
  /// n + 1 positions in `runs`.
  let rowRuns: Buffer<Int32>
  /// Pairs: position of a run's first edge, first place of its window; and one past the last.
  let runs: Buffer<Int32>
  let offsets: Buffer<UInt16>
  let weights: Buffer<UInt8>
}

/// Packs the edges of P (`kernels/attraction.cl`).
struct Packer {
  private typealias Ints = Buffer<Int32>

  private let device: Device
  private let p: SparseAffinities
  private let packing: Packing
  private let countRuns:
    Kernel<
      Buffer<Int32>, Buffer<Int32>, Buffer<Int32>, Buffer<Int32>, Buffer<Int32>, Int32, Int32
    >
  private let pack:
    Kernel<
      Buffer<Int32>, Buffer<Int32>, Buffer<Float>, Buffer<Int32>, Buffer<Int32>, Buffer<Int32>,
      Buffer<Int32>, Buffer<Int32>, Buffer<UInt16>, Buffer<UInt8>, Int32, Int32
    >

  init(
    _ device: Device, _ p: SparseAffinities, _ packing: Packing, macros: [Macro]
  ) throws(DeviceError) {
    (self.device, self.p, self.packing) = (device, p, packing)
    countRuns = try Kernel(device, file: "attraction", function: "count_runs", macros: macros)
    pack = try Kernel(device, file: "attraction", function: "pack_edges", macros: macros)
  }

  /// The edges for a layout in `order`.
  func callAsFunction(_ order: PointOrder) throws(DeviceError) -> PackedEdges {
    precondition(order.n == p.n)
    let purpose = "packed affinities"
    let points = WorkSize(p.n, group: device.tuning.group)
    let (n, span) = (Int32(p.n), Int32(packing.span))
    let rowOrder = try Ints(device, order.order, for: purpose)
    let place = try Ints(device, order.place, for: purpose)
    let counts = try Ints(device, count: 2 * p.n, for: purpose)
    try countRuns.launch(points, p.rows, p.columns, rowOrder, place, counts, n, span)
    let (rowRuns, rowEdges) = try positions(counts.read())
    let edges = Int(rowEdges[p.n])
    let packed = PackedEdges(
      rowRuns: try Buffer(device, rowRuns, for: purpose),
      runs: try Buffer(device, count: 2 * (Int(rowRuns[p.n]) + 1), for: purpose),
      offsets: try Buffer(device, count: edges, for: purpose),
      weights: try Buffer(device, count: edges * (packing.isCompact ? 2 : 4), for: purpose))
    try pack.launch(
      points, p.rows, p.columns, p.values, rowOrder, place, packed.rowRuns,
      Ints(device, rowEdges, for: purpose), packed.runs, packed.offsets, packed.weights, n, span)
    try device.finish()
    return packed
  }

  /// Running sums of the rows' runs and of their edges, both from 0.
  private func positions(
    _ counts: [Int32]
  ) throws(DeviceError) -> (runs: [Int32], edges: [Int32]) {
    var (runs, edges): ([Int32], [Int32]) = ([0], [0])
    runs.reserveCapacity(p.n + 1)
    edges.reserveCapacity(p.n + 1)
    var (run, edge): (Int32, Int32) = (0, 0)
    for row in 0..<p.n {
      let (next, overflow) = edge.addingReportingOverflow(counts[2 * row + 1])
      guard !overflow else {
        throw DeviceError(
          doing: "packed affinities would be more than 2^31 edges. Use fewer points (--limit, "
            + "--sample) or a smaller --perplexity")
      }
      run += counts[2 * row]
      edge = next
      runs.append(run)
      edges.append(edge)
    }
    return (runs, edges)
  }
}
