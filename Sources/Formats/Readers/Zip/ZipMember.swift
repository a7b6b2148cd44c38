import Values

/// One file of a zip archive (PKWARE's APPNOTE 6.3), stored or deflated.
struct ZipMember {
  /// The archive's name, for errors.
  let archive: String
  let name: String
  let isDeflated: Bool
  let crc: UInt32
  /// The compressed bytes in the archive.
  let packed: Storage
  /// Bytes when unpacked, as the directory declares: no more than so many compressed bytes can
  /// give.
  let size: Int

  /// The first bytes, at most `length`, unpacked but not checked.
  func prefix(_ length: Int) throws(DataError) -> Storage {
    let wanted = min(length, size)
    guard isDeflated else { return Storage(0..<wanted, of: packed) }
    return try inflate(wanted)
  }

  /// All bytes. A stored member stays where it lies. Throws when it is damaged.
  func unpack() throws(DataError) -> Storage {
    guard size <= Codec.largest else {
      throw DataError("\(title): unpacks to \(grouped(size)) bytes, more than this machine holds")
    }
    let storage = isDeflated ? try inflate(size) : packed
    guard storage.count == size else {
      throw DataError(
        "\(title): unpacks to \(grouped(storage.count)) bytes, but \(grouped(size)) are announced; "
          + "the file is damaged")
    }
    guard CRC32.of(storage) == crc else {
      throw DataError("\(title): its checksum does not fit its bytes; the file is damaged")
    }
    return storage
  }

  private var title: String { "\(archive): \(name)" }

  /// The first `wanted` bytes or fewer, where the stream ends before.
  private func inflate(_ wanted: Int) throws(DataError) -> Storage {
    let title = title
    return try unsafe packed.withBytes { (input) throws(DataError) -> Storage in
      try unsafe Storage.filled(
        atMost: wanted, least: wanted, for: title
      ) { (output) throws(DataError) -> Int in
        let inflater = try Inflater(.none, path: title, isFile: packed.isFile)
        while inflater.written < wanted {
          switch unsafe inflater.step(input, output) {
          case .goesOn: continue
          case .ended, .stuck: return inflater.written
          case .damaged(let reason):
            throw DataError(
              "\(title): is damaged near its byte \(grouped(inflater.written))\(reason)")
          }
        }
        return inflater.written
      }
    }
  }
}
