package import Values

extension Inspection {
  /// Looks at the file or folder at `path`. Errors: those of reading it.
  package static func of(_ path: String, _ choice: PointsChoice) throws(DataError) -> Inspection {
    let opened = try InspectedFile(path)
    try opened.reader.check(choice, opened.file)
    let inspector = Inspector(opened: opened, choice: choice)
    var inspection = try inspector.inspect(path)
    inspection.choice = choice.given.flatMap { [$0.option.rawValue, $0.value] } + inspection.choice
    return inspection
  }
}

/// Fills an inspection.
private struct Inspector {
  let opened: InspectedFile
  let choice: PointsChoice

  /// Arrays of metadata of more bytes than this are not loaded for examples.
  private static let mostCellBytes = 4 << 20

  func inspect(_ path: String) throws(DataError) -> Inspection {
    var inspection = Inspection(
      path: path, format: opened.reader.name,
      title: opened.reader.title(of: opened.reader.name), name: InputFile.baseName(path))
    inspection.bytes = opened.bytes
    inspection.codec = opened.codec?.name
    if let arrays = try opened.reader.arrays?(opened.file) {
      try describe(arrays, in: &inspection)
    } else {
      try describe(try read(), in: &inspection)
    }
    inspection.title = opened.reader.title(of: inspection.format)
    inspection.color = Dataset.usualColor(of: inspection.columns)
    inspection.problem = inspection.problem ?? problem(inspection)
    return inspection
  }

  private func read() throws(DataError) -> FileContent {
    guard let beginning = opened.beginning else {
      return try opened.reader.read(opened.file, choice)
    }
    return try opened.reader.read(InputFile(opened.file.path, beginning.storage), choice)
  }

  private func describe(
    _ read: FileContent, in inspection: inout Inspection
  ) throws(DataError) {
    var points = Inspection.Points(
      shape: read.shape, columns: read.dimensions, type: read.type.rawValue)
    if let beginning = opened.beginning {
      inspection.sampledRows = read.rows
      points.isEstimate = beginning.rows == nil
      points.shape[0] =
        beginning.rows ?? Inspection.rounded(Double(read.rows) / max(1e-12, beginning.share))
    }
    inspection.format = read.format
    inspection.notes = read.notes
    inspection.columns = read.columns.map(ColumnFacts.init)
    inspection.pictures = read.images.map { ($0.width, $0.height) }
    do throws(DataError) {
      try points.look(at: Values.Points(blocks: read.blocks))
    } catch {
      inspection.problem = error.message
    }
    inspection.points = points
  }

  private func describe(
    _ arrays: NamedArrays, in inspection: inout Inspection
  ) throws(DataError) {
    inspection.format = arrays.format
    let name = arrays.option == .array ? choice.array : choice.tensor
    var chosen: NamedArray?
    do throws(DataError) {
      chosen = try arrays.points(name)
    } catch {
      // With a name, or with nothing that could be points, there is nothing to choose.
      guard name == nil, let largest = arrays.largestCandidate else { throw error }
      inspection.problem = error.message
      inspection.choice = [arrays.option.rawValue, largest.name]
    }
    let rows = chosen?.header.shape.first
    for array in arrays.arrays {
      var part = Inspection.Part(
        name: array.name, shape: array.header.shape, type: array.header.element.words,
        role: chosen == nil ? .open : .unused)
      if array.name == chosen?.name {
        part.role = .points
      } else if let rows, array.header.cells == rows, array.header.element.size != nil {
        part.role = .metadata
        try addColumn(array, rows, to: &inspection)
      } else if chosen == nil, array.canBePoints {
        part.role = .candidate
      }
      inspection.parts.append(part)
    }
    inspection.points = chosen.map { array in
      Inspection.Points(
        shape: array.header.shape, columns: array.header.shape.dropFirst().reduce(1) { $0 &* $1 },
        type: array.header.element.words)
    }
  }

  private func addColumn(
    _ array: NamedArray, _ rows: Int, to inspection: inout Inspection
  ) throws(DataError) {
    guard let size = array.header.element.size, rows <= Self.mostCellBytes / max(1, size) else {
      return
    }
    let cells = try array.load().cells()
    inspection.columns.append(ColumnFacts(Column(name: array.name, values: cells.texts)))
  }

  /// What `project` would say of the number of points.
  private func problem(_ inspection: Inspection) -> String? {
    guard let points = inspection.points else { return nil }
    let rows = points.shape.first ?? 0
    if points.columns == 0 { return "\(inspection.path): the points have no columns" }
    guard rows < 2 else { return nil }
    return
      "\(inspection.path): has \(rows) \(rows == 1 ? "row" : "rows"); a map needs 2 or more"
  }
}

extension Inspection {
  /// To two digits: an estimate is no better.
  fileprivate static func rounded(_ value: Double) -> Int {
    guard value.isFinite, value < 1e18 else { return .max }
    var step = 1.0
    while value / step >= 100 { step *= 10 }
    return Int((value / step).rounded() * step)
  }
}

extension Inspection.Points {
  /// Looks at the numbers of the first points. Throws at one that is not finite.
  fileprivate mutating func look(at points: Values.Points) throws(DataError) {
    let most = 1 << 20
    guard points.rows > 0, points.columns > 0, points.columns <= most else { return }
    let rows = min(points.rows, 1000, most / points.columns)
    var values = [Float](repeating: 0, count: rows * points.columns)
    var failure: DataError?
    unsafe values.withUnsafeMutableBufferPointer { target in
      do throws(DataError) {
        try unsafe points.copyRows(0..<rows, into: target)
      } catch {
        failure = error
      }
    }
    first = Array(values.prefix(min(4, points.columns)))
    if let failure { throw failure }
    if let least = values.min(), let largest = values.max() { range = least...largest }
  }
}
