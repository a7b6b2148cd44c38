import CZlib

/// Unpacks gzip (RFC 1952), several members in a row included. zlib checks every member's CRC-32
/// and length.
enum Gzip {
  static func recognizes(_ prefix: [UInt8]) -> Bool { prefix.starts(with: [0x1F, 0x8B]) }

  /// More than this is refused: what memory holds, at most 64 GB.
  static var largest: Int { min(64 << 30, HostMemory.physical) }

  /// The unpacked bytes of `packed`, the content of `path`.
  ///
  /// Throws when the stream is cut off, damaged, followed by something else, or would unpack to
  /// more than `limit` bytes.
  static func unpack(_ packed: Storage, path: String, limit: Int = largest) throws(DataError)
    -> Storage
  {
    try unsafe packed.withBytes { (input) throws(DataError) -> Storage in
      let inflater = try Inflater(path: path, limit: limit)
      return Storage(try unsafe inflater.run(input))
    }
  }
}

/// One zlib stream. A class, because zlib keeps a pointer to the stream inside its state.
@safe private final class Inflater {
  private let path: String
  private let limit: Int
  private let stream: UnsafeMutablePointer<z_stream>
  private var output: [UInt8] = []

  init(path: String, limit: Int) throws(DataError) {
    self.path = path
    self.limit = limit
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: unsafe z_stream())
    let gzipWindow: Int32 = 15 + 16
    let size = unsafe Int32(MemoryLayout<z_stream>.size)
    guard unsafe inflateInit2_(stream, gzipWindow, ZLIB_VERSION, size) == Z_OK else {
      throw DataError("\(path): zlib could not start")
    }
  }

  deinit {
    _ = unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  func run(_ input: UnsafeRawBufferPointer) throws(DataError) -> [UInt8] {
    unsafe reserve(for: input)
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    var consumed = 0
    while true {
      let status = unsafe step(input, &consumed, &chunk)
      guard output.count <= limit else { throw tooLarge() }
      switch status {
      case Z_STREAM_END:
        if try unsafe endsHere(input, consumed) { return output }
        _ = unsafe inflateReset(stream)
      case Z_OK:
        continue
      case Z_BUF_ERROR where consumed == input.count:
        throw DataError(
          "\(path): the gzip stream is cut off after \(input.count) bytes "
            + "(\(output.count) bytes unpacked); fetch the file again")
      default:
        throw DataError("\(path): the gzip stream is damaged near byte \(consumed)\(reason())")
      }
    }
  }

  /// Inflates at most one chunk, and appends it to the output.
  private func step(_ input: UnsafeRawBufferPointer, _ consumed: inout Int, _ chunk: inout [UInt8])
    -> Int32
  {
    let available = min(input.count - consumed, 1 << 30)
    let start = unsafe UnsafeMutableRawPointer(mutating: input.baseAddress)
    return unsafe chunk.withUnsafeMutableBufferPointer { buffer in
      unsafe stream.pointee.next_in = start.map {
        unsafe ($0 + consumed).assumingMemoryBound(to: UInt8.self)
      }
      unsafe stream.pointee.avail_in = UInt32(available)
      unsafe stream.pointee.next_out = buffer.baseAddress
      unsafe stream.pointee.avail_out = UInt32(buffer.count)
      let status = unsafe inflate(stream, Z_NO_FLUSH)
      consumed += available - Int(unsafe stream.pointee.avail_in)
      let written = buffer.count - Int(unsafe stream.pointee.avail_out)
      unsafe output.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[..<written]))
      return status
    }
  }

  /// Whether the file ends after a member: at its end, or with the zeros that tapes pad with.
  private func endsHere(_ input: UnsafeRawBufferPointer, _ consumed: Int) throws(DataError) -> Bool
  {
    let rest = unsafe UnsafeRawBufferPointer(rebasing: input[consumed...])
    guard unsafe !rest.allSatisfy({ $0 == 0 }) else { return true }
    guard unsafe Gzip.recognizes(Array(rest.prefix(2))) else {
      throw DataError(
        "\(path): \(rest.count) bytes that are not gzip follow the stream at byte \(consumed)")
    }
    return false
  }

  /// Sets aside the size that the last member declares, if so much can come of these bytes.
  private func reserve(for input: UnsafeRawBufferPointer) {
    guard input.count >= 18 else { return }
    let declared = Int(
      UInt32(
        littleEndian: unsafe input.loadUnaligned(fromByteOffset: input.count - 4, as: UInt32.self)))
    let bestRatio = 1032  // of DEFLATE
    let (most, overflow) = input.count.multipliedReportingOverflow(by: bestRatio)
    if !overflow, declared <= most, declared <= limit { output.reserveCapacity(declared) }
  }

  private func tooLarge() -> DataError {
    DataError(
      "\(path): unpacks to more than \(limit) bytes, which is more than this machine can hold; "
        + "unpack it and use a part of it")
  }

  private func reason() -> String {
    guard let message = unsafe stream.pointee.msg else { return "" }
    return unsafe ": \(String(cString: message))"
  }
}
