import Values

/// NumPy's .npy format, versions 1 to 3
/// (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html).
enum Npy {
  private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  static func recognizes(_ file: InputFile) -> Bool { file.prefix.starts(with: magic) }

  /// Points: the first axis counts them, the others are flattened.
  static func read(_ file: InputFile, _: PointsChoice) throws(DataError) -> FileContent {
    let array = try array(file)
    var points = FileContent(
      blocks: [try array.block()], format: "npy", shape: array.header.shape,
      images: array.thumbnails)
    if let note = remainder(of: array) { points.notes.append(note) }
    return points
  }

  /// The array of `file`, whose header is checked against the file's size.
  static func array(_ file: InputFile) throws(DataError) -> StoredArray {
    try file.storage.withView { (bytes) throws(DataError) -> StoredArray in
      let range = try headerRange(bytes, total: bytes.count, file.path)
      let header = try header(bytes, range, total: bytes.count, file.path)
      return StoredArray(
        title: file.path, header: header, storage: file.storage, offset: range.upperBound)
    }
  }

  /// Where the header's text lies. `bytes` may be a beginning of `total` bytes.
  static func headerRange(
    _ bytes: ByteView, total: Int, _ title: String
  ) throws(DataError) -> Range<Int> {
    guard bytes.count >= 10, bytes.copy(0..<6) == magic else {
      throw DataError("\(title): is cut off in its header")
    }
    let version = bytes[6]
    guard (1...3).contains(version) else {
      throw DataError("\(title): has .npy version \(version).\(bytes[7]); versions 1 to 3 are read")
    }
    let start = version == 1 ? 10 : 12
    guard bytes.count >= start else { throw DataError("\(title): is cut off in its header") }
    let length = bytes.little(8, start - 8)
    guard length <= total - start else {
      throw DataError(
        "\(title): its header announces \(grouped(length)) bytes, but only "
          + "\(grouped(total - start)) follow; the file is cut off or damaged")
    }
    return start..<start + length
  }

  /// What the text in `range` says, checked against `total` bytes.
  static func header(
    _ bytes: ByteView, _ range: Range<Int>, total: Int, _ title: String
  ) throws(DataError) -> ArrayHeader {
    guard let text = bytes.text(range) else {
      throw DataError("\(title): the header is not text; the file is damaged")
    }
    let parsed = try NpyHeader(text, path: title)
    let type = NpyType(parsed.descr)
    let header = ArrayHeader(
      shape: parsed.shape, element: type.element, isBigEndian: type.isBigEndian,
      isFortranOrder: parsed.isFortranOrder)
    try header.check(available: total - range.upperBound, title)
    return header
  }

  /// What to say of bytes behind the array; NumPy leaves them alone, too.
  private static func remainder(of array: StoredArray) -> String? {
    guard let size = array.header.element.size else { return nil }
    let end = array.offset + array.header.shape.reduce(size, *)
    let rest = array.storage.count - end
    guard rest > 0 else { return nil }
    return "\(array.title): \(grouped(rest)) bytes behind its array are not read"
  }

  /// One label a point, as text: n or n x 1 integers, booleans or texts.
  static func labels(_ file: InputFile) throws(DataError) -> [String] {
    let array = try array(file)
    guard array.header.cells != nil else {
      let words = array.header.shape.map(grouped).joined(separator: " x ")
      throw DataError("\(file.path): has shape \(words); labels have one value a point")
    }
    if let type = array.header.element.number, !type.isInteger, type != .bool {
      throw DataError(
        "\(file.path): holds \(type.rawValue); labels are integers, booleans or text")
    }
    return try array.cells().texts
  }
}
