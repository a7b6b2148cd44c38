import Values

/// A way of packing whole files: how it is recognized, and how it is unpacked.
///
/// What it needs of a C library is imported in its own file alone.
@safe struct Codec: Sendable {
  /// As its command is called: `gzip`.
  let name: String
  /// The end of the names of packed files: `.gz`.
  let suffix: String
  /// The first bytes of every packed file.
  let magic: [UInt8]
  /// More bytes than this cannot come of one.
  let bestRatio: Int
  let unpack: Unpack

  /// Unpacks all that was packed, or as much as there is room for. Errors: cut off, damaged, or
  /// followed by something else.
  typealias Unpack = @Sendable (PackedBytes, Room) throws(DataError) -> UnpackedBytes
  /// Where the bytes after the first so many belong, all of which the last room was filled with;
  /// empty: nowhere.
  typealias Room = (Int) -> UnsafeMutableRawBufferPointer

  /// Every codec. A new one is a file here and a line in this list.
  static let all: [Codec] = [.gzip]

  /// The one that packed these bytes, nil where none did.
  static func of(_ storage: Storage) -> Codec? {
    all.first { storage.prefix($0.magic.count) == $0.magic }
  }

  /// `path` without what a codec adds to it: `points.csv` of `points.csv.gz`.
  static func plainName(_ path: String) -> String {
    let suffix = all.map(\.suffix).first { path.hasSuffix($0) } ?? ""
    return String(path.dropLast(suffix.count))
  }
}

/// Packed bytes, lent for the time of a call.
@safe struct PackedBytes {
  /// What errors call them.
  let path: String
  let bytes: UnsafeRawBufferPointer
  /// They are a file's mapping, whose pages can be had again.
  let isFile: Bool

  var count: Int { unsafe bytes.count }
}

/// How far unpacking came.
struct UnpackedBytes {
  /// Packed bytes that were used.
  let consumed: Int
  /// Bytes that came of them.
  let written: Int
  /// Those are all there are; else the room was not enough.
  let isWhole: Bool
}
