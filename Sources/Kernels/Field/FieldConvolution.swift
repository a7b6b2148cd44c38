/// phi = kernel * charges on a grid, free in space (`kernels/convolution.cl`).
///
/// Every call turns `charges` into `phi` and leaves zeros in `charges`.
package final class FieldConvolution {
  private let kernels: ConvolutionKernels
  private let tuning: FieldTuning
  private let x, y: FieldAxis
  /// Columns of the spectrum, of the fine and of the coarse grid.
  private let fineColumns, coarseColumns: Int
  /// Tiles of the grid, and of the kernel's samples.
  private let tiles, sampleTiles: Int
  private let grids: Buffer<Int32>
  private let rootsX, rootsY: Buffer<Float>
  private let positions: Buffer<Int32>
  private let spectrum, filter: Buffer<Float>
  private let scratch: Scratch
  /// Copies of the charges, which are summed, of as many numbers as `phi`.
  package let copies: Int
  package let charges: Buffer<Int32>
  package let phi: Buffer<Float>

  package init(
    _ device: Device, _ tuning: FieldTuning, nx: Int, ny: Int, spacing: Float
  ) throws(DeviceError) {
    self.tuning = tuning
    (x, y) = (FieldAxis(nodes: nx), FieldAxis(nodes: ny))
    let purpose = "the field's \(nx) x \(ny) nodes"
    copies = max(tuning.copies, 1)
    fineColumns = roundUp(x.fine.length / 2 + 1, to: tuning.vector)
    coarseColumns = roundUp(x.coarse.length + 1, to: tuning.vector)
    let columns = fineColumns + coarseColumns
    grids = try Buffer(
      device, x.packed + y.packed + [Int32(columns), Int32(fineColumns)], for: purpose)
    // The kernel's samples reach from 0 to half a period.
    let samples = max(y.fine.length / 2 + 1, y.coarse.length + 1)
    (tiles, sampleTiles) = (tuning.tiles(ny), tuning.tiles(samples))
    phi = try Buffer(device, count: tiles * nx * tuning.tileWidth, for: purpose)
    charges = try Buffer(device, count: copies * phi.count, for: purpose)
    spectrum = try Buffer(
      device, count: max(tiles, sampleTiles) * columns * 2 * tuning.tile, for: purpose)
    filter = try Buffer(
      device, count: fineColumns * y.fine.length + coarseColumns * 2 * y.coarse.length,
      for: purpose)
    rootsX = try Buffer(device, x.roots, for: purpose)
    rootsY = try Buffer(device, y.roots, for: purpose)
    positions = try Buffer(device, x.positions, for: purpose)
    let numbers = max(
      x.fine.length + 2 * x.coarse.length, y.fine.length, ny + 2 * y.coarse.length)
    let floats = 2 * numbers * tuning.vector
    let isGlobal = floats * MemoryLayout<Float>.size > tuning.localMemory
    kernels = try ConvolutionKernels(device, tuning, globalWork: isGlobal)
    let groups = max(columns / tuning.vector, tiles, sampleTiles)
    scratch =
      isGlobal
      ? .global(try Buffer(device, count: groups * floats, for: purpose))
      : .local(LocalMemory(floats: floats))
    try charges.fill(0)
    try phi.fill(0)
    try spectrum.fill(0)
    try fillFilter(device, spacing)
  }

  /// `unit` is the charge of 1 in `charges`.
  package func callAsFunction(unit: Float) throws(DeviceError) {
    try kernels.transformX.launch(
      rows, charges, spectrum, rootsX, positions, grids, scratch, Int32(copies), unit)
    try kernels.convolveY.launch(columns, spectrum, filter, rootsY, grids, scratch)
    try kernels.inverseX.launch(rows, spectrum, phi, rootsX, positions, grids, scratch)
  }

  /// Where node (x, y) lies in `phi` and in each copy of `charges` (`kernels/nodes.cl`).
  package func place(_ x: Int, _ y: Int) -> Int {
    (y / tuning.tile * self.x.nodes + x) * tuning.tileWidth + y % tuning.tile
  }

  /// What a unit charge makes at the nodes around it: at (i, j) nodes' distance for i, j < order.
  func response() throws(DeviceError) -> [[Float]] {
    let (i, j) = (x.nodes / 2 - 3, y.nodes / 2 - 3)
    try charges.write([1], at: place(i, j))
    try self(unit: 1)
    let values = try phi.read()
    return (0..<tuning.order).map { a in
      (0..<tuning.order).map { b in values[place(i + a, j + b)] }
    }
  }

  private func fillFilter(_ device: Device, _ spacing: Float) throws(DeviceError) {
    let purpose = "the field's filter"
    var factorsX = [Float](repeating: 0, count: fineColumns + coarseColumns)
    for column in 0...x.fine.length / 2 {
      factorsX[column] = x.fineFactor(bin: column, order: tuning.order)
    }
    for column in 0...x.coarse.length {
      let half = x.coarse.length / 2
      let bin = column <= half ? 2 * column : 2 * (column - half) - 1
      factorsX[fineColumns + column] = x.coarseFactor(bin: bin, order: tuning.order)
    }
    var factorsY = [Float](repeating: 0, count: y.fine.length + 2 * y.coarse.length)
    for (bin, position) in y.fine.positions.enumerated() {
      factorsY[Int(position)] = y.fineFactor(bin: bin, order: tuning.order)
    }
    for (bin, position) in y.coarse.positions.enumerated() {
      for odd in 0..<2 {
        factorsY[y.fine.length + odd * y.coarse.length + Int(position)] =
          y.coarseFactor(bin: 2 * bin + odd, order: tuning.order)
      }
    }
    let split = FieldAxis.split(spacing: spacing)
    for isCoarse in [false, true] {
      try kernels.samplesX.launch(
        WorkSize(sampleTiles * tuning.group, group: tuning.group), spectrum, rootsX, positions,
        grids, scratch,
        spacing * (isCoarse ? Float(FieldAxis.step) : 1), split, isCoarse ? 1 : 0)
    }
    try kernels.samplesY.launch(
      columns, spectrum, filter, rootsY, try Buffer(device, factorsX, for: purpose),
      try Buffer(device, factorsY, for: purpose), grids, scratch)
    try device.finish()
  }

  private var rows: WorkSize {
    WorkSize(tiles * tuning.group, group: tuning.group)
  }

  private var columns: WorkSize {
    WorkSize(
      (fineColumns + coarseColumns) / tuning.vector * tuning.group, group: tuning.group)
  }
}
