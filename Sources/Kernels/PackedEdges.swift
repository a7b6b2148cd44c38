/// How the edges of P are written for the attraction.
package struct Packing: Sendable, Equatable {
  /// 32 bits for the other end instead of 16.
  package var isWide: Bool
  /// 16 bits for p_ij instead of float32: right to 2.5e-4 an edge, 1.5e-4 of the force.
  package var isCompact: Bool

  package init(isWide: Bool, isCompact: Bool) {
    self.isWide = isWide
    self.isCompact = isCompact
  }

  /// Compact always: where the edges fill memory, reading them is the work, and elsewhere it costs
  /// nothing, while kernels that differed would be compiled anew for another number of points.
  init(_ p: SparseAffinities) {
    self.init(isWide: p.n > 1 << 16, isCompact: true)
  }

  /// float32 throughout, to be compared with a reference.
  package static let precise = Packing(isWide: false, isCompact: false)

  var macros: [Macro] { [Macro("COMPACT", isCompact ? 1 : 0)] }

  typealias Pack = Kernel<
    Buffer<Int32>, Buffer<Int32>, Buffer<Float>, Buffer<Int32>, Buffer<Int32>, Buffer<Int32>,
    Buffer<UInt8>, Buffer<UInt8>, Int32, Int32
  >
  typealias Sum = Kernel<
    Buffer<Int32>, Buffer<UInt8>, Buffer<UInt8>, Buffer<Float>, Buffer<Float>, Int32, Int32
  >
}

/// The edges of P in an order of the points, every row filled up to whole vectors.
struct PackedEdges {
  /// n + 1 positions.
  let packed: Buffer<Int32>
  let indices: Buffer<UInt8>
  let weights: Buffer<UInt8>

  init(
    _ device: Device, _ p: SparseAffinities, _ packing: Packing, order: PointOrder,
    kernel: Packing.Pack
  ) throws(DeviceError) {
    precondition(order.n == p.n)
    let purpose = "packed affinities"
    let rows = try p.rows.read()
    var positions: [Int32] = [0]
    positions.reserveCapacity(p.n + 1)
    var end = 0
    for row in order.order {
      end += roundUp(Int(rows[Int(row) + 1] - rows[Int(row)]), to: device.tuning.vector)
      guard let position = Int32(exactly: end) else {
        throw DeviceError(
          doing: "packed affinities would be more than 2^31 edges. Use fewer points (--limit, "
            + "--sample) or a smaller --perplexity")
      }
      positions.append(position)
    }
    packed = try Buffer(device, positions, for: purpose)
    indices = try Buffer(device, count: end * (packing.isWide ? 4 : 2), for: purpose)
    weights = try Buffer(device, count: end * (packing.isCompact ? 2 : 4), for: purpose)
    try kernel.launch(
      WorkSize(p.n, group: device.tuning.group), p.rows, p.columns, p.values,
      try Buffer(device, order.order, for: purpose), try Buffer(device, order.place, for: purpose),
      packed, indices, weights, Int32(p.n), packing.isWide ? 1 : 0)
    try device.finish()
  }
}
