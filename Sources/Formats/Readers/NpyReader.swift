/// NumPy's .npy format, versions 1 to 3
/// (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html).
enum Npy {
  private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  static func recognizes(_ file: InputFile) -> Bool { file.prefix.starts(with: magic) }

  /// The array's header, checked against the file's size.
  struct StoredArray {
    let type: ElementType
    let isBigEndian: Bool
    let isFortranOrder: Bool
    let shape: [Int]
    /// Bytes before the values.
    let offset: Int
  }

  static func header(_ file: InputFile) throws(DataError) -> StoredArray {
    try file.storage.withView { (bytes) throws(DataError) -> StoredArray in
      let range = try headerRange(bytes, file.path)
      guard let text = bytes.text(range) else {
        throw DataError("\(file.path): the header is not text; the file is damaged")
      }
      let parsed = try NpyHeader(text, path: file.path)
      let (type, isBigEndian) = try element(parsed.descr, file.path)
      try checkSize(parsed.shape, type, bytes.count - range.upperBound, file.path)
      return StoredArray(
        type: type, isBigEndian: isBigEndian, isFortranOrder: parsed.isFortranOrder,
        shape: parsed.shape, offset: range.upperBound)
    }
  }

  private static func headerRange(
    _ bytes: ByteView, _ path: String
  ) throws(DataError) -> Range<Int> {
    guard bytes.count >= 10 else { throw DataError("\(path): is cut off in its header") }
    let version = bytes[6]
    guard (1...3).contains(version) else {
      throw DataError("\(path): has .npy version \(version).\(bytes[7]); versions 1 to 3 are read")
    }
    let start = version == 1 ? 10 : 12
    guard bytes.count >= start else { throw DataError("\(path): is cut off in its header") }
    let length = (8..<start).reversed().reduce(0) { $0 << 8 | Int(bytes[$1]) }
    guard length <= bytes.count - start else {
      throw DataError(
        "\(path): its header announces \(grouped(length)) bytes, but only "
          + "\(grouped(bytes.count - start)) follow; the file is cut off or damaged")
    }
    return start..<start + length
  }

  /// The element type of a `descr` such as `<f4`.
  private static func element(
    _ descr: String, _ path: String
  ) throws(DataError) -> (ElementType, isBigEndian: Bool) {
    let types: [String: ElementType] = [
      "f2": .float16, "f4": .float32, "f8": .float64, "i1": .int8, "i2": .int16, "i4": .int32,
      "i8": .int64, "u1": .uint8, "u2": .uint16, "u4": .uint32, "u8": .uint64,
    ]
    guard let order = descr.first, "<>=|".contains(order),
      let type = types[String(descr.dropFirst())]
    else {
      throw DataError(
        "\(path): holds \(words(for: descr)); floats (f2, f4, f8) and integers (i1 to i8, u1 to "
          + "u8) are read")
    }
    return (type, order == ">")
  }

  private static func words(for descr: String) -> String {
    let kinds: [Character: String] = [
      "O": "Python objects", "b": "booleans", "c": "complex numbers", "U": "text", "S": "bytes",
      "V": "records", "M": "dates", "m": "time spans", "[": "records", "f": "wide floats",
    ]
    let kind = descr.first { !"<>=|".contains($0) }.flatMap { kinds[$0] } ?? "an unknown type"
    return "\(kind) ('\(String(descr.prefix(20)))')"
  }

  private static func checkSize(
    _ shape: [Int], _ type: ElementType, _ found: Int, _ path: String
  ) throws(DataError) {
    var expected = type.size
    for size in shape {
      let (product, overflow) = expected.multipliedReportingOverflow(by: size)
      expected = overflow ? .max : product
      if overflow { break }
    }
    guard found >= expected else {
      let words = shape.map(grouped).joined(separator: " x ")
      let bytes = expected == .max ? "more bytes than any file has" : "\(grouped(expected)) bytes"
      throw DataError(
        "\(path): its header announces \(words) \(type.rawValue), which is \(bytes), but "
          + "\(grouped(found)) follow; the file is cut off or damaged")
    }
  }

  /// Points: the first axis counts them, the others are flattened.
  static func read(_ file: InputFile, _: PointsChoice) throws(DataError) -> ReadPoints {
    let array = try header(file)
    guard array.shape.count > 1 else {
      let words = array.shape.isEmpty ? "a single number" : "one dimension"
      throw DataError(
        "\(file.path): has \(words); points need two dimensions, a row for each point")
    }
    let columns = array.shape.dropFirst().reduce(1, *)
    let storage: Storage
    var offset = array.offset
    let flattens = array.isFortranOrder && array.shape.count > 2
    if flattens {
      storage = try FortranOrder(array).rowMajor(file)
      offset = 0
    } else {
      storage = file.storage
    }
    var block = PointBlock(
      path: file.path, storage: storage, offset: offset, rows: array.shape[0], columns: columns,
      type: array.type)
    block.isBigEndian = array.isBigEndian
    block.isFortranOrder = array.isFortranOrder && !flattens
    return ReadPoints(block: block, format: "npy", shape: array.shape, images: nil)
  }

  /// One integer a point, as decimal text: n or n x 1.
  static func labels(_ file: InputFile) throws(DataError) -> [String] {
    let array = try header(file)
    let rows = array.shape.first ?? 0
    guard array.shape.count == 1 || array.shape.count == 2 && array.shape[1] == 1 else {
      let words = array.shape.map(grouped).joined(separator: " x ")
      throw DataError("\(file.path): has shape \(words); labels have one number a point")
    }
    guard array.type.isInteger else {
      throw DataError(
        "\(file.path): holds \(array.type.rawValue); labels are integers, or text, one a line")
    }
    return unsafe file.storage.withBytes { bytes in
      (0..<rows).map { row in
        unsafe bytes.integerText(
          at: array.offset + row * array.type.size, array.type, isBigEndian: array.isBigEndian)
      }
    }
  }
}

extension ElementType {
  var isInteger: Bool {
    switch self {
    case .float16, .float32, .float64: false
    default: true
    }
  }
}

extension UnsafeRawBufferPointer {
  /// The integer of this type at byte `offset`, as decimal text.
  fileprivate func integerText(
    at offset: Int, _ type: ElementType, isBigEndian: Bool
  ) -> String {
    func text<T: FixedWidthInteger & BitwiseCopyable>(_: T.Type) -> String {
      let value = unsafe loadUnaligned(fromByteOffset: offset, as: T.self)
      return String(isBigEndian ? value.byteSwapped : value)
    }
    switch type {
    case .int8: return text(Int8.self)
    case .int16: return text(Int16.self)
    case .int32: return text(Int32.self)
    case .int64: return text(Int64.self)
    case .uint8: return text(UInt8.self)
    case .uint16: return text(UInt16.self)
    case .uint32: return text(UInt32.self)
    default: return text(UInt64.self)
    }
  }
}
