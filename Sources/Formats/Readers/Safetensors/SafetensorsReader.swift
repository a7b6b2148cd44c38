import Values

/// Hugging Face's safetensors: the length of a JSON header (u64, little-endian), the header, then
/// the tensors' bytes, little-endian in C order (https://github.com/huggingface/safetensors,
/// "Format").
enum Safetensors {
  /// The format's own limit on its header.
  private static let longestHeader = 100_000_000

  /// A possible length, and the beginning of a JSON object with names, or of an empty one.
  static func recognizes(_ file: InputFile) -> Bool {
    guard file.prefix.count > 9, file.prefix[8] == 0x7B else { return false }
    let length = (0..<8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64(file.prefix[$1]) }
    let next = file.prefix.dropFirst(9).first { $0 > 0x20 }
    return (2...UInt64(longestHeader)).contains(length) && (next == 0x22 || next == 0x7D)
  }

  static func columns(_ file: InputFile, _ rows: Int?) throws(DataError) -> MetadataTable {
    try arrays(file).columns(rows)
  }

  static func read(_ file: InputFile, _ choice: PointsChoice) throws(DataError) -> FileContent {
    try arrays(file).read(choice.tensor)
  }

  /// All tensors, where they lie.
  static func arrays(_ file: InputFile) throws(DataError) -> NamedArrays {
    let entries = try file.storage.withView { (bytes) throws(DataError) -> [SafetensorsEntry] in
      try header(bytes, file.path)
    }
    let arrays = entries.map { entry in
      NamedArray(name: entry.name, header: entry.header) { () throws(DataError) -> StoredArray in
        StoredArray(
          title: "\(file.path): tensor \(entry.name)", header: entry.header,
          storage: file.storage, offset: entry.offset)
      }
    }
    return NamedArrays(
      path: file.path, format: "safetensors", noun: "tensor", option: .tensor, arrays: arrays)
  }

  private static func header(
    _ bytes: ByteView, _ path: String
  ) throws(DataError) -> [SafetensorsEntry] {
    let length = bytes.little(0, 8)
    guard length <= bytes.count - 8 else {
      throw DataError(
        "\(path): its header announces \(grouped(length)) bytes, but only "
          + "\(grouped(bytes.count - 8)) follow; the file is cut off")
    }
    let start = 8 + length
    var header = SafetensorsHeader(
      JSONScanner(path: path, bytes: bytes, range: 8..<start), data: start..<bytes.count)
    return try header.entries()
  }
}

/// A tensor that the header describes.
struct SafetensorsEntry {
  let name: String
  let header: ArrayHeader
  /// Byte offset in the file.
  let offset: Int
}
