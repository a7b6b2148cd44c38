package import Values

extension Dataset {
  /// Reads all files of `request`, checks that they fit each other, and takes the rows asked for.
  package static func read(_ request: DatasetRequest) throws(DataError) -> Dataset {
    var reader = try DatasetReader(request)
    return try reader.read()
  }
}

/// Puts the files of one request together.
private struct DatasetReader {
  private let request: DatasetRequest
  private let parts: [FileContent]
  private var notes: [String] = []

  init(_ request: DatasetRequest) throws(DataError) {
    precondition(!request.inputs.isEmpty)
    self.request = request
    var parts: [FileContent] = []
    for path in request.inputs {
      let file = try InputFile(path)
      let part = try Reader.read(file, request.choice)
      if let first = parts.first { try Self.check(part, fits: first) }
      parts.append(part)
    }
    self.parts = parts
    notes = parts.flatMap(\.notes)
  }

  private static func check(_ part: FileContent, fits first: FileContent) throws(DataError) {
    let (a, b) = (first, part)
    guard part.format == first.format else {
      throw DataError(
        "\(b.path) is \(part.format) and \(a.path) is \(first.format); inputs that are put "
          + "together are of one format")
    }
    guard a.dimensions == b.dimensions else {
      throw DataError(
        "\(b.path) has \(grouped(b.dimensions)) columns and \(a.path) has "
          + "\(grouped(a.dimensions)); "
          + "inputs that are put together have the same")
    }
    guard part.hasLooseColumns || part.columns.map(\.name) == first.columns.map(\.name) else {
      throw DataError(
        "\(b.path) has other metadata columns than \(a.path); inputs that are put together have "
          + "the same")
    }
  }

  mutating func read() throws(DataError) -> Dataset {
    let first = parts[0]
    let total = parts.reduce(0) { $0 + $1.rows }
    let names = parts.map(\.path).joined(separator: ", ")
    guard first.dimensions > 0 else { throw DataError("\(names): the points have no columns") }
    guard total > 1 else {
      throw DataError(
        "\(names): has \(total) \(total == 1 ? "row" : "rows"); a map needs 2 or more")
    }
    let rows = try selection(of: total)
    try checkMemory(rows?.count ?? total, names)
    let columns = try columns(total: total, rows: rows, names: names)
    var images = try images(total: total, names: names)
    images?.selection = rows
    var shape = first.shape
    shape[0] = total
    var dataset = Dataset(
      name: request.name ?? first.name ?? InputFile.baseName(first.path),
      points: Points(blocks: parts.flatMap(\.blocks), selection: rows), columns: columns,
      images: images,
      source: Dataset.Source(
        paths: parts.map(\.path), format: first.format, shape: shape,
        type: first.type))
    dataset.colorColumn = try color(columns)
    dataset.notes = notes
    return dataset
  }

  /// `--limit`, then `--sample`; nil: all rows.
  private mutating func selection(of total: Int) throws(DataError) -> [Int]? {
    var count = total
    if let limit = request.limit {
      if limit > total { note("--limit", limit, total) }
      count = min(limit, total)
    }
    var rows: [Int]? = count < total ? Array(0..<count) : nil
    if let sample = request.sample {
      if sample > count { note("--sample", sample, count) }
      if sample < count { rows = sampleRows(sample, of: count, seed: request.seed) }
    }
    if let rows, rows.count < 2 {
      throw DataError("--limit and --sample leave \(rows.count) point; a map needs 2 or more")
    }
    return rows
  }

  private mutating func note(_ option: String, _ asked: Int, _ there: Int) {
    notes.append(
      "\(option) \(grouped(asked)) is more than the \(grouped(there)) points there are; all are "
        + "used")
  }

  /// Refuses rows that would not even have room for their names.
  private func checkMemory(_ rows: Int, _ names: String) throws(DataError) {
    let bytes = 64.0 * Double(rows)
    guard bytes > Double(request.memory) else { return }
    throw DataError(
      "\(names): this run needs about \(number(bytes / 1e9, digits: 1)) GB for its rows' metadata "
        + "alone, more than this machine has. Use fewer points (--limit, --sample)")
  }

  /// Label first, then the points' own metadata, then the file's; Index when there is none. Of the
  /// rows asked for.
  private mutating func columns(
    total: Int, rows: [Int]?, names: String
  ) throws(DataError) -> [Column] {
    var columns = parts.count == 1 ? parts[0].columns : MergedColumns(parts).columns
    if let path = request.metadata {
      let wanted = request.join == nil ? total : nil
      let table = try MetadataTable(InputFile(path), rows: wanted)
      notes += table.notes
      if let option = request.join {
        let join = MetadataJoin(option: option, names: names, path: path)
        let joined = try join.rows(of: table.columns, for: columns)
        notes += joined.note.map { [$0] } ?? []
        columns += joined.columns
      } else {
        try check(table.columns.first?.values.count ?? 0, "rows", path, total, names)
        columns += table.columns
      }
    }
    var labels: Column?
    if let path = request.labels {
      let values = try Labels.read(path)
      try check(values.count, "labels", path, total, names)
      labels = Column(name: "Label", values: values)
    }
    var all = (labels.map { [$0] } ?? []) + columns
    if let rows { for index in all.indices { all[index].take(rows) } }
    guard columns.isEmpty else { return distinct(all) }
    return [Column(name: "Index", values: ColumnValues(rows ?? Array(0..<total)))] + all
  }

  /// Gives later columns of the same name a number.
  private mutating func distinct(_ columns: [Column]) -> [Column] {
    var taken: Set<String> = []
    return columns.map { column in
      var column = column
      let name = column.name
      var number = 2
      while !taken.insert(column.name).inserted {
        column.name = "\(name) (\(number))"
        number += 1
      }
      if column.name != name {
        notes.append("there are two columns \(name); the later one is called \(column.name)")
      }
      return column
    }
  }

  private func images(total: Int, names: String) throws(DataError) -> Images? {
    if let path = request.images {
      let images = try Images.read(InputFile(path))
      try check(images.count, "images", path, total, names)
      return images
    }
    return joinedImages()
  }

  /// IDX input is its own images; several files are joined in memory.
  private func joinedImages() -> Images? {
    let all = parts.compactMap(\.images)
    guard let first = all.first, all.count == parts.count,
      all.allSatisfy({ $0.width == first.width && $0.height == first.height })
    else { return nil }
    guard all.count > 1 else { return first }
    var bytes: [UInt8] = []
    for images in all {
      let size = images.count * images.width * images.height
      unsafe images.storage.withBytes { unsafe bytes += $0[images.offset..<images.offset + size] }
    }
    return Images(
      storage: Storage(bytes), offset: 0, count: all.reduce(0) { $0 + $1.count },
      width: first.width, height: first.height)
  }

  private func check(
    _ count: Int, _ what: String, _ path: String, _ total: Int, _ names: String
  ) throws(DataError) {
    guard count == total else {
      throw DataError(
        "\(path): has \(grouped(count)) \(what), but \(names) has \(grouped(total)) points")
    }
  }

  private func color(_ columns: [Column]) throws(DataError) -> String? {
    if let name = request.color {
      let names = columns.map(\.name)
      guard !names.contains(name) else { return name }
      let meant = suggestion(for: name, among: names).map { " Did you mean \($0)?" } ?? ""
      throw DataError(
        "--color \(name): there is no such column; there are \(names.joined(separator: ", "))."
          + meant)
    }
    if request.labels != nil { return "Label" }
    return Dataset.usualColor(of: columns)
  }
}

extension Dataset {
  /// The column that maps are colored by unless somebody says another: the first with 2 to 50
  /// values.
  fileprivate static func usualColor(of columns: [Column]) -> String? {
    columns.first { $0.name != "Index" && (2...50).contains($0.distinctCount(limit: 51)) }?.name
  }

  /// The same, of columns that were looked at.
  static func usualColor(of columns: [ColumnFacts]) -> String? {
    columns.first { column in
      let count = column.distinct.map { $0 + (column.empty > 0 ? 1 : 0) } ?? 51
      return column.name != "Index" && (2...50).contains(count)
    }?.name
  }
}
