/// points.bytes or points.tsv: the original vectors.
struct PointsTensor {
  /// The page lists no tensor of one column, and shows nothing of two.
  private static let fewestColumns = 3

  private let points: Points

  private let format: TensorFormat

  init(_ points: Points, _ format: TensorFormat) {
    self.points = points
    self.format = format
  }

  func write(to folder: OutputFolder, notes: inout [String]) throws(DataError) -> TensorFile {
    let width = points.columns
    let columns = max(width, Self.fewestColumns)
    let stream = TensorStream(
      stem: "points", format: format, rows: points.rows, columns: columns)
    if columns > width {
      notes.append(
        "\(stream.name): TensorBoard's page needs \(columns) columns, so zeros stand beside the "
          + "\(width) of the points")
    }
    return try unsafe stream.write(to: folder, notes: &notes) { (rows, buffer) throws(DataError) in
      let dense = unsafe UnsafeMutableBufferPointer(rebasing: buffer[..<(rows.count * width)])
      try unsafe points.copyRows(rows, into: dense)
      if columns > width { unsafe spread(buffer, rows: rows.count, from: width, to: columns) }
    }
  }

  /// Moves dense rows apart, the last one first, and fills up with zeros.
  private func spread(
    _ buffer: UnsafeMutableBufferPointer<Float>, rows: Int, from width: Int, to columns: Int
  ) {
    for row in (0..<rows).reversed() {
      for column in (0..<columns).reversed() {
        unsafe buffer[row * columns + column] = column < width ? buffer[row * width + column] : 0
      }
    }
  }
}
