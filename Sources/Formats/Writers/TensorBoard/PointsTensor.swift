import Values

/// points.bytes or points.tsv: the original vectors.
struct PointsTensor {
  /// The page lists no tensor of one column, and shows nothing of two.
  private static let fewestColumns = 3

  private let points: Points
  private let stream: TensorStream

  init(_ points: Points, _ format: TensorFormat) {
    self.points = points
    stream = TensorStream(
      stem: "points", format: format, rows: points.rows,
      columns: max(points.columns, Self.fewestColumns))
  }

  var file: TensorFile { stream.file }

  /// Returns notes.
  func write(to folder: OutputFolder) throws(DataError) -> [String] {
    let (width, columns) = (points.columns, stream.columns)
    var notes: [String] = []
    if columns > width {
      notes.append(
        "\(stream.name): TensorBoard's page needs \(columns) columns, so zeros stand beside the "
          + "\(width) of the points")
    }
    _ = try unsafe stream.write(to: folder, notes: &notes) { (rows, buffer) throws(DataError) in
      let dense = unsafe UnsafeMutableBufferPointer(rebasing: buffer[..<(rows.count * width)])
      try unsafe points.copyRows(rows, into: dense)
      if columns > width { unsafe spread(buffer, rows: rows.count, from: width, to: columns) }
    }
    return notes
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
