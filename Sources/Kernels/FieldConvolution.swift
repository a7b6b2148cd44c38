/// phi = kernel * charges on one grid, free in space (`kernels/convolution.cl`).
///
/// Every call turns `charges` into `phi` and leaves zeros in `charges`.
package final class FieldConvolution {
  private let kernels: ConvolutionKernels
  private let tuning: FieldTuning
  private let x, y: TransformAxis
  private let rootsX, rootsY: Buffer<Float>
  private let positions: Buffer<Int32>
  private let spectrum, filter: Buffer<Float>
  private let scratch: Scratch
  /// Copies of the charges, which are summed, of nx x stride numbers each.
  package let copies: Int
  package let stride: Int
  package let charges: Buffer<Int32>
  /// nx x stride numbers.
  package let phi: Buffer<Float>

  package init(
    _ device: Device, _ tuning: FieldTuning, nx: Int, ny: Int, spacing: Float
  ) throws(DeviceError) {
    self.tuning = tuning
    (x, y) = (TransformAxis(length: nx), TransformAxis(length: ny))
    let purpose = "the field's \(nx) x \(ny) nodes"
    stride = roundUp(ny, to: 2 * tuning.vector)
    copies = max(tuning.copies, 1)
    let columns = roundUp(nx + 1, to: tuning.vector)
    charges = try Buffer(device, count: copies * nx * stride, for: purpose)
    phi = try Buffer(device, count: nx * stride, for: purpose)
    spectrum = try Buffer(device, count: columns * 2 * stride, for: purpose)
    filter = try Buffer(device, count: columns * 2 * ny, for: purpose)
    rootsX = try Buffer(device, x.roots, for: purpose)
    rootsY = try Buffer(device, y.roots, for: purpose)
    positions = try Buffer(device, x.positions, for: purpose)
    let floats = 4 * max(nx, ny) * tuning.vector
    let isGlobal = floats * MemoryLayout<Float>.size > tuning.localMemory
    kernels = try ConvolutionKernels(device, tuning, globalWork: isGlobal)
    let groups = max(columns / tuning.vector, stride / (2 * tuning.vector))
    scratch =
      isGlobal
      ? .global(try Buffer(device, count: groups * floats, for: purpose))
      : .local(LocalMemory(floats: floats))
    try charges.fill(0)
    try spectrum.fill(0)
    try fillFilter(device, spacing)
  }

  /// `unit` is the charge of 1 in `charges`.
  package func callAsFunction(unit: Float) throws(DeviceError) {
    try kernels.transformX.launch(
      rows, charges, spectrum, rootsX, positions, scratch, Int32(copies), Int32(x.length),
      Int32(stride), x.packedRadices, unit)
    try kernels.convolveY.launch(
      columns, spectrum, filter, rootsY, scratch, Int32(y.length), Int32(stride), y.packedRadices)
    try kernels.inverseX.launch(
      rows, spectrum, phi, rootsX, positions, scratch, Int32(x.length), Int32(stride),
      x.packedRadices)
  }

  /// What a unit charge makes at the nodes around it: at (i, j) nodes' distance for i, j < order.
  func response() throws(DeviceError) -> [[Float]] {
    let (i, j) = (x.length / 2 - 3, y.length / 2 - 3)
    try charges.write([1], at: i * stride + j)
    try self(unit: 1)
    var values: [[Float]] = []
    for row in i..<i + tuning.order {
      let start = row * stride + j
      values.append(try phi.read(start..<start + tuning.order))
    }
    return values
  }

  private func fillFilter(_ device: Device, _ spacing: Float) throws(DeviceError) {
    let purpose = "the field's filter"
    var correctionX = [Float](
      repeating: 0, count: roundUp(x.length + 1, to: tuning.vector))
    for column in 0...x.length {
      let bin = column <= x.length / 2 ? 2 * column : 2 * (column - x.length / 2) - 1
      correctionX[column] = Float(
        x.correction(bin: bin, order: tuning.order) / Double(2 * x.length))
    }
    var correctionY = [Float](repeating: 0, count: 2 * y.length)
    for (bin, position) in y.positions.enumerated() {
      for odd in 0..<2 {
        correctionY[odd * y.length + Int(position)] =
          Float(y.correction(bin: 2 * bin + odd, order: tuning.order) / Double(2 * y.length))
      }
    }
    try kernels.samplesX.launch(
      rows, spectrum, rootsX, positions, scratch, Int32(x.length), Int32(stride),
      x.packedRadices, spacing)
    try kernels.samplesY.launch(
      columns, spectrum, filter, rootsY, try Buffer(device, correctionX, for: purpose),
      try Buffer(device, correctionY, for: purpose), scratch, Int32(y.length), Int32(stride),
      y.packedRadices)
    try device.finish()
  }

  private var rows: WorkSize {
    WorkSize(stride / (2 * tuning.vector) * tuning.group, group: tuning.group)
  }

  private var columns: WorkSize {
    WorkSize(
      roundUp(x.length + 1, to: tuning.vector) / tuning.vector * tuning.group,
      group: tuning.group)
  }
}
