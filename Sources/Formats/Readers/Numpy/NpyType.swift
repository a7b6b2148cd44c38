import Values

/// The type of an .npy array, from a `descr` such as `<f4`.
struct NpyType {
  let element: ArrayElement
  let isBigEndian: Bool

  init(_ descr: String) {
    let order = descr.first.flatMap { "<>=|".contains($0) ? $0 : nil }
    let code = order == nil ? descr : String(descr.dropFirst())
    isBigEndian = order == ">"
    if let type = Self.numbers[code] {
      element = .number(type)
    } else if code.first == "U", let length = Self.length(code), length <= Int.max / 4 {
      element = .unicode(length: length)
    } else if code.first == "S" || code.first == "a", let length = Self.length(code) {
      element = .bytes(length: length)
    } else {
      element = Self.foreign(descr, code)
    }
  }

  private static let numbers: [String: ElementType] = [
    "f2": .float16, "f4": .float32, "f8": .float64, "i1": .int8, "i2": .int16, "i4": .int32,
    "i8": .int64, "u1": .uint8, "u2": .uint16, "u4": .uint32, "u8": .uint64, "b1": .bool,
  ]

  /// Characters a cell, one or more: NumPy writes no text without room.
  private static func length(_ code: String) -> Int? {
    let digits = code.dropFirst()
    guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let length = Int(digits) else {
      return nil
    }
    return length > 0 ? length : nil
  }

  private static func foreign(_ descr: String, _ code: String) -> ArrayElement {
    let shown = "('\(String(descr.prefix(20)))')"
    switch code.first {
    case "O":
      return .foreign(
        "Python objects \(shown)",
        advice: "Save plain numbers, for example numpy.stack(array), without pickling")
    case "V" where code == "V1" || code == "V2":
      return .foreign(
        "bytes without a type \(shown)",
        advice: "NumPy saves bfloat16 and 8-bit floats so; save array.astype('float32') instead")
    case "c":
      return .foreign("complex numbers \(shown)", advice: "Save their real and imaginary parts")
    case "f":
      return .foreign("wide floats \(shown)", advice: "Save array.astype('float64') instead")
    case "M": return .foreign("dates \(shown)", advice: "")
    case "m": return .foreign("time spans \(shown)", advice: "")
    case "V", "[": return .foreign("records \(shown)", advice: "Save their columns as one matrix")
    default: return .foreign("an unknown type \(shown)", advice: "")
    }
  }
}
