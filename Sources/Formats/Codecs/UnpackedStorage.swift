import Values

extension Codec {
  /// More than this is refused: what memory holds, at most 64 GB.
  static var largest: Int { min(64 << 30, HostMemory.physical) }

  /// The unpacked bytes of `packed`, the content of `path`.
  ///
  /// Throws when they are cut off, damaged, followed by something else, or would unpack to more
  /// than `limit` bytes.
  func unpacked(
    _ packed: Storage, path: String, limit: Int = largest
  ) throws(DataError) -> Storage {
    let (most, overflow) = (packed.count + 64).multipliedReportingOverflow(by: bestRatio)
    // One byte more than allowed tells what is too large from what just fits.
    let capacity = min(overflow ? .max : most, limit + 1)
    if packed.count >= Self.spooledFrom,
      let storage = try spool(packed, path: path, atMost: capacity, limit: limit)
    {
      return storage
    }
    return try unsafe packed.withBytes { (input) throws(DataError) -> Storage in
      let packed = unsafe PackedBytes(path: path, bytes: input, isFile: packed.isFile)
      return try unsafe Storage.filled(
        atMost: capacity, least: min(capacity, 1 << 20), for: path
      ) { (output) throws(DataError) -> Int in
        let done = try unsafe unpack(packed) { written in
          unsafe UnsafeMutableRawBufferPointer(rebasing: output[written...])
        }
        guard done.isWhole, done.written <= limit else {
          throw tooLarge(path, min(output.count, limit))
        }
        return done.written
      }
    }
  }

  /// Packed bytes from which on the unpacked ones go to a file.
  private static let spooledFrom = 4 << 20

  /// Unpacks to a nameless file, so that memory holds no more of the content than is looked at; nil
  /// where there is no room for such a file.
  private func spool(
    _ packed: Storage, path: String, atMost capacity: Int, limit: Int
  ) throws(DataError) -> Storage? {
    guard let file = SpoolFile() else { return nil }
    return try unsafe packed.withBytes { (input) throws(DataError) -> Storage? in
      let packed = unsafe PackedBytes(path: path, bytes: input, isFile: packed.isFile)
      let done = try unsafe unpack(packed) { written in
        unsafe file.room(after: written, atMost: capacity)
      }
      guard !file.isFull else { return nil }
      guard done.isWhole, done.written <= limit else {
        throw tooLarge(path, min(capacity, limit))
      }
      return file.mapped(count: done.written)
    }
  }

  /// What the first bytes unpack to, at most `limit`, unchecked at its end, and which share of the
  /// packed bytes that is: 1 where it is all of them.
  func beginning(
    of packed: Storage, path: String, atMost limit: Int
  ) throws(DataError) -> (bytes: Storage, share: Double) {
    var share = 1.0
    let bytes = try unsafe packed.withBytes { (input) throws(DataError) -> Storage in
      let packed = unsafe PackedBytes(path: path, bytes: input, isFile: packed.isFile)
      return try unsafe Storage.filled(
        atMost: limit, least: limit, for: path
      ) { (output) throws(DataError) -> Int in
        let done = try unsafe unpack(packed) { written in
          unsafe UnsafeMutableRawBufferPointer(rebasing: output[written...])
        }
        if !done.isWhole { share = min(1, Double(done.consumed) / Double(packed.count)) }
        return done.written
      }
    }
    return (bytes, share)
  }

  private func tooLarge(_ path: String, _ limit: Int) -> DataError {
    DataError(
      "\(path): unpacks to more than \(grouped(limit)) bytes, which is more than this machine can "
        + "hold; unpack it and use a part of it")
  }
}
