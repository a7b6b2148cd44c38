import CZlib
import Values

/// One zlib stream that unpacks DEFLATE (RFC 1951). A class, because zlib keeps a pointer to the
/// stream inside its state.
@safe final class Inflater {
  /// What surrounds the compressed data.
  enum Wrapping: Int32 {
    /// gzip, whose CRC-32 and length zlib checks.
    case gzip = 31
    /// Nothing, as in zip archives.
    case none = -15
  }

  /// What one step came to.
  enum Outcome {
    case goesOn
    case ended
    /// Nothing can be done without more input or more room.
    case stuck
    /// With zlib's own words, if it has any.
    case damaged(String)
  }

  /// More bytes than this cannot come of one (a run of length 258 takes two bits).
  static let bestRatio = 1032

  /// Input bytes used since the stream began.
  private(set) var consumed = 0
  /// Output bytes made since the stream began.
  private(set) var written = 0

  private let stream: UnsafeMutablePointer<z_stream>
  /// The input is a file's mapping, whose pages are let go when they are used.
  private let isFile: Bool
  private var released = 0

  /// Input bytes of a step at most, and so what is held of a file.
  private static let largestInput = 1 << 22

  /// Errors name `path`.
  init(_ wrapping: Wrapping, path: String, isFile: Bool = false) throws(DataError) {
    self.isFile = isFile
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: unsafe z_stream())
    let size = unsafe Int32(MemoryLayout<z_stream>.size)
    guard unsafe inflateInit2_(stream, wrapping.rawValue, ZLIB_VERSION, size) == Z_OK else {
      throw DataError("\(path): zlib could not start")
    }
  }

  deinit {
    _ = unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Goes on with another stream right behind the one that ended.
  func startNext() { _ = unsafe inflateReset(stream) }

  /// Unpacks what follows in `input` to what is free of `output`, a large step at most.
  func step(_ input: UnsafeRawBufferPointer, _ output: UnsafeMutableRawBufferPointer) -> Outcome {
    unsafe step(input, free: UnsafeMutableRawBufferPointer(rebasing: output[written...]))
  }

  /// The same to `free`, which is where the next bytes belong.
  func step(
    _ input: UnsafeRawBufferPointer, free: UnsafeMutableRawBufferPointer
  ) -> Outcome {
    let available = min(input.count - consumed, Self.largestInput)
    let room = min(free.count, 1 << 30)
    let source = unsafe UnsafeMutableRawPointer(mutating: input.baseAddress)
    unsafe stream.pointee.next_in = source.map {
      unsafe ($0 + consumed).assumingMemoryBound(to: UInt8.self)
    }
    unsafe stream.pointee.avail_in = UInt32(available)
    unsafe stream.pointee.next_out = free.baseAddress?.assumingMemoryBound(to: UInt8.self)
    unsafe stream.pointee.avail_out = UInt32(room)
    let status = unsafe inflate(stream, Z_NO_FLUSH)
    consumed += available - Int(unsafe stream.pointee.avail_in)
    written += room - Int(unsafe stream.pointee.avail_out)
    if consumed - released >= Self.largestInput {
      unsafe ByteView(input, isFile: isFile).release(released..<consumed)
      released = consumed
    }
    switch status {
    case Z_OK: return .goesOn
    case Z_STREAM_END: return .ended
    case Z_BUF_ERROR: return .stuck
    default: return .damaged(reason)
    }
  }

  private var reason: String {
    guard let message = unsafe stream.pointee.msg else { return "" }
    return unsafe ": \(String(cString: message))"
  }
}
