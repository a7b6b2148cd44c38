import Values

/// Metadata from the arrays that lie beside the points, and what to say of those that are none.
struct ArrayColumns {
  private(set) var columns: [Column] = []
  private(set) var notes: [String] = []

  private let path: String
  private let noun: String
  /// n, the number of points.
  private let rows: Int

  init(path: String, noun: String, rows: Int) {
    self.path = path
    self.noun = noun
    self.rows = rows
  }

  /// Makes a column of each array of `rows` cells, in their order.
  mutating func take(_ arrays: [NamedArray]) throws(DataError) {
    var unused: [NamedArray] = []
    for array in arrays {
      if array.header.cells != rows {
        unused.append(array)
      } else if case .foreign(let words, _) = array.header.element {
        notes.append("\(path): \(noun) \(array.name) holds \(words), which is not read as metadata")
      } else {
        try take(array)
      }
    }
    noteColumns()
    guard !unused.isEmpty else { return }
    notes.append(
      "\(path): not used, being no metadata of \(grouped(rows)) points: \(NamedArrays.list(unused))"
    )
  }

  private mutating func take(_ array: NamedArray) throws(DataError) {
    let (texts, repaired) = try array.load().cells()
    columns.append(Column(name: array.name, values: texts))
    guard repaired > 0 else { return }
    notes.append(
      "\(path): \(noun) \(array.name): \(grouped(repaired)) cells are no valid text; U+FFFD stands "
        + "for what is none")
  }

  private mutating func noteColumns() {
    guard !columns.isEmpty else { return }
    let shown = columns.prefix(8).map(\.name)
    let rest = columns.count - shown.count
    let words = listed(rest > 0 ? shown + ["\(rest) more"] : Array(shown))
    notes.append("\(path): metadata: \(words)")
  }
}
