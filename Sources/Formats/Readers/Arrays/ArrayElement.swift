import Values

/// What the cells of a stored array are.
enum ArrayElement: Sendable, Equatable {
  case number(ElementType)
  /// So many UTF-32 code units a cell, zeros at its end.
  case unicode(length: Int)
  /// So many bytes a cell, zeros at its end.
  case bytes(length: Int)
  /// Nothing that is read: what it is, and what to do instead.
  case foreign(String, advice: String)

  /// Bytes a cell; nil when they are not known.
  var size: Int? {
    switch self {
    case .number(let type): type.size
    case .unicode(let length): 4 * length
    case .bytes(let length): length
    case .foreign: nil
    }
  }

  /// For people: `float32`, `text`, `Python objects ('|O')`.
  var words: String {
    switch self {
    case .number(let type): type.rawValue
    case .unicode: "text"
    case .bytes: "bytes of text"
    case .foreign(let words, _): words
    }
  }

  /// The type, where cells are numbers.
  var number: ElementType? {
    if case .number(let type) = self { type } else { nil }
  }
}

extension ElementType {
  var isInteger: Bool {
    switch self {
    case .float16, .float32, .float64, .bfloat16, .float8e4m3, .float8e5m2, .bool: false
    case .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint64: true
    }
  }
}

/// What an array's header says.
struct ArrayHeader: Sendable, Equatable {
  var shape: [Int]
  var element: ArrayElement
  var isBigEndian = false
  /// The first axis is the fastest.
  var isFortranOrder = false

  /// `60,000 x 28 x 28 uint8`.
  var words: String {
    let sizes = shape.isEmpty ? "a single" : shape.map(grouped).joined(separator: " x ")
    return "\(sizes) \(element.words)"
  }

  /// n, if it holds one cell for each of n rows: n or n x 1.
  var cells: Int? {
    guard let rows = shape.first, shape.dropFirst().allSatisfy({ $0 == 1 }) else { return nil }
    return rows
  }

  /// Throws unless `available` bytes hold the values. `title` begins the sentence.
  func check(available: Int, _ title: String) throws(DataError) {
    guard let size = element.size else { return }
    var expected = size
    for length in shape {
      let (product, overflow) = expected.multipliedReportingOverflow(by: length)
      expected = overflow ? .max : product
      if overflow { break }
    }
    guard available >= expected else {
      let bytes = expected == .max ? "more bytes than any file has" : "\(grouped(expected)) bytes"
      throw DataError(
        "\(title): its header announces \(words), which is \(bytes), but "
          + "\(grouped(available)) follow; the file is cut off or damaged")
    }
  }
}
