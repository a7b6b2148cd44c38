import Values

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
    let (most, overflow) = (packed.count + 64).multipliedReportingOverflow(by: Inflater.bestRatio)
    // One byte more than allowed tells what is too large from what just fits.
    let capacity = min(overflow ? .max : most, limit + 1)
    if packed.count >= spooledFrom,
      let storage = try spool(packed, path: path, atMost: capacity, limit: limit)
    {
      return storage
    }
    return try unsafe packed.withBytes { (input) throws(DataError) -> Storage in
      try unsafe Storage.filled(
        atMost: capacity, least: min(capacity, 1 << 20), for: path
      ) { (output) throws(DataError) -> Int in
        let members = try unsafe GzipMembers(path: path, input: input, isFile: packed.isFile)
        let fits = try unsafe members.unpack {
          unsafe UnsafeMutableRawBufferPointer(rebasing: output[members.count...])
        }
        guard fits, members.count <= limit else {
          throw tooLarge(path, min(output.count, limit))
        }
        return members.count
      }
    }
  }

  /// Packed bytes from which on the unpacked ones go to a file.
  private static let spooledFrom = 4 << 20

  /// Unpacks to a nameless file, so that memory holds no more of the content than is looked at; nil
  /// where there is no room for such a file.
  private static func spool(
    _ packed: Storage, path: String, atMost capacity: Int, limit: Int
  ) throws(DataError) -> Storage? {
    guard let file = SpoolFile() else { return nil }
    return try unsafe packed.withBytes { (input) throws(DataError) -> Storage? in
      let members = try unsafe GzipMembers(path: path, input: input, isFile: packed.isFile)
      let fits = try unsafe members.unpack {
        unsafe file.room(after: members.count, atMost: capacity)
      }
      guard !file.isFull else { return nil }
      guard fits, members.count <= limit else {
        throw tooLarge(path, min(capacity, limit))
      }
      return file.mapped(count: members.count)
    }
  }

  /// What the first bytes unpack to, at most `limit`, unchecked at its end, and which share of the
  /// packed bytes that is: 1 where it is all of them.
  static func beginning(
    of packed: Storage, path: String, atMost limit: Int
  ) throws(DataError) -> (bytes: Storage, share: Double) {
    let bound = max(64, packed.count + 64).multipliedReportingOverflow(by: Inflater.bestRatio)
    guard bound.overflow || bound.partialValue > limit else {
      return (try unpack(packed, path: path), 1)
    }
    let inflater = try Inflater(.gzip, path: path)
    var bytes = [UInt8](repeating: 0, count: limit)
    unsafe packed.withBytes { input in
      unsafe bytes.withUnsafeMutableBytes { output in
        while case .goesOn = unsafe inflater.step(input, output), inflater.written < limit {}
      }
    }
    guard inflater.written == limit else { return (try unpack(packed, path: path), 1) }
    return (Storage(bytes), min(1, Double(inflater.consumed) / Double(packed.count)))
  }

  private static func tooLarge(_ path: String, _ limit: Int) -> DataError {
    DataError(
      "\(path): unpacks to more than \(grouped(limit)) bytes, which is more than this machine can "
        + "hold; unpack it and use a part of it")
  }
}

/// The members of one gzip file on their way to where they are wanted.
@safe private struct GzipMembers {
  let path: String
  let input: UnsafeRawBufferPointer
  let inflater: Inflater

  init(path: String, input: UnsafeRawBufferPointer, isFile: Bool) throws(DataError) {
    self.path = path
    unsafe self.input = unsafe input
    inflater = try Inflater(.gzip, path: path, isFile: isFile)
  }

  private var packedCount: Int { unsafe input.count }

  /// Unpacked bytes.
  var count: Int { inflater.written }

  /// False when there is more than `room`, which says where the next bytes belong.
  func unpack(room: () -> UnsafeMutableRawBufferPointer) throws(DataError) -> Bool {
    while true {
      switch unsafe inflater.step(input, free: room()) {
      case .goesOn: continue
      case .ended:
        if try endsHere() { return true }
        inflater.startNext()
      case .stuck where inflater.consumed == packedCount: throw cutOff
      case .stuck: return false
      case .damaged(let reason):
        throw DataError(
          "\(path): the gzip stream is damaged near byte \(grouped(inflater.consumed))\(reason)")
      }
    }
  }

  private var cutOff: DataError {
    DataError(
      "\(path): the gzip stream is cut off after \(grouped(packedCount)) bytes "
        + "(\(grouped(count)) bytes unpacked); fetch the file again")
  }

  /// Whether the file ends after a member: at its end, or with the zeros that tapes pad with.
  private func endsHere() throws(DataError) -> Bool {
    let rest = unsafe UnsafeRawBufferPointer(rebasing: input[inflater.consumed...])
    guard unsafe !rest.allSatisfy({ $0 == 0 }) else { return true }
    guard unsafe Gzip.recognizes(Array(rest.prefix(2))) else {
      throw DataError(
        "\(path): \(grouped(rest.count)) bytes that are not gzip follow the stream at byte "
          + "\(grouped(inflater.consumed))")
    }
    return false
  }
}
