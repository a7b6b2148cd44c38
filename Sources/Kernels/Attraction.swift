/// Attraction over the edges of P, and the edges' share of the divergence
/// (`kernels/attraction.cl`).
package struct Attraction {
  private let device: Device
  private let tuning: Tuning
  private let attraction:
    Kernel<Buffer<Int32>, Buffer<Int32>, Buffer<Float>, Buffer<Float>, Buffer<Float>, Int32>
  private let divergence:
    Kernel<Buffer<Int32>, Buffer<Int32>, Buffer<Float>, Buffer<Float>, Buffer<Float>, Int32>

  package init(_ device: Device, components: Int) throws(DeviceError) {
    self.device = device
    tuning = device.tuning
    let macros = [tuning.vectorMacro, Macro("COMPONENTS", components)]
    attraction = try Kernel(device, file: "attraction", function: "attraction", macros: macros)
    divergence = try Kernel(device, file: "attraction", function: "divergence", macros: macros)
  }

  /// state.attraction = sum_j p_ij w_ij (y_i - y_j).
  package func callAsFunction(
    _ p: SparseAffinities, _ state: LayoutBuffers
  ) throws(DeviceError) {
    precondition(p.n == state.n)
    try attraction.launch(
      WorkSize(p.n, group: tuning.group), p.rows, p.columns, p.values, state.layout,
      state.attraction, Int32(p.n))
  }

  /// sum_ij p_ij (ln p_ij - ln w_ij); with ln Z added this is KL(P || Q) in nats.
  package func divergence(
    _ p: SparseAffinities, _ state: LayoutBuffers
  ) throws(DeviceError) -> Double {
    let shares = try Buffer<Float>(device, count: p.n, for: "the divergence")
    try divergence.launch(
      WorkSize(p.n, group: tuning.group), p.rows, p.columns, p.values, state.layout, shares,
      Int32(p.n))
    return try shares.read().reduce(0) { $0 + Double($1) }
  }
}
