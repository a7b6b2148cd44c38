/// Symmetric affinities as compressed sparse rows.
package struct SparseAffinities {
  /// n + 1 positions.
  package let rows: Buffer<Int32>
  package let columns: Buffer<Int32>
  package let values: Buffer<Float>
  package let n: Int
  package var edges: Int { columns.count }

  package init(rows: Buffer<Int32>, columns: Buffer<Int32>, values: Buffer<Float>, n: Int) {
    precondition(rows.count == n + 1 && columns.count == values.count)
    (self.rows, self.columns, self.values, self.n) = (rows, columns, values, n)
  }
}

/// p_ij = (p_j|i + p_i|j) / 2n over the union of edges (`kernels/symmetrize.cl`).
package struct Symmetrize {
  private let device: Device
  private let tuning: Tuning
  private let countIncoming: Kernel<Buffer<Int32>, Buffer<Int32>, Int32, Int32, Int32>
  private let placeIncoming:
    Kernel<
      Buffer<Int32>, Buffer<Float>, Buffer<Int32>, Buffer<Int32>, Buffer<Float>, Int32, Int32,
      Int32
    >
  private let sortIncoming: Kernel<Buffer<Int32>, Buffer<Int32>, Buffer<Float>, Int32>
  private let countUnion:
    Kernel<Buffer<Int32>, Buffer<Int32>, Buffer<Int32>, Buffer<Int32>, Int32, Int32, Int32>
  private let merge:
    Kernel<
      Buffer<Int32>, Buffer<Float>, Buffer<Int32>, Buffer<Int32>, Buffer<Float>, Buffer<Int32>,
      Buffer<Int32>, Buffer<Float>, Int32, Int32, Int32
    >

  package init(_ device: Device) throws(DeviceError) {
    self.device = device
    tuning = device.tuning
    let (file, macros) = ("symmetrize", [tuning.vectorMacro])
    countIncoming = try Kernel(device, file: file, function: "count_incoming", macros: macros)
    placeIncoming = try Kernel(device, file: file, function: "place_incoming", macros: macros)
    sortIncoming = try Kernel(device, file: file, function: "sort_incoming", macros: macros)
    countUnion = try Kernel(device, file: file, function: "count_union", macros: macros)
    merge = try Kernel(device, file: file, function: "merge", macros: macros)
  }

  /// Of the first k neighbors in n rows of `stride` (nil: k), and p, n x k. Both stay as they are.
  package func callAsFunction(
    neighbors: Buffer<Int32>, stride: Int? = nil, p: Buffer<Float>, n: Int, k: Int
  ) throws(DeviceError) -> SparseAffinities {
    let stride = stride ?? k
    precondition(k <= stride && neighbors.count == n * stride && p.count == n * k)
    let (width, length) = (Int32(stride), Int32(k))
    let points = WorkSize(n, group: tuning.group)
    let edges = WorkSize(n * k, group: tuning.group)
    let purpose = "symmetric affinities"
    let counts = try Buffer<Int32>(device, count: n, for: purpose)
    try counts.fill(0)
    try countIncoming.launch(edges, neighbors, counts, Int32(n * k), width, length)
    let offsets = try positions(counts)
    let cursors = try Buffer<Int32>(device, count: n + 1, for: purpose)
    try cursors.copy(from: offsets, count: n + 1)
    let sources = try Buffer<Int32>(device, count: n * k, for: purpose)
    let values = try Buffer<Float>(device, count: n * k, for: purpose)
    try placeIncoming.launch(
      edges, neighbors, p, cursors, sources, values, Int32(n * k), width, length)
    try sortIncoming.launch(points, offsets, sources, values, Int32(n))
    try countUnion.launch(points, neighbors, offsets, sources, counts, Int32(n), width, length)
    let rows = try positions(counts)
    let total = Int(try rows.read(n..<n + 1)[0])
    let result = SparseAffinities(
      rows: rows, columns: try Buffer(device, count: total, for: purpose),
      values: try Buffer(device, count: total, for: purpose), n: n)
    try merge.launch(
      points, neighbors, p, offsets, sources, values, rows, result.columns, result.values,
      Int32(n), width, length)
    return result
  }

  /// Running sums of `counts`, from 0: n + 1 positions.
  private func positions(_ counts: Buffer<Int32>) throws(DeviceError) -> Buffer<Int32> {
    var sum: Int32 = 0
    var positions: [Int32] = [0]
    positions.reserveCapacity(counts.count + 1)
    for count in try counts.read() {
      sum += count
      positions.append(sum)
    }
    return try Buffer(device, positions, for: "row positions")
  }
}
