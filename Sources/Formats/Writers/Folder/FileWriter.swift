#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
package import Values

/// A buffered file that is being written. Every error names the file and says what to do.
package final class FileWriter {
  private static let capacity = 1 << 20

  private let shown: String
  private let expected: Int?
  private let onClose: (Int) -> Void
  private var file: Int32
  private var buffer: [UInt8] = []
  private var written = 0

  /// Opens `path` for writing; `onClose` learns the size of the finished file.
  ///
  /// `shown` stands for the path in messages. `bytes`: the final size, where it is known.
  package init(
    path: String, shown: String, bytes: Int? = nil, onClose: @escaping (Int) -> Void = { _ in }
  ) throws(DataError) {
    self.shown = shown
    self.expected = bytes
    self.onClose = onClose
    file = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw DataError("\(shown): cannot be made: \(systemReason())") }
    buffer.reserveCapacity(Self.capacity)
  }

  deinit {
    if file >= 0 { _ = Self.closeFile(file) }
  }

  /// Bytes taken so far.
  package var count: Int { written + buffer.count }

  package func write(_ bytes: UnsafeRawBufferPointer) throws(DataError) {
    if buffer.count + bytes.count > Self.capacity { try flush() }
    if bytes.count > Self.capacity {
      try unsafe writeOut(bytes)
    } else {
      unsafe buffer.append(contentsOf: bytes)
    }
  }

  package func write(_ bytes: [UInt8]) throws(DataError) {
    if buffer.count + bytes.count > Self.capacity { try flush() }
    buffer.append(contentsOf: bytes)
  }

  /// As UTF-8.
  package func write(_ text: String) throws(DataError) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= Self.capacity { try flush() }
  }

  /// As little-endian float32.
  package func write(_ numbers: UnsafeBufferPointer<Float>) throws(DataError) {
    #if _endian(little)
      try unsafe write(UnsafeRawBufferPointer(numbers))
    #else
      for number in unsafe numbers {
        let bits = number.bitPattern
        try write((0..<4).map { UInt8(truncatingIfNeeded: bits >> (8 * $0)) })
      }
    #endif
  }

  /// As little-endian float32.
  package func write(_ numbers: [Float]) throws(DataError) {
    var failure: DataError?
    unsafe numbers.withUnsafeBufferPointer { buffer in
      do throws(DataError) { try unsafe write(buffer) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  /// Writes what is left and closes the file. It must be called once, and last.
  package func close() throws(DataError) {
    precondition(file >= 0, "\(shown) is closed twice")
    try flush()
    let result = Self.closeFile(file)
    let code = errno
    file = -1
    guard result == 0 else { throw failure(code) }
    onClose(written)
  }

  private func flush() throws(DataError) {
    var failure: DataError?
    unsafe buffer.withUnsafeBytes { bytes in
      do throws(DataError) { try unsafe writeOut(bytes) } catch { failure = error }
    }
    if let failure { throw failure }
    buffer.removeAll(keepingCapacity: true)
  }

  private func writeOut(_ bytes: UnsafeRawBufferPointer) throws(DataError) {
    var rest = unsafe bytes[...]
    while let base = unsafe UnsafeRawBufferPointer(rebasing: rest).baseAddress {
      if unsafe rest.isEmpty { return }
      let count = unsafe Self.writeFile(file, base, rest.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure(errno) }
      unsafe rest = rest.dropFirst(count)
      written += count
    }
  }

  private func failure(_ code: Int32) -> DataError {
    let need =
      expected.map { "it needs \($0) bytes, and \(written) were written" }
      ?? "it needs more than the \(written) bytes that were written"
    let remedy =
      code == ENOSPC || code == EDQUOT
      ? "Free some space on that disk, or use an --output on another one."
      : "Use another --output."
    return DataError("\(shown): cannot be finished: \(systemReason(code)); \(need). \(remedy)")
  }

  // The system's functions under other names, since this class has its own `write` and `close`.
  private static func closeFile(_ file: Int32) -> Int32 {
    #if canImport(Glibc)
      Glibc.close(file)
    #else
      Darwin.close(file)
    #endif
  }

  private static func writeFile(_ file: Int32, _ base: UnsafeRawPointer, _ count: Int) -> Int {
    #if canImport(Glibc)
      unsafe Glibc.write(file, base, count)
    #else
      unsafe Darwin.write(file, base, count)
    #endif
  }
}
