import Values

/// The IDX format of MNIST: two zero bytes, a type, a number of dimensions, their big-endian sizes,
/// the big-endian values (http://yann.lecun.com/exdb/mnist, "the IDX file format").
enum Idx {
  private static let types: [UInt8: ElementType] = [
    0x08: .uint8, 0x09: .int8, 0x0B: .int16, 0x0C: .int32, 0x0D: .float32, 0x0E: .float64,
  ]

  static func recognizes(_ file: InputFile) -> Bool {
    let prefix = file.prefix
    return prefix.count >= 4 && prefix[0] == 0 && prefix[1] == 0 && types[prefix[2]] != nil
      && (1...8).contains(prefix[3])
  }

  /// The array, whose header is checked: as many values as the file holds.
  static func array(_ file: InputFile) throws(DataError) -> StoredArray {
    guard recognizes(file), let type = types[file.prefix[2]] else {
      throw DataError("\(file.path): is not an IDX file")
    }
    let dimensions = Int(file.prefix[3])
    let length = 4 + 4 * dimensions
    guard file.prefix.count >= length else {
      throw DataError(
        "\(file.path): is cut off in its header, at byte \(file.prefix.count) of \(length)")
    }
    let shape = (0..<dimensions).map { dimension in
      (0..<4).reduce(0) { $0 << 8 | Int(file.prefix[4 + 4 * dimension + $1]) }
    }
    var header = ArrayHeader(shape: shape, element: .number(type))
    header.isBigEndian = true
    let available = file.storage.count - length
    try header.check(available: available, file.path)
    let expected = shape.reduce(type.size, *)
    guard available == expected else {
      throw DataError(
        "\(file.path): its header announces \(header.words), which is \(grouped(expected)) bytes, "
          + "but \(grouped(available)) follow; the file is damaged")
    }
    return StoredArray(title: file.path, header: header, storage: file.storage, offset: length)
  }

  /// Points, unsigned bytes as 0 to 1, and images when these have three dimensions.
  static func read(_ file: InputFile, _: PointsChoice) throws(DataError) -> FileContent {
    let array = try array(file)
    let shape = array.header.shape
    guard shape.count > 1 else {
      throw DataError(
        "\(file.path): has one dimension (\(grouped(shape[0])) values); points need two or more. "
          + "Labels go to --labels")
    }
    var block = try array.block()
    if block.type == .uint8 { block.divisor = 255 }
    return FileContent(blocks: [block], format: "idx", shape: shape, images: array.images)
  }

  /// One label a point, as decimal text.
  static func labels(_ file: InputFile) throws(DataError) -> [String] {
    let array = try array(file)
    guard array.header.shape.count == 1 else {
      throw DataError(
        "\(file.path): has \(array.header.shape.count) dimensions; labels have one")
    }
    guard let type = array.header.element.number, type.isInteger else {
      throw DataError("\(file.path): holds \(array.header.element.words); labels are integers")
    }
    return try array.cells().texts
  }
}
