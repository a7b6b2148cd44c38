/// A tensor that has been written.
struct TensorFile {
  let name: String
  let rows: Int
  let columns: Int
}

/// Writes a tensor block by block, as little-endian float32, row-major.
struct TensorStream {
  /// Numbers that are held at once.
  private static let blockSize = 1 << 20

  let name: String
  let rows: Int
  let columns: Int

  /// `fill` puts the given rows into its buffer. What had to change in the first numbers is noted.
  func write(
    to folder: OutputFolder, notes: inout [String],
    fill: (Range<Int>, UnsafeMutableBufferPointer<Float>) throws(DataError) -> Void
  ) throws(DataError) -> TensorFile {
    let file = try folder.create(name, bytes: rows * columns * 4)
    let rowsAtOnce = min(rows, max(1, Self.blockSize / columns))
    let buffer = UnsafeMutableBufferPointer<Float>.allocate(capacity: rowsAtOnce * columns)
    defer { unsafe buffer.deallocate() }
    unsafe buffer.initialize(repeating: 0)
    for start in stride(from: 0, to: rows, by: rowsAtOnce) {
      let part = start..<min(start + rowsAtOnce, rows)
      let numbers = unsafe UnsafeMutableBufferPointer(rebasing: buffer[..<(part.count * columns)])
      try unsafe fill(part, numbers)
      if start == 0, case .value(let old, let new) = unsafe TextGuard.protect(numbers) {
        notes.append(
          "\(name): the first number is \(new) instead of \(old), since TensorBoard would take the "
            + "file for text")
      }
      try unsafe file.write(UnsafeBufferPointer(numbers))
    }
    try file.close()
    return TensorFile(name: name, rows: rows, columns: columns)
  }
}
