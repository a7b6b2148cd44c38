import Values

/// One tensor's file: numbers as text, a line a point, or raw little-endian float32.
struct ProjectorTensor {
  private let file: InputFile
  private let shape: [Int]

  /// `shape`: [n, d] as the configuration says, or empty.
  init(_ file: InputFile, shape: [Int]) {
    self.file = file
    self.shape = shape
  }

  func read() throws(DataError) -> FileContent {
    let isRaw = file.path.hasSuffix(".bytes") || !TextEncoding.isText(file.prefix)
    return isRaw ? try raw() : try text()
  }

  /// Needs the shape, of which the file's size is the measure.
  private func raw() throws(DataError) -> FileContent {
    guard shape.count == 2 else {
      throw DataError(
        "\(file.path): is raw float32, but the configuration gives no tensor_shape of two numbers for it"
      )
    }
    let (cells, a) = shape[0].multipliedReportingOverflow(by: shape[1])
    let (size, b) = cells.multipliedReportingOverflow(by: 4)
    guard !a, !b, shape.allSatisfy({ $0 >= 0 }), size == file.storage.count else {
      throw DataError(
        "\(file.path): has \(grouped(file.storage.count)) bytes, but the configuration announces "
          + "\(grouped(shape[0])) x \(grouped(shape[1])) float32")
    }
    let block = PointBlock(
      path: file.path, storage: file.storage, offset: 0, rows: shape[0], columns: shape[1],
      type: .float32)
    return FileContent(blocks: [block], format: "projector", shape: shape)
  }

  private func text() throws(DataError) -> FileContent {
    // A tensor has no header, even where its first row counts 0, 1, 2.
    var choice = PointsChoice()
    choice.header = .no
    let read = try DelimitedReader.read(path: file.path, storage: file.storage, choice: choice)
    let found = [read.block.rows, read.block.columns]
    guard shape.isEmpty || shape == found else {
      let words = { (shape: [Int]) in shape.map(grouped).joined(separator: " x ") }
      throw DataError(
        "\(file.path): holds \(words(found)) numbers, but the configuration announces "
          + words(shape))
    }
    return FileContent(
      blocks: [read.block], format: "projector", shape: found, columns: read.columns,
      notes: read.notes)
  }
}
