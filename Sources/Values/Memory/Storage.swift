#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Read-only bytes: of a file, mapped from the disk; unpacked into memory; or part of other bytes.
///
/// A class, because a mapping has one owner that ends it; immutable, so that tasks may share it.
@safe package final class Storage: @unchecked Sendable {  // the bytes are never written after init
  private let base: UnsafeRawPointer?
  private let mappedLength: Int
  private let owned: [UInt8]
  /// Whose bytes these are, from `start` on.
  private let parent: Storage?
  private let start: Int
  /// The bytes are a file's mapping, whose pages can be had again.
  package let isFile: Bool
  package let count: Int

  /// Bytes that were made in memory.
  package init(_ bytes: [UInt8]) {
    unsafe base = nil
    mappedLength = 0
    owned = bytes
    parent = nil
    start = 0
    isFile = false
    count = bytes.count
  }

  /// The bytes of `range` of `parent`, which stays as long as they do.
  package init(_ range: Range<Int>, of parent: Storage) {
    precondition(range.lowerBound >= 0 && range.upperBound <= parent.count)
    unsafe base = nil
    mappedLength = 0
    owned = []
    self.parent = parent
    start = range.lowerBound
    isFile = parent.isFile
    count = range.count
  }

  /// Takes over `count` bytes at `base`, of a mapping of `length`.
  package init(base: UnsafeRawPointer?, length: Int, count: Int, isFile: Bool = false) {
    precondition(count <= length)
    unsafe self.base = unsafe base
    mappedLength = length
    owned = []
    parent = nil
    start = 0
    self.isFile = isFile
    self.count = count
  }

  /// Maps `path` whole. Errors name the file and the system's reason.
  package convenience init(mapping path: String) throws(DataError) {
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw DataError("\(path): cannot open: \(systemReason())") }
    defer { _ = close(file) }
    var status = stat()
    guard unsafe fstat(file, &status) == 0 else {
      throw DataError("\(path): cannot read: \(systemReason())")
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw DataError("\(path): is not a regular file")
    }
    let length = Int(status.st_size)
    guard length > 0 else {
      unsafe self.init(base: nil, length: 0, count: 0)
      return
    }
    let address = unsafe mmap(nil, length, PROT_READ, MAP_PRIVATE, file, 0)
    guard unsafe address != MAP_FAILED, let address = unsafe address else {
      throw DataError("\(path): cannot map \(length) bytes: \(systemReason())")
    }
    unsafe self.init(
      base: UnsafeRawPointer(address), length: length, count: length, isFile: true)
  }

  deinit {
    if let base = unsafe base {
      _ = unsafe munmap(UnsafeMutableRawPointer(mutating: base), mappedLength)
    }
  }

  /// Lends all the bytes to `body`.
  package func withBytes<R, E: Error>(_ body: (UnsafeRawBufferPointer) throws(E) -> R) throws(E)
    -> R
  {
    if let base = unsafe base {
      return try unsafe body(UnsafeRawBufferPointer(start: base, count: count))
    }
    if let parent {
      return try unsafe parent.withBytes { (bytes) throws(E) -> R in
        try unsafe body(UnsafeRawBufferPointer(rebasing: bytes[start..<start + count]))
      }
    }
    var result: Result<R, E>?
    unsafe owned.withUnsafeBytes { bytes in
      do throws(E) {
        result = .success(try unsafe body(bytes))
      } catch {
        result = .failure(error)
      }
    }
    guard let result else { preconditionFailure("withUnsafeBytes did not call its body") }
    return try result.get()
  }
}

/// The system's words for the last failed call, for the end of an error sentence.
package func systemReason(_ code: Int32 = errno) -> String {
  unsafe String(cString: strerror(code))
}
