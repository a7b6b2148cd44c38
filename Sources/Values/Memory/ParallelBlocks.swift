import Dispatch
import Synchronization

/// Work that falls into blocks, done on all processors.
package enum ParallelBlocks {
  /// What `body` makes of the blocks 0 to `count` - 1, in their order; else the first failure in
  /// it.
  package static func map<T: Sendable>(
    _ count: Int, _ body: @Sendable (Int) throws(DataError) -> T
  ) throws(DataError) -> [T] {
    let results = Mutex([Result<T, DataError>?](repeating: nil, count: count))
    let firstFailure = Mutex(Int.max)
    DispatchQueue.concurrentPerform(iterations: count) { index in
      guard index < firstFailure.withLock({ $0 }) else { return }
      let result = Result { () throws(DataError) in try body(index) }
      if case .failure = result { firstFailure.withLock { $0 = min($0, index) } }
      results.withLock { $0[index] = result }
    }
    var values: [T] = []
    values.reserveCapacity(count)
    for result in results.withLock({ $0 }) {
      if let value = try result?.get() { values.append(value) }
    }
    return values
  }
}

/// Room for float32 rows that blocks of work fill side by side.
@safe package struct FloatRows: @unchecked Sendable {  // every row is written by one block alone
  private let base: UnsafeMutableRawPointer?
  package let rows: Int
  package let columns: Int

  fileprivate init(_ base: UnsafeMutableRawPointer?, rows: Int, columns: Int) {
    unsafe self.base = base
    self.rows = rows
    self.columns = columns
  }

  /// Sets row `index`.
  package func store(_ values: [Float], row index: Int) {
    precondition(index >= 0 && index < rows && values.count == columns)
    guard let base = unsafe base else { return }
    let size = columns * MemoryLayout<Float>.size
    unsafe values.withUnsafeBytes { source in
      guard let start = source.baseAddress else { return }
      unsafe (base + index * size).copyMemory(from: start, byteCount: size)
    }
  }

  /// The points of `path` that `fill` wrote, every row of them. `rows` x `columns` must be checked
  /// against the file's size before.
  package static func block(
    path: String, rows: Int, columns: Int, _ fill: (FloatRows) throws(DataError) -> Void
  ) throws(DataError) -> PointBlock {
    let size = rows * columns * MemoryLayout<Float>.size
    var failure: DataError?
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      do throws(DataError) {
        try fill(
          unsafe FloatRows(
            UnsafeMutableRawPointer(buffer.baseAddress), rows: rows, columns: columns))
        count = size
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    var block = PointBlock(
      path: path, storage: Storage(bytes), offset: 0, rows: rows, columns: columns, type: .float32)
    block.isBigEndian = 1.bigEndian == 1
    return block
  }
}
