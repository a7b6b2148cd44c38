import Values

extension Codec {
  /// gzip (RFC 1952), several members in a row included. zlib checks every member's CRC-32 and
  /// length.
  static let gzip = unsafe Codec(
    name: "gzip", suffix: ".gz", magic: [0x1F, 0x8B], bestRatio: Inflater.bestRatio
  ) { (packed, room) throws(DataError) in
    let members = try GzipMembers(packed)
    let isWhole = try unsafe members.unpack(to: room)
    return UnpackedBytes(
      consumed: members.inflater.consumed, written: members.inflater.written, isWhole: isWhole)
  }
}

/// The members of one gzip file on their way to where they are wanted.
private struct GzipMembers {
  let packed: PackedBytes
  let inflater: Inflater

  init(_ packed: PackedBytes) throws(DataError) {
    self.packed = packed
    inflater = try Inflater(.gzip, path: packed.path, isFile: packed.isFile)
  }

  /// False when there is more than `room` has.
  func unpack(to room: Codec.Room) throws(DataError) -> Bool {
    while true {
      switch unsafe inflater.step(packed.bytes, free: room(inflater.written)) {
      case .goesOn: continue
      case .ended:
        if try endsHere() { return true }
        inflater.startNext()
      case .stuck where inflater.consumed == packed.count: throw cutOff
      case .stuck: return false
      case .damaged(let reason):
        throw DataError(
          "\(packed.path): the gzip stream is damaged near byte "
            + "\(grouped(inflater.consumed))\(reason)")
      }
    }
  }

  private var cutOff: DataError {
    DataError(
      "\(packed.path): the gzip stream is cut off after \(grouped(packed.count)) bytes "
        + "(\(grouped(inflater.written)) bytes unpacked); fetch the file again")
  }

  /// Whether the file ends after a member: at its end, or with the zeros that tapes pad with.
  private func endsHere() throws(DataError) -> Bool {
    let rest = unsafe UnsafeRawBufferPointer(rebasing: packed.bytes[inflater.consumed...])
    guard unsafe !rest.allSatisfy({ $0 == 0 }) else { return true }
    guard unsafe rest.starts(with: Codec.gzip.magic) else {
      throw DataError(
        "\(packed.path): \(grouped(rest.count)) bytes that are not gzip follow the stream at byte "
          + "\(grouped(inflater.consumed))")
    }
    return false
  }
}
