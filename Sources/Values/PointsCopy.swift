extension Points {
  /// Converts these rows to float32, row-major, d numbers each, into `target`.
  ///
  /// Throws at the first number that is no finite float32, naming file, row and column (counted
  /// from 0, as NumPy counts).
  package func copyRows(
    _ rows: Range<Int>, into target: UnsafeMutableBufferPointer<Float>
  ) throws(DataError) {
    precondition(rows.lowerBound >= 0 && rows.upperBound <= self.rows)
    precondition(target.count >= rows.count * columns)
    let part = rowsAtOnce
    guard rows.count > part else { return try unsafe copyPart(rows, into: target) }
    // Every part of the target is written by one task alone.
    nonisolated(unsafe) let shared = unsafe target
    let parts = (rows.count + part - 1) / part
    _ = try ParallelBlocks.map(parts) { (index: Int) throws(DataError) in
      let first = index * part
      let range = first..<min(rows.count, first + part)
      try unsafe copyPart(
        rows.lowerBound + range.lowerBound..<rows.lowerBound + range.upperBound,
        into: UnsafeMutableBufferPointer(
          rebasing: shared[range.lowerBound * columns..<range.upperBound * columns]))
    }
  }

  /// Rows that one task converts: what stays in a processor's cache.
  private var rowsAtOnce: Int { max(1, 200_000 / columns) }

  private func copyPart(
    _ rows: Range<Int>, into target: UnsafeMutableBufferPointer<Float>
  ) throws(DataError) {
    var done = 0
    while done < rows.count {
      let run = run(from: rows.lowerBound + done, atMost: rows.count - done)
      let part = unsafe UnsafeMutableBufferPointer(
        rebasing: target[done * columns..<(done + run.rows.count) * columns])
      unsafe run.block.copy(run.rows, into: part)
      if unsafe !isFinite(part) { throw unsafe failure(run.block, run.rows, part) }
      done += run.rows.count
    }
  }

  /// Whether a coordinate other than zero may be below 1e-9 or above 1e9 in magnitude, by its type.
  package var mayBeExtreme: Bool { blocks.contains { $0.type.mayBeExtreme } }

  /// The largest |x| of all coordinates; throws as `copyRows` does.
  package func largestMagnitude() throws(DataError) -> Float {
    let step = rowsAtOnce
    let parts = try ParallelBlocks.map((rows + step - 1) / step) {
      (index: Int) throws(DataError) in
      try largestMagnitude(index * step..<min(rows, index * step + step))
    }
    return parts.max() ?? 0
  }

  private func largestMagnitude(_ range: Range<Int>) throws(DataError) -> Float {
    let count = range.count * columns
    var failure: DataError?
    var largest: Float = 0
    _ = unsafe [Float](unsafeUninitializedCapacity: count) { buffer, filled in
      do throws(DataError) {
        try unsafe copyPart(range, into: buffer)
        unsafe largest = magnitude(buffer, count: count)
        filled = count
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return largest
  }

  private func magnitude(_ values: UnsafeMutableBufferPointer<Float>, count: Int) -> Float {
    // The bits of a finite float without its sign grow with its magnitude, and integers vectorize.
    var largest: UInt32 = 0
    for index in 0..<count { unsafe largest = max(largest, values[index].bitPattern & 0x7FFF_FFFF) }
    return Float(bitPattern: largest)
  }

  /// The longest run of consecutive rows of one file that starts at `row` of these points.
  func run(from row: Int, atMost most: Int) -> (block: PointBlock, rows: Range<Int>) {
    var first = selection?[row] ?? row
    var length = most
    if let selection {
      length = 1
      while length < most, selection[row + length] == first + length { length += 1 }
    }
    for block in blocks {
      if first < block.rows { return (block, first..<min(block.rows, first + length)) }
      first -= block.rows
    }
    preconditionFailure("row \(row) of \(rows)")
  }

  private func isFinite(_ values: UnsafeMutableBufferPointer<Float>) -> Bool {
    // A finite number times zero is zero; anything else is NaN and stays NaN in the sum.
    var sums = SIMD16<Float>(repeating: 0)
    let whole = values.count / 16 * 16
    var index = 0
    while index < whole {
      for lane in 0..<16 { unsafe sums[lane] += values[index + lane] * 0 }
      index += 16
    }
    var rest: Float = 0
    for index in whole..<values.count { unsafe rest += values[index] * 0 }
    return (sums.sum() + rest) == 0
  }

  private func failure(
    _ block: PointBlock, _ rows: Range<Int>, _ values: UnsafeMutableBufferPointer<Float>
  ) -> DataError {
    let index = unsafe values.firstIndex { !$0.isFinite } ?? 0
    let found = unsafe values[index].isNaN ? "NaN" : "infinity, or a number beyond float32"
    return DataError(
      "\(block.path): row \(grouped(rows.lowerBound + index / columns)), column "
        + "\(grouped(index % columns)) (from 0) is \(found); points must be finite. Remove or "
        + "repair that row")
  }
}
