import Values

/// A tensor as the configuration names it.
struct TensorFile {
  let name: String
  let rows: Int
  let columns: Int
}

/// Writes a tensor block by block, row-major: little-endian float32, or text.
struct TensorStream {
  /// Numbers that are held at once.
  private static let blockSize = 1 << 20

  let name: String
  let format: TensorFormat
  let rows: Int
  let columns: Int

  /// `stem` is the file's name without its extension.
  init(stem: String, format: TensorFormat, rows: Int, columns: Int) {
    name = stem + (format == .tsv ? ".tsv" : ".bytes")
    self.format = format
    self.rows = rows
    self.columns = columns
  }

  var file: TensorFile { TensorFile(name: name, rows: rows, columns: columns) }

  /// `fill` puts the given rows into its buffer. What had to change in the first numbers is noted.
  func write(
    to folder: OutputFolder, notes: inout [String],
    fill: (Range<Int>, UnsafeMutableBufferPointer<Float>) throws(DataError) -> Void
  ) throws(DataError) -> TensorFile {
    let file = try folder.create(name, bytes: format == .tsv ? nil : rows * columns * 4)
    let rowsAtOnce = min(rows, max(1, Self.blockSize / columns))
    let buffer = UnsafeMutableBufferPointer<Float>.allocate(capacity: rowsAtOnce * columns)
    defer { unsafe buffer.deallocate() }
    unsafe buffer.initialize(repeating: 0)
    for start in stride(from: 0, to: rows, by: rowsAtOnce) {
      let part = start..<min(start + rowsAtOnce, rows)
      let numbers = unsafe UnsafeMutableBufferPointer(rebasing: buffer[..<(part.count * columns)])
      try unsafe fill(part, numbers)
      if format == .tsv {
        try unsafe writeText(UnsafeBufferPointer(numbers), to: file)
      } else {
        if start == 0 { unsafe protect(numbers, &notes) }
        try unsafe file.write(UnsafeBufferPointer(numbers))
      }
    }
    try file.close()
    return self.file
  }

  private func protect(_ numbers: UnsafeMutableBufferPointer<Float>, _ notes: inout [String]) {
    guard case .value(let old, let new) = unsafe TextGuard.protect(numbers) else { return }
    notes.append(
      "\(name): the first number is \(new) instead of \(old), since TensorBoard would take the "
        + "file for text")
  }

  private func writeText(
    _ numbers: UnsafeBufferPointer<Float>, to file: FileWriter
  ) throws(DataError) {
    for start in stride(from: 0, to: numbers.count, by: columns) {
      var line = unsafe numbers[start].exactText
      for i in start + 1..<start + columns {
        line += "\t"
        unsafe line += numbers[i].exactText
      }
      try file.write(line + "\n")
    }
  }
}
