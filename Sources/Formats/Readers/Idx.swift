/// The IDX format of MNIST: two zero bytes, a type, a number of dimensions, their big-endian sizes,
/// the values (http://yann.lecun.com/exdb/mnist, "the IDX file format").
enum Idx {
  /// What the header says.
  struct Header {
    let sizes: [Int]
    /// Bytes before the values.
    let length: Int
    var count: Int { sizes.reduce(1, *) }
  }

  private static let types: [UInt8: String] = [
    0x08: "unsigned bytes", 0x09: "signed bytes", 0x0B: "16-bit integers", 0x0C: "32-bit integers",
    0x0D: "32-bit floats", 0x0E: "64-bit floats",
  ]

  static func recognizes(_ file: InputFile) -> Bool {
    let prefix = file.prefix
    return prefix.count >= 4 && prefix[0] == 0 && prefix[1] == 0 && types[prefix[2]] != nil
      && (1...8).contains(prefix[3])
  }

  /// Reads and checks the header: unsigned bytes, as many values as the file holds.
  static func header(_ file: InputFile) throws(DataError) -> Header {
    try file.storage.withView { (bytes) throws(DataError) -> Header in
      guard bytes[2] == 0x08 else {
        let found = types[bytes[2]] ?? "type \(bytes[2])"
        throw DataError("\(file.path): holds \(found); of IDX files only unsigned bytes are read")
      }
      let dimensions = Int(bytes[3])
      let length = 4 + 4 * dimensions
      guard bytes.count >= length else {
        throw DataError(
          "\(file.path): is cut off in its header, at byte \(bytes.count) of \(length)")
      }
      var sizes: [Int] = []
      var expected = 1
      for dimension in 0..<dimensions {
        let size = (0..<4).reduce(0) { $0 << 8 | Int(bytes[4 + 4 * dimension + $1]) }
        sizes.append(size)
        let (product, overflow) = expected.multipliedReportingOverflow(by: size)
        guard !overflow else { throw mismatch(file.path, sizes, bytes.count - length) }
        expected = product
      }
      guard bytes.count - length == expected else {
        throw mismatch(file.path, sizes, bytes.count - length)
      }
      return Header(sizes: sizes, length: length)
    }
  }

  private static func mismatch(_ path: String, _ sizes: [Int], _ found: Int) -> DataError {
    let shape = sizes.map(grouped).joined(separator: " x ")
    return DataError(
      "\(path): its header announces \(shape) bytes, found \(grouped(found)) after the header")
  }

  /// Points, and images when the file has three dimensions.
  static func read(_ file: InputFile, _: PointsChoice) throws(DataError) -> ReadPoints {
    let header = try header(file)
    guard header.sizes.count > 1 else {
      throw DataError(
        "\(file.path): has one dimension (\(grouped(header.count)) values); points need two or "
          + "more. Labels go to --labels")
    }
    var block = PointBlock(
      path: file.path, storage: file.storage, offset: header.length, rows: header.sizes[0],
      columns: header.sizes.dropFirst().reduce(1, *), type: .uint8)
    block.divisor = 255
    return ReadPoints(
      block: block, format: "idx", shape: header.sizes, images: images(file, header))
  }

  /// The images that `file` holds.
  static func images(_ file: InputFile) throws(DataError) -> Images {
    guard recognizes(file) else {
      throw DataError("\(file.path): is not an IDX file; --images takes IDX images")
    }
    let header = try header(file)
    guard let images = images(file, header) else {
      throw DataError(
        "\(file.path): has \(header.sizes.count) dimensions; images have three: count, height, "
          + "width")
    }
    return images
  }

  private static func images(_ file: InputFile, _ header: Header) -> Images? {
    guard header.sizes.count == 3, header.sizes[1] > 0, header.sizes[2] > 0 else { return nil }
    return Images(
      storage: file.storage, offset: header.length, count: header.sizes[0],
      width: header.sizes[2], height: header.sizes[1])
  }

  /// One label a point, as decimal text.
  static func labels(_ file: InputFile) throws(DataError) -> [String] {
    let header = try header(file)
    guard header.sizes.count == 1 else {
      throw DataError(
        "\(file.path): has \(header.sizes.count) dimensions; labels have one")
    }
    return try file.storage.withView { (bytes) throws(DataError) -> [String] in
      let names = (0..<256).map(String.init)
      return (0..<header.count).map { names[Int(bytes[header.length + $0])] }
    }
  }
}
