import Synchronization
package import Values

/// The rows that TensorBoard shows. Its page asks for 100,000 at most, so of more points all of its
/// files hold the same random sample, in the input's order, with the input's row numbers beside it.
package struct TensorBoardSample: Sendable {
  package static let limit = 100_000
  package static let indexColumn = "Index"

  /// The sampled rows, ascending; nil: all.
  package let rows: [Int]?
  /// The projection of these rows: points, columns, images and layouts. Its components are sampled
  /// too, its neighbor graph is left out.
  package let projection: Projection
  package let notes: [String]

  /// `limit` is a parameter for tests alone. Errors: a layout with a number that is not finite.
  package init(of projection: Projection, seed: UInt64, limit: Int = limit) throws(DataError) {
    for layout in projection.layouts { try layout.requireFinite() }
    let count = projection.dataset.points.rows
    var shown = projection
    shown.graph = nil
    var notes: [String] = []
    if count > limit {
      let rows = sampleRows(limit, of: count, seed: seed)
      shown = shown.rows(rows)
      self.rows = rows
      notes.append(
        "TensorBoard shows \(grouped(limit)) points at most: its files hold a random sample of "
          + "\(grouped(limit)) of the \(grouped(count)) points (seed \(seed)); the other files hold all of them"
      )
    } else {
      rows = nil
    }
    if count > limit || shown.dataset.columns.isEmpty { shown.dataset.addIndex() }
    self.projection = shown
    self.notes = notes
  }
}

/// The sample, drawn once for all the writers that run side by side.
package final class SharedTensorBoardSample: Sendable {
  private let drawn = Mutex<Result<TensorBoardSample, DataError>?>(nil)

  package init() {}

  /// Of a run's only projection. Whoever comes first draws it; others wait.
  package func of(_ projection: Projection, seed: UInt64) throws(DataError) -> TensorBoardSample {
    try drawn.withLock { drawn in
      if let drawn { return drawn }
      let result = Result { () throws(DataError) in
        try TensorBoardSample(of: projection, seed: seed)
      }
      drawn = result
      return result
    }.get()
  }
}

extension Projection {
  /// These rows alone, ascending.
  fileprivate func rows(_ rows: [Int]) -> Projection {
    var result = self
    result.dataset.points.selection = rows.map(dataset.inputRow)
    if let images = dataset.images {
      result.dataset.images?.selection = rows.map { images.selection?[$0] ?? $0 }
    }
    for place in dataset.columns.indices { result.dataset.columns[place].take(rows) }
    result.layouts = layouts.map { layout in
      var sampled = layout
      sampled.coordinates = gather(rows, of: layout.coordinates, width: layout.components)
      return sampled
    }
    if let components {
      result.components?.scores = gather(rows, of: components.scores, width: components.count)
    }
    return result
  }

  private func gather(_ rows: [Int], of values: [Float], width: Int) -> [Float] {
    var result: [Float] = []
    result.reserveCapacity(rows.count * width)
    for row in rows { result += values[row * width..<(row + 1) * width] }
    return result
  }
}

extension Dataset {
  /// Puts the row numbers in the input first, unless a column of that name is there.
  mutating func addIndex() {
    let name = TensorBoardSample.indexColumn
    guard !columns.contains(where: { $0.name == name }) else { return }
    let values = ColumnValues((0..<points.rows).map(inputRow))
    columns.insert(Column(name: name, values: values), at: 0)
  }
}

extension Layout {
  /// Neither JSON nor the page knows NaN or infinity.
  fileprivate func requireFinite() throws(DataError) {
    guard let i = coordinates.firstIndex(where: { !$0.isFinite }) else { return }
    throw DataError(
      "the \(title) map has no finite place for point \(i / components) (\(coordinates[i])). "
        + "Use other parameters, for example a smaller --learning-rate.")
  }
}
