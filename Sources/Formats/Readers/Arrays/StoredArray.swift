import Values

/// An array as it lies in bytes that hold all of it.
struct StoredArray {
  /// What errors call it: the file, and the array in it where it holds several.
  let title: String
  let header: ArrayHeader
  let storage: Storage
  /// Byte offset of the first value.
  let offset: Int

  /// Points: the first axis counts them, the others are flattened, in C order.
  func block() throws(DataError) -> PointBlock {
    guard case .number(let type) = header.element else { throw noNumbers }
    guard header.shape.count > 1 else {
      let words = header.shape.isEmpty ? "a single number" : "one dimension"
      throw DataError(
        "\(title): has \(words); points need two dimensions, a row for each point")
    }
    // Even no rows at all must be so short that their bytes can be counted.
    var rowBytes = type.size
    for size in header.shape.dropFirst() {
      let (product, overflow) = rowBytes.multipliedReportingOverflow(by: size)
      guard !overflow else { throw DataError("\(title): \(header.words) is no shape of points") }
      rowBytes = product
    }
    let columns = rowBytes / type.size
    var block = PointBlock(
      path: title, storage: storage, offset: offset, rows: header.shape[0], columns: columns,
      type: type)
    block.isBigEndian = header.isBigEndian
    block.isFortranOrder = header.isFortranOrder
    if header.isFortranOrder, header.shape.count > 2, block.rows > 0, columns > 0 {
      block.columnOrder = fortranOrder(of: header.shape.dropFirst())
    }
    return block
  }

  private var noNumbers: DataError {
    var advice = ""
    if case .foreign(_, let words) = header.element, !words.isEmpty { advice = ". " + words }
    return DataError(
      "\(title): holds \(header.element.words); points are floats, integers or booleans\(advice)")
  }
}

/// Where the elements of an array of this shape, counted in C order, lie in Fortran order.
private func fortranOrder(of shape: ArraySlice<Int>) -> [Int] {
  var places = [0]
  var step = 1
  for size in shape {
    places = places.flatMap { place in (0..<size).map { place + $0 * step } }
    step *= size
  }
  return places
}
