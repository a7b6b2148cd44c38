import Values

/// JSON lines and JSON documents: arrays of numbers by record, the other keys as metadata.
enum JSONReader {
  /// Text whose first value is an object or an array.
  static func recognizes(_ file: InputFile) -> Bool {
    let prefix = file.prefix
    guard TextEncoding.wideRefusal(prefix) == nil else { return false }
    let mark = prefix.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let visible = prefix.dropFirst(mark).drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
    guard let first = visible.first, first == 0x7B || first == 0x5B else { return false }
    // `[0.1,0.2]<tab>text` is a table of cells.
    if let end = visible.firstIndex(of: 0x5D), visible[end...].dropFirst().first == 0x09 {
      return false
    }
    let second = visible.dropFirst().first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } ?? first
    return Array((first == 0x7B ? "\"}{" : "\"{}[]-0123456789tfnNI").utf8).contains(second)
  }

  /// Errors name file, line and byte or record.
  static func read(_ file: InputFile, _ choice: PointsChoice) throws(DataError) -> FileContent {
    let (path, storage, column) = (file.path, file.storage, choice.column)
    let layout = try storage.withView { (bytes) throws(DataError) in
      try JSONLayout(path: path, bytes: bytes, column: column)
    }
    switch layout {
    case .columns(let columns):
      return try points(JSONColumns(columns, path: path, storage: storage).read(column), "json")
    case .dictionary(let run):
      var read = try records(file, run, nil, column)
      read.notes.append(
        "\(path): each key is a point of \(grouped(read.block?.columns ?? 0)) numbers; for a table of "
          + "columns, name them with --column")
      return try points(read, "json")
    case .matrix(let run, let beside):
      var read = try records(file, run, nil, nil)
      for column in beside { read.columns += try metadata(file, column) }
      return try points(read, "json")
    case .records(let run, let names, let beside):
      var read = try records(file, run, names, column)
      for column in beside { read.columns += try metadata(file, column) }
      return try points(read, run.style == .sequence ? "jsonl" : "json")
    }
  }

  /// All keys as columns, but for long arrays of numbers.
  static func columns(_ file: InputFile, _: Int?) throws(DataError) -> MetadataTable {
    let layout = try file.storage.withView { (bytes) throws(DataError) in
      try JSONLayout(path: file.path, bytes: bytes, column: nil)
    }
    var table = MetadataTable(columns: [])
    var others: [JSONLayout.Named] = []
    switch layout {
    case .columns(let columns): others = columns
    case .matrix(_, let beside): others = beside
    case .dictionary(let run): table = try self.table(file, run, nil)
    case .records(let run, let names, let beside):
      table = try self.table(file, run, names)
      others = beside
    }
    for column in others { table.columns += try metadata(file, column) }
    let names = ColumnNames(table.columns.map(\.name), path: file.path)
    for (place, name) in names.names.enumerated() { table.columns[place].name = name }
    table.notes += names.notes
    return table
  }

  private static func table(
    _ file: InputFile, _ run: JSONRun, _ names: [String]?
  ) throws(DataError) -> MetadataTable {
    let survey = try file.storage.withView { (bytes) throws(DataError) in
      try JSONSurvey(run, path: file.path, bytes: bytes, names: names)
    }
    var fields = survey.fields
    let leftOut = PointsRule(
      fields.nodes.indices.map(survey.sketch), path: file.path, noun: "arrays of numbers"
    ).leftOut(besides: [])
    for node in leftOut.places { fields[node].role = .skipped }
    let task = JSONTask(
      path: file.path, run: run, fields: fields, columns: 0, size: file.storage.count)
    let read = try task.read(file.storage)
    let notes = (leftOut.note.map { [$0] } ?? []) + read.notes
    return MetadataTable(columns: read.columns, notes: notes)
  }

  private static func points(
    _ read: JSONTask.Result, _ format: String
  ) throws(DataError) -> FileContent {
    guard let block = read.block else { preconditionFailure("a plan without points") }
    return FileContent(
      blocks: [block], format: format, shape: [block.rows, block.columns], columns: read.columns,
      hasLooseColumns: true, notes: read.notes)
  }

  private static func records(
    _ file: InputFile, _ run: JSONRun, _ names: [String]?, _ column: String?
  ) throws(DataError) -> JSONTask.Result {
    guard run.count > 0 else { throw DataError("\(file.path): holds no records") }
    let plan = try file.storage.withView { (bytes) throws(DataError) in
      let survey = try JSONSurvey(run, path: file.path, bytes: bytes, names: names)
      return try JSONPlan(survey, path: file.path, column: column)
    }
    let task = JSONTask(
      path: file.path, run: run, fields: plan.fields, columns: plan.columns,
      size: file.storage.count)
    var result = try task.read(file.storage)
    result.notes = plan.notes + result.notes
    return result
  }

  /// A column beside the points; objects in it become columns of their own.
  private static func metadata(
    _ file: InputFile, _ column: JSONLayout.Named
  ) throws(DataError) -> [Column] {
    let task = JSONTask(
      path: file.path, run: column.run, fields: JSONFields(root: column.name), columns: 0,
      size: column.run.range.count)
    return try task.read(file.storage).columns
  }
}
