/// Matrix products C = A B on packed panels (`kernels/product.cl`).
package struct Product {
  /// An operand as it lies, or transposed.
  package enum Operand {
    case plain(Matrix)
    case transposed(Matrix)

    var matrix: Matrix {
      switch self {
      case .plain(let matrix), .transposed(let matrix): matrix
      }
    }

    var rows: Int {
      if case .plain(let matrix) = self { matrix.rows } else { matrix.columns }
    }

    var columns: Int {
      if case .plain(let matrix) = self { matrix.columns } else { matrix.rows }
    }

    /// Floats from row to row and from column to column.
    var strides: (row: Int, column: Int) {
      if case .plain(let matrix) = self { (matrix.stride, 1) } else { (1, matrix.stride) }
    }
  }

  /// The panels of the last product: memory that is new to the process costs as much as packing.
  private final class Memory {
    var left, right: Buffer<Float>?
  }

  private let device: Device
  private let memory = Memory()
  let tuning: Tuning
  private let packRows: Kernel<Buffer<Float>, Buffer<Float>, Int32, Int32, Int32, Int32, Int32>
  private let packLines: Kernel<Buffer<Float>, Buffer<Float>, Int32, Int32, Int32, Int32>
  private let product:
    Kernel<
      Buffer<Float>, Buffer<Float>, Buffer<Float>, Int32, Int32, Int32, Int32, Int32, Int32, Int32
    >
  private let mirror: Kernel<Buffer<Float>, Int32, Int32>

  /// Inner indices that one item of `pack_rows` copies.
  private static let chunk = 64

  /// `tuning`: nil for the device's own.
  package init(_ device: Device, tuning: Tuning? = nil) throws(DeviceError) {
    self.device = device
    let tuning = tuning ?? device.tuning
    self.tuning = tuning
    let macros = tuning.productMacros
    packRows = try Kernel(device, file: "product", function: "pack_rows", macros: macros)
    packLines = try Kernel(device, file: "product", function: "pack_lines", macros: macros)
    mirror = try Kernel(device, file: "product", function: "mirror", macros: macros)
    product = try Kernel(
      device, file: "product", function: tuning.localTiles ? "product_tiles" : "product",
      macros: macros)
  }

  /// C = A B, or C += A B when `accumulating`; float32 throughout.
  package func callAsFunction(
    _ a: Operand, _ b: Operand, into c: Matrix, accumulating: Bool = false
  ) throws(DeviceError) {
    let inner = a.columns
    precondition(b.rows == inner && c.rows == a.rows && c.columns == b.columns)
    let left = try panels(
      of: a.rows, a.strides, a.matrix, inner: inner, width: tuning.tileRows, again: memory.left)
    let right = try panels(
      of: b.columns, (row: b.strides.column, column: b.strides.row), b.matrix, inner: inner,
      width: width, again: memory.right)
    (memory.left, memory.right) = (left, right)
    try multiply(
      left, width: tuning.tileRows, right, inner: inner, into: c, accumulating: accumulating)
  }

  /// C = A'A, or C += A'A when `accumulating`: the cells on the diagonal and above it, those below
  /// from `mirror` on.
  package func gram(
    of a: Matrix, into c: Matrix, accumulating: Bool = false
  ) throws(DeviceError) {
    precondition(c.rows == a.columns && c.columns == a.columns)
    let lines = try panels(
      of: a.columns, (1, a.stride), a, inner: a.rows, width: width, again: memory.right)
    memory.right = lines
    try multiply(
      lines, width: width, lines, inner: a.rows, into: c, accumulating: accumulating, upper: true)
  }

  /// C_ij = C_ji below the diagonal.
  package func mirror(_ c: Matrix) throws(DeviceError) {
    precondition(c.rows == c.columns)
    try mirror.launch(
      WorkSize(roundUp(c.columns, to: tuning.group), c.rows, group: (tuning.group, 1)), c.buffer,
      Int32(c.rows), Int32(c.stride))
  }

  /// Columns of a tile of C.
  private var width: Int { 2 * tuning.vector }

  /// The product of panels; `leftWidth` rows of A are in one of `left`.
  private func multiply(
    _ left: Buffer<Float>, width leftWidth: Int, _ right: Buffer<Float>, inner: Int,
    into c: Matrix, accumulating: Bool, upper: Bool = false
  ) throws(DeviceError) {
    let side = Tuning.localTile
    let tiles =
      tuning.localTiles
      ? WorkSize(roundUp(c.columns, to: side), (c.rows + side - 1) / side, group: (side, 1))
      : WorkSize(
        (c.columns + width - 1) / width, (c.rows + tuning.tileRows - 1) / tuning.tileRows,
        group: (1, tuning.tileGroup))
    try product.launch(
      tiles, left, right, c.buffer, Int32(inner), Int32(c.rows), Int32(c.columns),
      Int32(c.stride), Int32(leftWidth), accumulating ? 1 : 0, upper ? 1 : 0)
  }

  /// Rows (`outer` of them) of a matrix in panels of `width`, the panel's rows side by side; in the
  /// memory of `again` where that is as large.
  func panels(
    of outer: Int, _ strides: (row: Int, column: Int), _ source: Matrix, inner: Int, width: Int,
    again: Buffer<Float>? = nil
  ) throws(DeviceError) -> Buffer<Float> {
    let padded = roundUp(outer, to: width)
    let count = padded * inner
    let panels =
      if let again, again.count == count { again } else {
        try Buffer<Float>(device, count: count, for: "a product's panels")
      }
    let chunks = (inner + Self.chunk - 1) / Self.chunk
    guard strides.row != 1 || width % tuning.vector != 0 else {
      try packLines.launch(
        WorkSize(padded / tuning.vector, chunks, group: (tuning.loopGroup, 1)),
        source.buffer, panels, Int32(outer), Int32(inner), Int32(strides.column), Int32(width))
      return panels
    }
    try packRows.launch(
      WorkSize(padded / width, chunks, group: (tuning.pieceGroup, 1)), source.buffer, panels,
      Int32(outer), Int32(inner), Int32(strides.row),
      Int32(strides.column), Int32(width))
    return panels
  }

  /// The rows of `source` in panels of the tile's rows, for the neighbor search.
  func rowPanels(_ source: Matrix) throws(DeviceError) -> Buffer<Float> {
    try panels(
      of: source.rows, (source.stride, 1), source, inner: source.columns, width: tuning.tileRows)
  }
}
