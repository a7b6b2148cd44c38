/// The type of one stored number.
package enum ElementType: String, Sendable, CaseIterable {
  case float16, float32, float64
  case int8, int16, int32, int64
  case uint8, uint16, uint32, uint64

  /// Size in bytes.
  package var size: Int {
    switch self {
    case .int8, .uint8: 1
    case .float16, .int16, .uint16: 2
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
  /// Every number is divided by this on its way to float32 (IDX images: 255).
  package var divisor: Float = 1

  package init(
    path: String, storage: Storage, offset: Int, rows: Int, columns: Int, type: ElementType
  ) {
    precondition(offset + rows * columns * type.size <= storage.count)
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
