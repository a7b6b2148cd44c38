/// The nearest others of every point on a map, exactly, and the share of its original neighbors
/// among them (`kernels/preservation.cl`).
package struct Preservation {
  private let device: Device
  private let tuning: Tuning
  private let components: Int
  private let nearest:
    Kernel<
      Buffer<Float>, Buffer<Int32>, Buffer<Float>, Buffer<Int32>, Buffer<Int32>, Int32, Int32
    >
  private let share: Kernel<Buffer<Int32>, Buffer<Int32>, Buffer<Float>, Int32, Int32, Int32>

  /// Neighbors that are found, and the length of a row of them: as in the kernels.
  package static let count = 15
  package static let rowLength = 16

  package init(_ device: Device, components: Int) throws(DeviceError) {
    precondition(components == 2 || components == 3)
    self.device = device
    self.components = components
    tuning = device.tuning
    let macros = tuning.layoutMacros(components: components)
    nearest = try Kernel(device, file: "preservation", function: "nearest", macros: macros)
    share = try Kernel(device, file: "preservation", function: "share", macros: macros)
  }

  /// The 15 nearest others of every point (all others where there are fewer; -1 past the last),
  /// nearest first, ties to the lower index: n rows of 16, the last number of a row without
  /// meaning.
  ///
  /// `coordinates`: row-major n x components, finite. They are scaled by a power of two, so that no
  /// square of a difference overflows or vanishes.
  package func neighbors(of coordinates: [Float]) throws(DeviceError) -> Buffer<Int32> {
    let n = coordinates.count / components
    let tree = PointTree(
      Self.scaled(coordinates), components: components, width: tuning.vector)
    let purpose = "the map's neighbors"
    let found = try Buffer<Int32>(device, count: n * Self.rowLength, for: purpose)
    try nearest.launch(
      WorkSize(tree.used, group: tuning.loopGroup),
      try Buffer(device, tree.places, for: purpose), try Buffer(device, tree.rows, for: purpose),
      try Buffer(device, tree.boxes, for: purpose), try Buffer(device, tree.firsts, for: purpose),
      found, Int32(tree.used), Int32(tree.leaves))
    try device.finish()
    return found
  }

  /// Of every point, the share of the first k of its row of `graph`, n rows of `stride` indices,
  /// that are among the first k found on the map.
  package func shares(
    of graph: Buffer<Int32>, stride: Int, in found: Buffer<Int32>, k: Int
  ) throws(DeviceError) -> [Float] {
    let n = found.count / Self.rowLength
    precondition(graph.count == n * stride && k > 0 && k <= min(stride, Self.count))
    let shares = try Buffer<Float>(device, count: n, for: "the map's kept neighbors")
    try share.launch(
      WorkSize(n, group: tuning.group), graph, found, shares, Int32(n), Int32(stride), Int32(k))
    return try shares.read()
  }

  private static func scaled(_ coordinates: [Float]) -> [Float] {
    let largest = coordinates.reduce(0) { max($0, abs($1)) }
    guard largest > 0, largest.isFinite else { return coordinates }
    let exponent = 40 - Int(largest.exponent)
    // In two steps: a power of two may lie beyond float32 where the products do not.
    let half = exponent / 2
    let first = Float(sign: .plus, exponent: half, significand: 1)
    let second = Float(sign: .plus, exponent: exponent - half, significand: 1)
    return coordinates.map { $0 * first * second }
  }
}
