import Values

/// The fvecs, bvecs and ivecs of the TEXMEX corpus: for every point its dimension (i32,
/// little-endian), then so many float32, bytes or int32 (http://corpus-texmex.irisa.fr).
enum VectorRecords {
  /// What the numbers are.
  enum Kind: String, CaseIterable {
    case fvecs, bvecs, ivecs

    var type: ElementType {
      switch self {
      case .fvecs: .float32
      case .bvecs: .uint8
      case .ivecs: .int32
      }
    }
  }

  /// More dimensions than this are no such file.
  private static let mostColumns = 1_000_000
  private static let dimensionSize = 4

  /// Two records or more that fill the file and agree on their dimension; by its name also a file
  /// that is cut off.
  static func recognizes(_ file: InputFile) -> Bool { kind(of: file) != nil }

  private static func kind(of file: InputFile) -> Kind? {
    let name = Codec.plainName(file.path)
    let named = Kind.allCases.first { name.hasSuffix(".\($0.rawValue)") }
    guard let columns = columns(file) else { return nil }
    let fitting = Kind.allCases.filter { agrees(file, columns: columns, $0) }
    if let named, fitting.contains(named) || fitting.isEmpty { return named }
    guard fitting.contains(.fvecs) else { return fitting.first }
    return holdsIntegers(file, columns: columns) ? .ivecs : .fvecs
  }

  /// The first record's dimension, nil when it can be none.
  private static func columns(_ file: InputFile) -> Int? {
    guard file.prefix.count >= dimensionSize else { return nil }
    let columns = (0..<4).reversed().reduce(0) { $0 << 8 | Int(file.prefix[$1]) }
    return (1...mostColumns).contains(columns) ? columns : nil
  }

  /// Whether whole records fill the file and some, all over it, have this dimension.
  private static func agrees(_ file: InputFile, columns: Int, _ kind: Kind) -> Bool {
    let record = dimensionSize + columns * kind.type.size
    let rows = file.storage.count / record
    guard rows > 1, file.storage.count % record == 0 else { return false }
    return unsafe file.storage.withBytes { raw in
      let bytes = unsafe ByteView(raw)
      return stride(from: 0, to: rows, by: max(1, rows / 64)).allSatisfy {
        bytes.little($0 * record, dimensionSize) == columns
      }
    }
  }

  /// Whether the first numbers make sense only as integers: as floats, small integers are
  /// denormals.
  private static func holdsIntegers(_ file: InputFile, columns: Int) -> Bool {
    let first = file.prefix.dropFirst(dimensionSize).prefix(columns * 4)
    let words = stride(from: first.startIndex, through: first.endIndex - 4, by: 4).map { start in
      (0..<4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32(first[start + $1]) }
    }
    let isAllZero = words.allSatisfy { $0 == 0 }
    return !isAllZero && words.allSatisfy { $0 < 1 << 23 || Int32(bitPattern: $0) == -1 }
  }

  static func beginning(_ file: InputFile) -> Beginning? {
    guard let kind = kind(of: file), let columns = columns(file) else { return nil }
    return .records(of: file, size: dimensionSize + columns * kind.type.size)
  }

  static func read(_ file: InputFile, _: PointsChoice) throws(DataError) -> FileContent {
    guard let kind = kind(of: file), let columns = columns(file) else {
      throw DataError("\(file.path): is no file of vectors")
    }
    let record = dimensionSize + columns * kind.type.size
    let (rows, rest) = file.storage.count.quotientAndRemainder(dividingBy: record)
    try checkDimensions(file, rows: rows, columns: columns, record: record)
    guard rest == 0 else {
      throw DataError(
        "\(file.path): \(grouped(rest)) bytes follow its \(grouped(rows)) whole records of "
          + "\(grouped(columns)) \(kind.type.rawValue); the file is cut off or damaged")
    }
    let block = PointBlock(
      path: file.path, storage: file.storage, offset: dimensionSize, rows: rows,
      columns: columns, type: kind.type, gap: dimensionSize)
    return FileContent(blocks: [block], format: kind.rawValue, shape: [rows, columns])
  }

  private static func checkDimensions(
    _ file: InputFile, rows: Int, columns: Int, record: Int
  ) throws(DataError) {
    let other = unsafe file.storage.withBytes { raw in
      let bytes = unsafe ByteView(raw)
      return (0..<rows).first { bytes.little($0 * record, dimensionSize) != columns }
    }
    guard let row = other else { return }
    throw DataError(
      "\(file.path): row \(grouped(row)) (from 0, at byte \(grouped(row * record))) has not the "
        + "\(grouped(columns)) dimensions of the first; points have equally many")
  }
}
