import Values

/// One file that the user named, opened and, where its content is packed, unpacked.
struct InputFile {
  let path: String
  let storage: Storage
  /// The first bytes, which are enough to recognize a format.
  let prefix: [UInt8]

  static let prefixLength = 4096

  /// Opens what `path` names; of a folder, the file that says what it holds.
  ///
  /// Throws when the file is missing, unreadable, another folder, empty, or packed and damaged.
  init(_ given: String) throws(DataError) {
    let path = FileKind.of(given) == .folder ? try Reader.entry(of: given) : given
    let mapped = try Storage(mapping: path)
    guard mapped.count > 0 else { throw DataError("\(path): is empty") }
    guard let codec = Codec.of(mapped) else {
      self.init(path, mapped)
      return
    }
    let unpacked = try codec.unpacked(mapped, path: path)
    guard unpacked.count > 0 else { throw DataError("\(path): is empty once unpacked") }
    self.init(path, unpacked)
  }

  /// Bytes that are called `path` in errors: a file's, or a member's of an archive.
  init(_ path: String, _ storage: Storage) {
    self.path = path
    self.storage = storage
    prefix = storage.prefix(Self.prefixLength)
  }

  /// The last part of `path` without a codec's suffix and without its extension.
  static func baseName(_ path: String) -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let plain = Codec.plainName(file)
    guard let dot = plain.lastIndex(of: "."), dot != plain.startIndex else {
      return plain.isEmpty ? file : plain
    }
    return String(plain[..<dot])
  }
}
