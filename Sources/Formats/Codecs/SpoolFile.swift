#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import Values

/// A nameless file for bytes that come one after the other, to be mapped once they are all there:
/// the system keeps of it in memory what is looked at. It is gone with its last mapping, however
/// the program ends.
@safe final class SpoolFile {
  private let file: Int32
  private let buffer: UnsafeMutableRawBufferPointer
  /// Bytes that are in the file.
  private var written = 0
  /// The disk was full, or failed; nothing more is written.
  private(set) var isFull = false

  private static let bufferSize = 1 << 20

  /// In `TMPDIR`, or where large temporary files belong; nil where none can be made.
  init?() {
    let given = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) }
    let folders = given.flatMap { $0.isEmpty ? nil : [$0] } ?? ["/var/tmp", "/tmp"]
    guard let file = folders.lazy.compactMap(Self.open).first else { return nil }
    self.file = file
    unsafe buffer = .allocate(byteCount: Self.bufferSize, alignment: 64)
  }

  private static func open(_ folder: String) -> Int32? {
    var template = Array("\(folder)/astrolabe-XXXXXX".utf8CString)
    let file = unsafe mkstemp(&template)
    guard file >= 0 else { return nil }
    _ = unsafe unlink(template)
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    return file
  }

  deinit {
    _ = close(file)
    unsafe buffer.deallocate()
  }

  /// Where the bytes after the first `count` belong, all of which the last room was filled with;
  /// empty once `most` are there, and when the file is full.
  func room(after count: Int, atMost most: Int) -> UnsafeMutableRawBufferPointer {
    if unsafe count - written == buffer.count { flush(count) }
    let end = unsafe isFull ? count - written : min(buffer.count, most - written)
    return unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[count - written..<end])
  }

  /// Writes what of the first `count` bytes is not in the file yet.
  private func flush(_ count: Int) {
    var done = 0
    let length = count - written
    while done < length {
      let part = unsafe write(file, buffer.baseAddress.map { unsafe $0 + done }, length - done)
      if part < 0, errno == EINTR { continue }
      guard part > 0 else {
        isFull = true
        return
      }
      done += part
    }
    written = count
  }

  /// The first `count` bytes; nil where the system cannot map them.
  func mapped(count: Int) -> Storage? {
    flush(count)
    guard !isFull, count > 0 else { return nil }
    let address = unsafe mmap(nil, count, PROT_READ, MAP_PRIVATE, file, 0)
    guard unsafe address != MAP_FAILED, let address = unsafe address else { return nil }
    return unsafe Storage(
      base: UnsafeRawPointer(address), length: count, count: count, isFile: true)
  }
}
