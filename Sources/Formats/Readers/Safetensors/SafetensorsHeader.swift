import Values

/// Reads the header of a safetensors file: an object of tensors by name, each with `dtype`, `shape`
/// and `data_offsets`, and `__metadata__`, which says nothing of points.
struct SafetensorsHeader {
  private var scanner: JSONScanner
  /// Where the tensors' bytes lie.
  private let data: Range<Int>

  init(_ scanner: JSONScanner, data: Range<Int>) {
    self.scanner = scanner
    self.data = data
  }

  /// Every tensor in the header's order, its place checked. Errors name the file and the tensor.
  mutating func entries() throws(DataError) -> [SafetensorsEntry] {
    var entries: [SafetensorsEntry] = []
    var names: Set<String> = []
    try scanner.expect(0x7B, "an object of tensors")
    guard !scanner.take(0x7D) else { return [] }
    repeat {
      let name = try scanner.characters(try scanner.key())
      guard names.insert(name).inserted else {
        throw DataError("\(scanner.path): has two tensors called \(name); the file is damaged")
      }
      if name == "__metadata__" {
        _ = try scanner.skipValue()
      } else {
        entries.append(try entry(name))
      }
    } while try scanner.takeComma(orEnd: 0x7D)
    return entries
  }

  private mutating func entry(_ name: String) throws(DataError) -> SafetensorsEntry {
    var type: String?
    var shape: [Int]?
    var offsets: [Int] = []
    try scanner.expect(0x7B, "an object that describes tensor \(name)")
    repeat {
      switch try scanner.characters(try scanner.key()) {
      case "dtype": type = try scanner.characters(try scanner.string())
      case "shape": shape = try sizes()
      case "data_offsets": offsets = try sizes()
      default: _ = try scanner.skipValue()
      }
    } while try scanner.takeComma(orEnd: 0x7D)
    guard let type, let shape, offsets.count == 2 else {
      throw DataError(
        "\(scanner.path): tensor \(name) has no dtype, shape and pair of data_offsets; the file is "
          + "damaged")
    }
    let header = ArrayHeader(shape: shape, element: Self.element(type))
    try check(header, offsets, name)
    return SafetensorsEntry(name: name, header: header, offset: data.lowerBound + offsets[0])
  }

  /// An array of whole numbers, none negative.
  private mutating func sizes() throws(DataError) -> [Int] {
    var sizes: [Int] = []
    try scanner.expect(0x5B, "an array of sizes")
    guard !scanner.take(0x5D) else { return [] }
    repeat {
      let start = scanner
      let text = scanner.bytes.text(scanner.word()) ?? ""
      guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let size = Int(text) else {
        throw start.failure("expected a whole number that a file can hold")
      }
      sizes.append(size)
    } while try scanner.takeComma(orEnd: 0x5D)
    return sizes
  }

  private func check(_ header: ArrayHeader, _ offsets: [Int], _ name: String) throws(DataError) {
    let title = "\(scanner.path): tensor \(name)"
    guard offsets[0] <= offsets[1] else {
      throw DataError("\(title): ends before it begins; the file is damaged")
    }
    guard offsets[1] <= data.count else {
      throw DataError(
        "\(title): lies at bytes \(grouped(offsets[0])) to \(grouped(offsets[1])) behind the "
          + "header, but \(grouped(data.count)) follow it; the file is cut off")
    }
    try header.check(available: offsets[1] - offsets[0], title)
  }

  private static func element(_ type: String) -> ArrayElement {
    if let number = numbers[type] { return .number(number) }
    if type == "C64" {
      return .foreign("complex numbers (C64)", advice: "Save their real and imaginary parts")
    }
    return .foreign("numbers of type \(type.prefix(20))", advice: "Save them as F16, BF16 or F32")
  }

  private static let numbers: [String: ElementType] = [
    "BOOL": .bool, "U8": .uint8, "I8": .int8, "I16": .int16, "U16": .uint16, "I32": .int32,
    "U32": .uint32, "I64": .int64, "U64": .uint64, "F16": .float16, "BF16": .bfloat16,
    "F32": .float32, "F64": .float64, "F8_E4M3": .float8e4m3, "F8_E5M2": .float8e5m2,
  ]
}
