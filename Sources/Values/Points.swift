/// The type of one stored number.
package enum ElementType: String, Sendable, CaseIterable {
  case float16, float32, float64
  /// The upper half of a float32.
  case bfloat16
  /// Eight bits with four of exponent, without infinities (OCP 8-bit floats, 2023).
  case float8e4m3 = "float8_e4m3"
  /// Eight bits with five of exponent: the upper half of a float16.
  case float8e5m2 = "float8_e5m2"
  /// One byte; every value but zero counts as 1.
  case bool
  case int8, int16, int32, int64
  case uint8, uint16, uint32, uint64

  /// Whether numbers other than zero may be below 1e-9 or above 1e9 in magnitude.
  package var mayBeExtreme: Bool {
    switch self {
    case .int8, .uint8, .bool, .float8e4m3, .float8e5m2, .float16, .int16, .uint16: false
    case .float32, .bfloat16, .float64, .int32, .int64, .uint32, .uint64: true
    }
  }

  /// Size in bytes.
  package var size: Int {
    switch self {
    case .int8, .uint8, .bool, .float8e4m3, .float8e5m2: 1
    case .float16, .bfloat16, .int16, .uint16: 2
    case .float32, .int32, .uint32: 4
    case .float64, .int64, .uint64: 8
    }
  }
}

/// One file's points as they lie in it: `rows` x `columns` numbers of one type.
package struct PointBlock: Sendable {
  package let path: String
  package let storage: Storage
  /// Byte offset of the first number.
  package let offset: Int
  package let rows: Int
  package let columns: Int
  package let type: ElementType
  package var isBigEndian = false
  /// Columns lie one after the other, instead of rows.
  package var isFortranOrder = false
  /// Of Fortran order: where column c lies among the stored columns; nil: at c.
  package var columnOrder: [Int]?
  /// Bytes from one row to the next; more than a row where other bytes lie between them. It means
  /// nothing in Fortran order.
  package let rowStride: Int
  /// Every number is divided by this on its way to float32 (IDX images: 255).
  package var divisor: Float = 1

  package init(
    path: String, storage: Storage, offset: Int, rows: Int, columns: Int, type: ElementType
  ) {
    self.init(
      path: path, storage: storage, offset: offset, rows: rows, columns: columns, type: type,
      gap: 0)
  }

  /// Rows with `gap` bytes of something else between each and the next.
  package init(
    path: String, storage: Storage, offset: Int, rows: Int, columns: Int, type: ElementType,
    gap: Int
  ) {
    rowStride = columns * type.size + gap
    precondition(offset + max(0, rows * rowStride - gap) <= storage.count)
    self.path = path
    self.storage = storage
    self.offset = offset
    self.rows = rows
    self.columns = columns
    self.type = type
  }
}

/// The n x d input points, in the type of their files until they are sent to a device.
package struct Points: Sendable {
  package let blocks: [PointBlock]
  /// d, the same in every block.
  package let columns: Int
  /// Which rows of the concatenated blocks these points are, ascending; nil: all of them.
  package var selection: [Int]?

  package init(blocks: [PointBlock], selection: [Int]? = nil) {
    precondition(!blocks.isEmpty)
    precondition(blocks.allSatisfy { $0.columns == blocks[0].columns })
    self.blocks = blocks
    self.columns = blocks[0].columns
    self.selection = selection
  }

  /// Rows in the files, before any selection.
  package var totalRows: Int { blocks.reduce(0) { $0 + $1.rows } }

  /// n, the rows of this value.
  package var rows: Int { selection?.count ?? totalRows }
}

extension Points {
  /// The file that row `row` of these points lies in, and its row there, counted from 0.
  package func place(ofRow row: Int) -> (path: String, row: Int) {
    var rest = selection?[row] ?? row
    for block in blocks {
      if rest < block.rows { return (block.path, rest) }
      rest -= block.rows
    }
    preconditionFailure("row \(row) of \(rows)")
  }
}
