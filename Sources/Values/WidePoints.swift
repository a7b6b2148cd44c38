extension Points {
  /// Converts these rows to float64, row-major, d numbers each, into `target`: every number to the
  /// precision of its file, whether finite or not.
  package func copyRows(_ rows: Range<Int>, into target: UnsafeMutableBufferPointer<Double>) {
    precondition(rows.lowerBound >= 0 && rows.upperBound <= self.rows)
    precondition(target.count >= rows.count * columns)
    var done = 0
    while done < rows.count {
      let run = run(from: rows.lowerBound + done, atMost: rows.count - done)
      let part = unsafe UnsafeMutableBufferPointer(
        rebasing: target[done * columns..<(done + run.rows.count) * columns])
      unsafe run.block.copy(run.rows, into: part)
      done += run.rows.count
    }
  }
}

extension PointBlock {
  /// Converts rows of this file to float64, row-major, into `target`.
  fileprivate func copy(_ rows: Range<Int>, into target: UnsafeMutableBufferPointer<Double>) {
    switch type {
    case .float64: unsafe widen(rows, target) { (raw: UInt64) in Double(bitPattern: raw) }
    case .int32: unsafe widen(rows, target) { (raw: Int32) in Double(raw) }
    case .int64: unsafe widen(rows, target) { (raw: Int64) in Double(raw) }
    case .uint32: unsafe widen(rows, target) { (raw: UInt32) in Double(raw) }
    case .uint64: unsafe widen(rows, target) { (raw: UInt64) in Double(raw) }
    case .float16, .bfloat16, .float32, .float8e4m3, .float8e5m2, .bool, .int8, .int16, .uint8,
      .uint16:
      unsafe widenNarrow(rows, target)
    }
  }

  /// Types that float32 holds in full.
  private func widenNarrow(_ rows: Range<Int>, _ target: UnsafeMutableBufferPointer<Double>) {
    let count = rows.count * columns
    _ = unsafe [Float](unsafeUninitializedCapacity: count) { buffer, filled in
      unsafe copy(rows, into: UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
      for index in 0..<count { unsafe target[index] = Double(buffer[index]) }
      filled = count
    }
  }

  @inline(__always)
  private func widen<Raw: FixedWidthInteger & BitwiseCopyable>(
    _ rows: Range<Int>, _ target: UnsafeMutableBufferPointer<Double>, _ convert: (Raw) -> Double
  ) {
    let (size, divisor) = (MemoryLayout<Raw>.size, Double(divisor))
    unsafe storage.withBytes { bytes in
      for (index, row) in rows.enumerated() {
        for column in 0..<columns {
          let place =
            isFortranOrder
            ? ((columnOrder?[column] ?? column) * self.rows + row) * size
            : row * rowStride + column * size
          let raw = unsafe bytes.loadUnaligned(fromByteOffset: offset + place, as: Raw.self)
          unsafe target[index * columns + column] =
            convert(isBigEndian ? raw.byteSwapped : raw) / divisor
        }
      }
    }
  }
}
