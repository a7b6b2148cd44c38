import Values

/// A table of columns: `{"x0": [0.1, 0.2], "label": ["a", "b"]}`.
struct JSONColumns {
  private let path: String
  private let storage: Storage
  private let columns: [JSONLayout.Named]
  private let rows: Int

  /// Throws when the columns are not of one length.
  init(_ columns: [JSONLayout.Named], path: String, storage: Storage) throws(DataError) {
    self.path = path
    self.storage = storage
    self.columns = columns
    rows = columns.first?.run.count ?? 0
    guard let other = columns.first(where: { $0.run.count != rows }) else { return }
    throw DataError(
      "\(path): \"\(other.name)\" has \(grouped(other.run.count)) values, \"\(columns[0].name)\" has "
        + "\(grouped(rows)); columns are of one length")
  }

  /// The columns of numbers are the points, or those that `--column` names; the others are
  /// metadata.
  func read(_ choice: String?) throws(DataError) -> JSONTask.Result {
    let points = try points(choice)
    guard !points.isEmpty else {
      let names = columns.prefix(12).map(\.name).joined(separator: ", ")
      throw DataError("\(path): holds no column of numbers among \(names)")
    }
    // Every number takes two bytes of text at least, so this fits what was read.
    var block = try FloatRows.block(path: path, rows: points.count, columns: rows) {
      (target) throws(DataError) in
      _ = try ParallelBlocks.map(points.count) { (index) throws(DataError) in
        try read(columns[points[index]], row: index, of: target)
      }
    }
    block = block.transposed
    var metadata: [Column] = []
    let rest = Set(columns.indices).subtracting(points)
    for place in rest.sorted() {
      let fields = JSONFields(root: columns[place].name)
      metadata += try task(columns[place], fields, numbers: 0).read(storage).columns
        .filter { columns[place].run.style != .members || $0.name != "key" }
    }
    return JSONTask.Result(block: block, columns: metadata, notes: [])
  }

  private func points(_ choice: String?) throws(DataError) -> [Int] {
    if let choice { return try ColumnList(choice).places(in: columns.map(\.name), of: path) }
    var sketches: [ColumnSketch] = []
    for column in columns {
      let survey = try storage.withView { (bytes) throws(DataError) in
        try JSONSurvey(column.run, path: path, bytes: bytes, names: nil, root: column.name)
      }
      sketches.append(survey.sketch(JSONFields.root))
    }
    return PointsRule(sketches, path: path, noun: "arrays of numbers").numbers
  }

  private func task(_ column: JSONLayout.Named, _ fields: JSONFields, numbers: Int) -> JSONTask {
    JSONTask(
      path: path, run: column.run, fields: fields, columns: numbers, size: column.run.range.count)
  }

  private func read(
    _ column: JSONLayout.Named, row: Int, of target: FloatRows
  ) throws(DataError) {
    let fields = JSONFields(root: column.name, role: .point(0))
    let read = try task(column, fields, numbers: 1).read(storage)
    guard let block = read.block else { return }
    var values = [Float](repeating: 0, count: rows)
    unsafe values.withUnsafeMutableBufferPointer { buffer in
      unsafe block.copy(0..<rows, into: buffer)
    }
    target.store(values, row: row)
  }
}

extension PointBlock {
  /// The same numbers, its rows as columns.
  fileprivate var transposed: PointBlock {
    var block = PointBlock(
      path: path, storage: storage, offset: offset, rows: columns, columns: rows, type: type)
    block.isBigEndian = isBigEndian
    block.isFortranOrder = true
    return block
  }
}
