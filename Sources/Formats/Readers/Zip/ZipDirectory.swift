import Values

/// The directory at the end of a zip archive, zip64 included (PKWARE's APPNOTE 6.3, sections 4.3.12
/// to 4.3.16).
struct ZipDirectory {
  /// In the directory's order.
  let members: [ZipMember]

  /// Errors name `path` and what of its directory is broken.
  init(_ storage: Storage, path: String) throws(DataError) {
    members = try storage.withView { (bytes) throws(DataError) -> [ZipMember] in
      let end = try ZipEnd(bytes, path: path)
      var entries: [ZipEntry] = []
      var position = end.directory.lowerBound
      // A number of entries from the file reserves nothing; each is 46 bytes at least.
      for _ in 0..<end.entries {
        let entry = try ZipEntry(bytes, at: position, end: end, path: path)
        position = entry.next
        entries.append(entry)
      }
      try Self.checkSizes(entries, bytes.count, path)
      return try entries.filter { !$0.isFolder }.map { (entry) throws(DataError) -> ZipMember in
        try entry.member(of: storage, bytes, path)
      }
    }
  }

  /// Members that share their bytes are how small archives unpack to huge ones (Fifield 2019).
  private static func checkSizes(
    _ entries: [ZipEntry], _ count: Int, _ path: String
  ) throws(DataError) {
    var rest = count
    for entry in entries {
      guard entry.packedSize <= rest else {
        throw DataError("\(path): its members are larger than the archive; the file is damaged")
      }
      rest -= entry.packedSize
    }
  }
}

/// Where the directory lies, from the record at the archive's end.
struct ZipEnd {
  let entries: Int
  let directory: Range<Int>
  /// What was put before the archive; offsets do not count it.
  let start: Int

  init(_ bytes: ByteView, path: String) throws(DataError) {
    guard let position = bytes.zipEnd else {
      throw DataError(
        "\(path): the zip archive has no directory at its end; the file is cut off. Fetch or write "
          + "it again")
    }
    var entries = bytes.little(position + 10, 2)
    var length = bytes.little(position + 12, 4)
    var offset = bytes.little(position + 16, 4)
    var end = position
    if let wide = bytes.zip64End(before: position) {
      entries = bytes.little(wide + 32, 8)
      length = bytes.little(wide + 40, 8)
      offset = bytes.little(wide + 48, 8)
      end = wide
    }
    guard length >= 0, length <= end, offset >= 0, offset <= end - length, entries >= 0,
      entries <= length / 46
    else { throw DataError("\(path): the zip archive's directory is damaged") }
    self.entries = entries
    directory = end - length..<end
    start = end - length - offset
  }
}

extension ByteView {
  /// The unsigned little-endian number of `size` bytes at `offset`; -1 when it is beyond `Int`.
  func little(_ offset: Int, _ size: Int) -> Int {
    var value: UInt64 = 0
    for index in (0..<size).reversed() { value = value << 8 | UInt64(self[offset + index]) }
    return Int(exactly: value) ?? -1
  }

  /// Whether `text` stands at `offset`, false where the bytes end before.
  func holds(_ text: String, at offset: Int) -> Bool {
    let wanted = Array(text.utf8)
    guard offset >= 0, wanted.count <= count, offset <= count - wanted.count else { return false }
    return wanted.indices.allSatisfy { self[offset + $0] == wanted[$0] }
  }

  /// The record at the archive's end: with a comment that reaches the end, else the last one.
  fileprivate var zipEnd: Int? {
    let longestComment = 65_535
    let last = count - 22
    var found: Int?
    for position in stride(from: last, through: max(0, last - longestComment), by: -1)
    where holds("PK\u{5}\u{6}", at: position) {
      if little(position + 20, 2) == last - position { return position }
      found = found ?? position
    }
    return found
  }

  /// The zip64 end record that the locator right before `end` points to.
  fileprivate func zip64End(before end: Int) -> Int? {
    let locator = end - 20
    guard holds("PK\u{6}\u{7}", at: locator) else { return nil }
    // Where it is without anything between, or before the archive.
    for position in [little(locator + 8, 8), locator - 56]
    where holds("PK\u{6}\u{6}", at: position) && position <= locator - 56 {
      return position
    }
    return nil
  }
}
