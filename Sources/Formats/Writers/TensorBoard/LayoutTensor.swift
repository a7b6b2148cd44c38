/// `<method>.bytes`: a layout as a tensor of its own, which the page shows at once.
///
/// Always n x 3, with z = 0 for a flat map: the page shows nothing of two columns.
struct LayoutTensor {
  private let layout: Layout

  init(_ layout: Layout) { self.layout = layout }

  func write(to folder: OutputFolder, notes: inout [String]) throws(DataError) -> TensorFile {
    let width = layout.components
    let stream = TensorStream(name: "\(layout.method).bytes", rows: layout.rows, columns: 3)
    return try unsafe stream.write(to: folder, notes: &notes) { (rows, buffer) throws(DataError) in
      for (i, row) in rows.enumerated() {
        for column in 0..<3 {
          let value = column < width ? layout.coordinates[row * width + column] : 0
          unsafe buffer[i * 3 + column] = value
        }
      }
    }
  }
}
