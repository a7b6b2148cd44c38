extension Points {
  /// Converts these rows to float32, row-major, d numbers each, into `target`.
  ///
  /// Throws at the first number that is no finite float32, naming file, row and column (counted from
  /// 0, as NumPy counts).
  package func copyRows(
    _ rows: Range<Int>, into target: UnsafeMutableBufferPointer<Float>
  ) throws(DataError) {
    precondition(rows.lowerBound >= 0 && rows.upperBound <= self.rows)
    precondition(target.count >= rows.count * columns)
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

  /// The largest |x| of all coordinates; throws as `copyRows` does.
  package func largestMagnitude() throws(DataError) -> Float {
    let step = max(1, min(rows, 4_000_000 / columns))
    var block = [Float](repeating: 0, count: step * columns)
    var largest: Float = 0
    var failure: DataError?
    for first in stride(from: 0, to: rows, by: step) {
      let range = first..<min(rows, first + step)
      unsafe block.withUnsafeMutableBufferPointer { buffer in
        do throws(DataError) {
          try unsafe copyRows(range, into: buffer)
          unsafe largest = max(largest, magnitude(buffer, count: range.count * columns))
        } catch {
          failure = error
        }
      }
      if let failure { throw failure }
    }
    return largest
  }

  private func magnitude(_ values: UnsafeMutableBufferPointer<Float>, count: Int) -> Float {
    // The bits of a finite float without its sign grow with its magnitude, and integers vectorize.
    var largest: UInt32 = 0
    for index in 0..<count { unsafe largest = max(largest, values[index].bitPattern & 0x7FFF_FFFF) }
    return Float(bitPattern: largest)
  }

  /// The longest run of consecutive rows of one file that starts at `row` of these points.
  private func run(from row: Int, atMost most: Int) -> (block: PointBlock, rows: Range<Int>) {
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
