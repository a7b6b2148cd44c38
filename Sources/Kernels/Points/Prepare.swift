/// Prepares blocks of points in place: rows to unit length, column sums, centering; and bounds of
/// their distances (`kernels/prepare.cl`).
package struct Prepare {
  private let device: Device
  private let tuning: Tuning
  private let normalize: Kernel<Buffer<Float>, Buffer<Float>, Int32, Int32>
  private let sums: Kernel<Buffer<Float>, Buffer<Float>, Int32, Int32>
  private let squares: Kernel<Buffer<Float>, Buffer<Float>, Int32, Int32>
  private let subtract: Kernel<Buffer<Float>, Buffer<Float>, Int32, Int32>
  private let bound:
    Kernel<Buffer<Float>, Buffer<Float>, Buffer<Float>, Int32, Int32, Int32, Int32, Int32>

  /// Rows that one partial sum covers: as in the kernels.
  private static let chunk = 256

  package init(_ device: Device) throws(DeviceError) {
    self.device = device
    tuning = device.tuning
    let macros = tuning.productMacros
    normalize = try Kernel(device, file: "prepare", function: "normalize_rows", macros: macros)
    sums = try Kernel(device, file: "prepare", function: "column_sums", macros: macros)
    squares = try Kernel(device, file: "prepare", function: "column_squares", macros: macros)
    subtract = try Kernel(device, file: "prepare", function: "subtract_row", macros: macros)
    bound = try Kernel(device, file: "prepare", function: "bound_rows", macros: macros)
  }

  /// Divides every row by its length; returns the lengths. A row of zeros stays as it is.
  package func normalizeRows(_ x: Matrix) throws(DeviceError) -> [Float] {
    let norms = try Buffer<Float>(device, count: x.rows, for: "row lengths")
    try normalize.launch(
      WorkSize(x.rows, group: tuning.group), x.buffer, norms, Int32(x.rows), Int32(x.stride))
    return try norms.read()
  }

  /// The sum of each column, added up in float32 over 256 rows and in float64 beyond.
  package func columnSums(_ x: Matrix) throws(DeviceError) -> [Double] {
    try columns(sums, of: x)
  }

  /// The sum of each column's squares, likewise.
  package func columnSquares(_ x: Matrix) throws(DeviceError) -> [Double] {
    try columns(squares, of: x)
  }

  private func columns(
    _ kernel: Kernel<Buffer<Float>, Buffer<Float>, Int32, Int32>, of x: Matrix
  ) throws(DeviceError) -> [Double] {
    let chunks = (x.rows + Self.chunk - 1) / Self.chunk
    let partial = try Buffer<Float>(device, count: chunks * x.stride, for: "column sums")
    try kernel.launch(
      WorkSize(x.stride / tuning.vector, chunks, group: (1, 1)), x.buffer, partial,
      Int32(x.rows), Int32(x.stride))
    let values = try partial.read()
    return (0..<x.columns).map { column in
      (0..<chunks).reduce(0) { $0 + Double(values[$1 * x.stride + column]) }
    }
  }

  /// Subtracts `mean` (a 1 x d matrix) from every row.
  package func subtract(_ mean: Matrix, from x: Matrix) throws(DeviceError) {
    precondition(mean.rows == 1 && mean.columns == x.columns)
    try subtract.launch(
      WorkSize(x.stride / tuning.vector, x.rows, group: (1, tuning.pieceGroup)), x.buffer,
      mean.buffer, Int32(x.rows), Int32(x.stride))
  }

  /// n x (c + 1): the rows' `scores` (n x c) on orthonormal axes, and behind them the length of
  /// what these leave out of the row of `x` (n x d). Distances between such rows are not larger
  /// than those between the points, but for rounding.
  package func bounds(of x: Matrix, scores: Matrix) throws(DeviceError) -> Matrix {
    precondition(x.rows == scores.rows && x.columns >= scores.columns)
    let result = try Matrix(device, rows: x.rows, columns: scores.columns + 1, for: "bounds")
    try bound.launch(
      WorkSize(x.rows, group: tuning.group), x.buffer, scores.buffer, result.buffer,
      Int32(x.rows), Int32(x.stride), Int32(scores.stride), Int32(scores.columns),
      Int32(result.stride))
    return result
  }
}
