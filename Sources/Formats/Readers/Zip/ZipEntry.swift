import Values

/// One entry of a zip archive's directory.
struct ZipEntry {
  let name: String
  let packedSize: Int
  /// Where the next entry begins.
  let next: Int

  private let flags: Int
  private let method: Int
  private let crc: Int
  private let size: Int
  private let offset: Int

  var isFolder: Bool { name.hasSuffix("/") }

  /// Errors: cut off, or sizes that no archive can have.
  init(_ bytes: ByteView, at position: Int, end: ZipEnd, path: String) throws(DataError) {
    let damaged = DataError(
      "\(path): the zip archive's directory is damaged at byte \(grouped(position))")
    let limit = end.directory.upperBound
    guard position <= limit - 46, bytes.holds("PK\u{1}\u{2}", at: position) else { throw damaged }
    let nameLength = bytes.little(position + 28, 2)
    let extraLength = bytes.little(position + 30, 2)
    let extra = position + 46 + nameLength
    next = extra + extraLength + bytes.little(position + 32, 2)
    guard next <= limit else { throw damaged }
    name = String(decoding: bytes.copy(position + 46..<extra), as: UTF8.self)
    flags = bytes.little(position + 8, 2)
    method = bytes.little(position + 10, 2)
    crc = bytes.little(position + 16, 4)
    var fields = Zip64Fields(bytes, extra..<extra + extraLength)
    size = fields.value(instead: bytes.little(position + 24, 4))
    packedSize = fields.value(instead: bytes.little(position + 20, 4))
    let place = fields.value(instead: bytes.little(position + 42, 4))
    guard size >= 0, packedSize >= 0, place >= 0, place <= bytes.count else { throw damaged }
    offset = place + end.start
  }

  /// The member's bytes, checked against the archive.
  func member(of storage: Storage, _ bytes: ByteView, _ path: String) throws(DataError) -> ZipMember
  {
    guard flags & 1 == 0 else {
      throw DataError("\(path): \(name) is encrypted; unpack the archive and pack it without")
    }
    guard method == 0 || method == 8 else {
      throw DataError(
        "\(path): \(name) is compressed by method \(method) of zip; stored and deflated members "
          + "are read")
    }
    guard bytes.holds("PK\u{3}\u{4}", at: offset), offset <= bytes.count - 30 else {
      throw DataError(
        "\(path): \(name) is not at byte \(grouped(offset)), where the directory places it; the "
          + "file is damaged")
    }
    let start = offset + 30 + bytes.little(offset + 26, 2) + bytes.little(offset + 28, 2)
    guard start <= bytes.count, packedSize <= bytes.count - start else {
      throw DataError("\(path): \(name) is cut off; the file is damaged")
    }
    try checkSize(path)
    return ZipMember(
      archive: path, name: name, isDeflated: method == 8, crc: UInt32(crc),
      packed: Storage(start..<start + packedSize, of: storage), size: size)
  }

  /// A declared size is believed only when so many compressed bytes can give it.
  private func checkSize(_ path: String) throws(DataError) {
    let (most, overflow) = packedSize.multipliedReportingOverflow(by: Inflater.bestRatio)
    guard method == 8 ? overflow || size <= most : size == packedSize else {
      throw DataError(
        "\(path): \(name) announces \(grouped(size)) bytes out of \(grouped(packedSize)); the file "
          + "is damaged")
    }
  }
}

/// The zip64 extra field, which holds those numbers that have no room in the entry, in its order.
private struct Zip64Fields {
  private var values: [Int] = []

  init(_ bytes: ByteView, _ range: Range<Int>) {
    var position = range.lowerBound
    while position <= range.upperBound - 4 {
      let length = bytes.little(position + 2, 2)
      let end = position + 4 + length
      guard end <= range.upperBound else { return }
      if bytes.little(position, 2) == 1 {
        let places = stride(from: position + 4, through: end - 8, by: 8)
        values = places.map { bytes.little($0, 8) }
        return
      }
      position = end
    }
  }

  /// `number`, or the next of the field's where it says that it has no room.
  mutating func value(instead number: Int) -> Int {
    guard number == 0xFFFF_FFFF, !values.isEmpty else { return number }
    return values.removeFirst()
  }
}
