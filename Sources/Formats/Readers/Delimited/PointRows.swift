/// Reads the records of a table of numbers into float32 rows and metadata cells, in one pass.
struct PointRows {
  /// The points, row-major float32 in this machine's byte order.
  private(set) var floats: [UInt8] = []
  private(set) var rows = 0
  private(set) var columns: [[String]]

  private let plan: ColumnPlan
  private var scanner: CellScanner
  private var row: [Float]

  init(_ plan: ColumnPlan, _ scanner: CellScanner) {
    self.plan = plan
    self.scanner = scanner
    row = Array(repeating: 0, count: plan.pointColumns)
    columns = plan.metadataNames.map { _ in [] }
  }

  mutating func readAll() throws(DataError) {
    reserve()
    if plan.hasHeader { _ = try scanner.record() }
    while scanner.findRecord() { try readRecord() }
  }

  /// Room for a row in each line, but never more than the cells that the text can hold: a number and
  /// its delimiter are two bytes at least.
  private mutating func reserve() {
    let bytes = scanner.bytes
    let lines = bytes.occurrences(of: Dialect.lineFeed) + 1
    let (most, isTooMany) = lines.multipliedReportingOverflow(by: row.count * 4)
    floats.reserveCapacity(isTooMany ? bytes.count * 2 : min(most, (bytes.count + 1) * 2))
  }

  private mutating func readRecord() throws(DataError) {
    let start = scanner
    var column = 0
    var point = 0
    var isOpen = true
    while isOpen {
      let cell = try scanner.next()
      guard column < plan.roles.count else { throw raggedRecord(start) ?? fault(cell, column - 1) }
      switch plan.roles[column] {
      case .point:
        guard let number = DecimalNumber(scanner.bytes, cell.range) else {
          throw raggedRecord(start) ?? fault(cell, column)
        }
        row[plan.order?[point] ?? point] = number.float
        point += 1
      case .list: try readList(cell, column)
      case .skipped: break
      case .metadata(let index):
        columns[index].append(try scanner.text(cell, title: plan.title(column)))
      }
      column += 1
      isOpen = !cell.endsRecord
    }
    if let error = column == plan.roles.count ? nil : raggedRecord(start) { throw error }
    unsafe row.withUnsafeBytes { unsafe floats.append(contentsOf: $0) }
    rows += 1
  }

  /// All numbers of the point, which one cell holds.
  private mutating func readList(_ cell: CellScanner.Cell, _ column: Int) throws(DataError) {
    var list = ListCell(scanner.bytes, cell.range)
    let title = plan.title(column)
    var values = row
    let result = list.read { place, value in
      if place < values.count { values[place] = value }
    }
    row = values
    switch result {
    case .success(row.count): return
    case .success(let count):
      throw DataError(
        "\(scanner.path):\(cell.line): \(title): expected \(grouped(row.count)) numbers, "
          + "found \(grouped(count))")
    case .failure(.shortened):
      throw DataError(ListCell.shortened(scanner.path, cell.line, title))
    case .failure(.open):
      throw DataError("\(scanner.path):\(cell.line): \(title): its bracket is never closed")
    case .failure(.noNumber(let piece)):
      throw DataError(
        "\(scanner.path):\(cell.line): \(title): expected a number, "
          + "found \(scanner.bytes.excerpt(piece))")
    }
  }

  /// The error for a record of too few or too many cells, nil when their number is right.
  private func raggedRecord(_ start: CellScanner) -> DataError? {
    var scanner = start
    guard let cells = (try? scanner.record()) ?? nil, cells.count != plan.roles.count else {
      return nil
    }
    return DataError(
      "\(start.path):\(start.line): expected \(plan.recordSize), found \(cells.count)")
  }

  private func fault(_ cell: CellScanner.Cell, _ column: Int) -> DataError {
    var range = cell.range
    while let byte = range.first.map({ scanner.bytes[$0] }), byte == 0x20 {
      range = range.dropFirst()
    }
    return DataError(
      "\(scanner.path):\(cell.line): \(plan.title(column)): expected a number, "
        + "found \(scanner.bytes.excerpt(range))")
  }
}
