import Values

/// A run of records, and how to read them: the work that its blocks share.
struct JSONTask: Sendable {
  let path: String
  let run: JSONRun
  let fields: JSONFields
  /// d; 0 where there is nothing but metadata.
  let columns: Int
  /// More metadata columns than this would take much more room than the text itself.
  let mostColumns: Int

  struct Result {
    var block: PointBlock?
    var columns: [Column]
    var notes: [String]
  }

  init(path: String, run: JSONRun, fields: JSONFields, columns: Int, size: Int) {
    self.path = path
    self.run = run
    self.fields = fields
    self.columns = columns
    mostColumns = max(8, size / 2 / max(1, run.count))
  }

  func read(_ storage: Storage) throws(DataError) -> Result {
    guard columns > 0 else { return result(nil, try parts(storage, nil)) }
    let (numbers, overflow) = run.count.multipliedReportingOverflow(by: columns)
    guard !overflow, numbers <= storage.count / 2 + 1 else {
      // The text is too short for them: one of the records lacks numbers, and is named here.
      _ = try parts(storage, nil)
      throw DataError("\(path): \(grouped(run.count)) records lack numbers")
    }
    var read: [JSONRows.Part] = []
    let block = try FloatRows.block(path: path, rows: run.count, columns: columns) {
      (rows) throws(DataError) in
      read = try parts(storage, rows)
    }
    return result(block, read)
  }

  private func parts(_ storage: Storage, _ rows: FloatRows?) throws(DataError) -> [JSONRows.Part] {
    try ParallelBlocks.map(run.blocks.count) { (index) throws(DataError) in
      try storage.withView { (bytes) throws(DataError) in
        var reading = JSONRows(self, block: run.blocks[index], bytes: bytes, rows: rows)
        try reading.readAll()
        bytes.release(run.blocks[index].range)
        return reading.part
      }
    }
  }

  private func result(_ block: PointBlock?, _ parts: [JSONRows.Part]) -> Result {
    var columns = MergedColumns(rows: run.count)
    if run.style == .members { columns.add("key", parts.flatMap(\.keys), from: 0) }
    for (part, block) in zip(parts, run.blocks) {
      for node in part.fields.nodes {
        if let column = node.column {
          columns.add(node.path, part.cells[column], from: block.first)
        }
      }
    }
    let leftOut = parts.reduce(0) { $0 + $1.leftOut }
    let notes =
      leftOut == 0
      ? [] : ["\(path): \(grouped(leftOut)) values of keys that few records have are left out"]
    return Result(block: block, columns: columns.columns, notes: notes)
  }
}
