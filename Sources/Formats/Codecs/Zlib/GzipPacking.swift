import CZlib
package import Values

/// Packs bytes as gzip (RFC 1952), whose CRC-32 and length readers check.
package enum GzipPacking {
  /// Levels by what they gain: numbers hardly shrink (their low bytes are noise), text by a factor.
  package enum Effort: Int32, Sendable { case numbers = 1, text = 4 }

  /// One member. Errors name `path`, the file that it is for.
  package static func pack(
    _ bytes: [UInt8], _ effort: Effort, for path: String
  ) throws(DataError) -> [UInt8] {
    var stream = unsafe z_stream()
    let gzipWindow: Int32 = 15 + 16
    let size = unsafe Int32(MemoryLayout<z_stream>.size)
    guard
      unsafe deflateInit2_(
        &stream, effort.rawValue, Z_DEFLATED, gzipWindow, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
        == Z_OK
    else { throw DataError("\(path): zlib could not start") }
    defer { _ = unsafe deflateEnd(&stream) }
    let bound = unsafe Int(deflateBound(&stream, UInt(bytes.count)))
    var isDone = false
    let packed = unsafe [UInt8](unsafeUninitializedCapacity: bound) { target, count in
      unsafe bytes.withUnsafeBufferPointer { source in
        unsafe (isDone, count) = deflateAll(&stream, source, into: target)
      }
    }
    guard isDone else { throw DataError("\(path): \(bytes.count) bytes could not be packed") }
    return packed
  }

  /// zlib counts in 32 bits, so larger blocks go in steps.
  private static func deflateAll(
    _ stream: inout z_stream, _ source: UnsafeBufferPointer<UInt8>,
    into target: UnsafeMutableBufferPointer<UInt8>
  ) -> (isDone: Bool, count: Int) {
    let step = 1 << 30
    var (consumed, produced) = (0, 0)
    while true {
      let taken = min(step, source.count - consumed)
      let room = min(step, target.count - produced)
      unsafe stream.next_in = UnsafeMutablePointer(
        mutating: source.baseAddress.map { unsafe $0 + consumed })
      unsafe stream.avail_in = UInt32(taken)
      unsafe stream.next_out = target.baseAddress.map { unsafe $0 + produced }
      unsafe stream.avail_out = UInt32(room)
      let isLast = consumed + taken == source.count
      let status = unsafe deflate(&stream, isLast ? Z_FINISH : Z_NO_FLUSH)
      consumed += unsafe taken - Int(stream.avail_in)
      produced += unsafe room - Int(stream.avail_out)
      if status == Z_STREAM_END { return (true, produced) }
      guard status == Z_OK, produced < target.count else { return (false, produced) }
    }
  }
}
