/// A row-major float32 matrix on the device.
package struct Matrix {
  package let buffer: Buffer<Float>
  package let rows: Int
  package let columns: Int
  /// Floats from row to row: `columns` rounded up, so that vectors may read past the last column,
  /// where there are zeros.
  package let stride: Int

  /// What every stride is a multiple of: the widest vector.
  package static let alignment = 16

  /// A matrix of zeros. `purpose` names it in errors.
  package init(
    _ device: Device, rows: Int, columns: Int, for purpose: String
  ) throws(DeviceError) {
    try self.init(device, unwritten: rows, columns, for: purpose)
    try buffer.fill(0)
  }

  /// A matrix of `values`, row-major without gaps.
  package init(
    _ device: Device, rows: Int, columns: Int, values: [Float], for purpose: String
  ) throws(DeviceError) {
    precondition(values.count == rows * columns)
    try self.init(device, rows: rows, columns: columns, for: purpose)
    var failure: DeviceError?
    unsafe values.withUnsafeBufferPointer { source in
      guard let base = source.baseAddress else { return }
      do throws(DeviceError) {
        try unsafe buffer.write(base, rows: rows, columns: columns, stride: stride)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }

  /// A matrix of what `body` writes, row-major without gaps; in place where no row needs filling
  /// up.
  package init(
    _ device: Device, rows: Int, columns: Int, for purpose: String,
    writing body: (UnsafeMutableBufferPointer<Float>) throws -> Void
  ) throws {
    let stride = roundUp(columns, to: Self.alignment)
    guard stride == columns else {
      let values = try unsafe [Float](unsafeUninitializedCapacity: rows * columns) {
        try unsafe body(UnsafeMutableBufferPointer(rebasing: $0[..<(rows * columns)]))
        $1 = rows * columns
      }
      try self.init(device, rows: rows, columns: columns, values: values, for: purpose)
      return
    }
    try self.init(device, unwritten: rows, columns, for: purpose)
    try unsafe buffer.overwrite(body)
  }

  /// A matrix of undefined content.
  private init(
    _ device: Device, unwritten rows: Int, _ columns: Int, for purpose: String
  ) throws(DeviceError) {
    self.rows = rows
    self.columns = columns
    stride = roundUp(columns, to: Self.alignment)
    buffer = try Buffer(device, count: rows * stride, for: purpose)
  }

  /// The values, row-major without gaps.
  package func read() throws(DeviceError) -> [Float] {
    let padded = try buffer.read(0..<rows * stride)
    guard stride != columns else { return padded }
    var values: [Float] = []
    values.reserveCapacity(rows * columns)
    for row in 0..<rows { values += padded[row * stride..<row * stride + columns] }
    return values
  }

  /// The first `count` values of every row, row-major without gaps.
  package func readLeading(_ count: Int) throws(DeviceError) -> [Float] {
    precondition(count <= columns)
    let padded = try buffer.read(0..<rows * stride)
    return (0..<rows).flatMap { padded[$0 * stride..<$0 * stride + count] }
  }

  /// The rows of all `blocks`, one under the other, copied.
  package init(
    joining blocks: [Matrix], on device: Device, for purpose: String
  ) throws(DeviceError) {
    precondition(!blocks.isEmpty && blocks.allSatisfy { $0.columns == blocks[0].columns })
    columns = blocks[0].columns
    stride = blocks[0].stride
    rows = blocks.reduce(0) { $0 + $1.rows }
    buffer = try Buffer(device, count: rows * stride, for: purpose)
    var first = 0
    for block in blocks {
      try buffer.copy(from: block.buffer, to: first * stride, count: block.rows * stride)
      first += block.rows
    }
  }

  /// Some consecutive rows, copied.
  package init(
    rows range: Range<Int>, of source: Matrix, on device: Device, for purpose: String
  ) throws(DeviceError) {
    precondition(range.lowerBound >= 0 && range.upperBound <= source.rows)
    rows = range.count
    columns = source.columns
    stride = source.stride
    buffer = try Buffer(device, count: rows * stride, for: purpose)
    try buffer.copy(
      from: source.buffer, at: range.lowerBound * stride, count: rows * stride)
  }
}
