import Values

/// `<method>.bytes` or `.tsv`: a layout as a tensor of its own, which the page shows at once.
///
/// Always n x 3, with z = 0 for a flat map: the page shows nothing of two columns. A flat map is
/// turned and shifted so that it keeps its shape there (`SquareView`); one in space stays as it is.
struct LayoutTensor {
  private let layout: Layout
  private let format: TensorFormat

  init(_ layout: Layout, _ format: TensorFormat) {
    self.layout = layout
    self.format = format
  }

  func write(to folder: OutputFolder, notes: inout [String]) throws(DataError) -> TensorFile {
    let stream = TensorStream(
      stem: layout.method, format: format, rows: layout.rows, columns: 3)
    let view = layout.components == 2 ? SquareView(layout) : nil
    return try unsafe stream.write(to: folder, notes: &notes) { (rows, buffer) throws(DataError) in
      for (i, row) in rows.enumerated() {
        let start = row * layout.components
        if let view {
          let place = view(layout.coordinates[start], layout.coordinates[start + 1])
          unsafe (buffer[i * 3], buffer[i * 3 + 1], buffer[i * 3 + 2]) = (place.x, place.y, 0)
        } else {
          for axis in 0..<3 { unsafe buffer[i * 3 + axis] = layout.coordinates[start + axis] }
        }
      }
    }
  }
}
