extension Points {
  /// Rows `rows` of these points as float32, row-major. Stands in until the readers' own comes: float32
  /// in C order and this machine's byte order alone.
  package func copyRows(
    _ rows: Range<Int>, into target: UnsafeMutableBufferPointer<Float>
  ) throws(DataError) {
    precondition(target.count == rows.count * columns)
    for (i, row) in rows.enumerated() {
      var inBlock = selection?[row] ?? row
      var index = 0
      while inBlock >= blocks[index].rows {
        inBlock -= blocks[index].rows
        index += 1
      }
      let block = blocks[index]
      precondition(block.type == .float32 && !block.isFortranOrder && !block.isBigEndian)
      unsafe block.storage.withBytes { bytes in
        let start = block.offset + inBlock * columns * 4
        for j in 0..<columns {
          unsafe target[i * columns + j] =
            bytes.loadUnaligned(fromByteOffset: start + 4 * j, as: Float.self) * block.scale
        }
      }
    }
  }
}
