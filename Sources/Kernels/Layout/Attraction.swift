/// Attraction over the edges of P, and the edges' share of the divergence
/// (`kernels/attraction.cl`). It works on a packed copy of P, in any order of the points.
package final class Attraction {
  private let device: Device
  private let tuning: Tuning
  private let p: SparseAffinities
  private let pack: Packer
  private let attraction:
    Kernel<
      Buffer<Int32>, Buffer<Int32>, Buffer<UInt16>, Buffer<UInt8>, Buffer<Float>, Buffer<Float>,
      Int32
    >
  private let divergence:
    Kernel<
      Buffer<Int32>, Buffer<Int32>, Buffer<UInt16>, Buffer<UInt8>, Buffer<Float>, Buffer<Float>,
      Int32
    >
  private let entropy: Kernel<Buffer<Int32>, Buffer<Float>, Buffer<Float>, Int32>
  private var edges: PackedEdges
  /// sum p_ij ln p_ij, from the first call for the divergence on.
  private var pEntropy: Double?

  /// For layouts in `order`; nil: the rows' own.
  package init(
    _ device: Device, _ p: SparseAffinities, components: Int, order: PointOrder? = nil,
    packing: Packing = Packing()
  ) throws(DeviceError) {
    self.device = device
    self.p = p
    tuning = device.tuning
    let macros = tuning.layoutMacros(components: components, packing: packing)
    let file = "attraction"
    pack = try Packer(device, p, packing, macros: macros)
    attraction = try Kernel(device, file: file, function: "attraction", macros: macros)
    divergence = try Kernel(device, file: file, function: "divergence", macros: macros)
    entropy = try Kernel(device, file: file, function: "entropy", macros: macros)
    edges = try pack(order ?? PointOrder(unordered: p.n))
  }

  /// Packs the edges anew, for a layout in another order.
  package func reorder(_ order: PointOrder) throws(DeviceError) {
    edges = try pack(order)
  }

  /// state.attraction = sum_j p_ij w_ij (y_i - y_j).
  package func callAsFunction(_ state: LayoutBuffers) throws(DeviceError) {
    precondition(p.n == state.n)
    try attraction.launch(
      rows, edges.rowRuns, edges.runs, edges.offsets, edges.weights, state.layout,
      state.attraction, Int32(p.n))
  }

  /// sum_ij p_ij (ln p_ij - ln w_ij); with ln Z added this is KL(P || Q) in nats.
  package func divergence(_ state: LayoutBuffers) throws(DeviceError) -> Double {
    precondition(p.n == state.n)
    let share = try Buffer<Float>(device, count: p.n, for: "the divergence")
    if pEntropy == nil {
      try entropy.launch(WorkSize(p.n, group: tuning.group), p.rows, p.values, share, Int32(p.n))
      pEntropy = try share.read().reduce(0) { $0 + Double($1) }
    }
    try divergence.launch(
      rows, edges.rowRuns, edges.runs, edges.offsets, edges.weights, state.layout, share,
      Int32(p.n))
    return try share.read().reduce(pEntropy ?? 0) { $0 + Double($1) }
  }

  private var rows: WorkSize {
    let items = (p.n + tuning.attractionRows - 1) / tuning.attractionRows
    return WorkSize(items, group: tuning.loopGroup)
  }
}
