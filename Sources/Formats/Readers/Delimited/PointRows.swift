import Values

/// Reads the records of a part of a table of numbers into float32 rows and metadata cells.
struct PointRows: Sendable {
  private(set) var rows = 0
  private(set) var columns: [[String]]

  private let plan: ColumnPlan
  private let decimal: UInt8
  /// How many columns of points follow one another from each column on.
  private let runs: [Int]
  private var scanner: CellScanner

  /// `scanner` stands at the beginning of a record.
  init(_ plan: ColumnPlan, _ scanner: CellScanner) {
    self.plan = plan
    decimal = scanner.dialect.decimal
    self.scanner = scanner
    var runs = plan.roles.map { $0 == .point ? 1 : 0 }
    for index in runs.indices.dropLast().reversed() where runs[index] > 0 {
      runs[index] += runs[index + 1]
    }
    self.runs = runs
    columns = plan.metadataNames.map { _ in [] }
  }

  /// The byte behind the last record.
  var position: Int { scanner.position }
  /// The line that stands there.
  var line: Int { scanner.line }

  /// Reads the records that begin before the byte `end`, each into its row of `target`, which has
  /// room for all of them.
  mutating func read(
    until end: Int, into target: UnsafeMutableBufferPointer<Float>
  ) throws(DataError) {
    let width = plan.pointColumns
    while scanner.position < end {
      let start = (scanner.position, scanner.line)
      let isThere = scanner.findRecord()
      guard isThere, scanner.position < end else {
        // Blank lines alone are left: they end where this part does.
        if isThere { scanner.move(to: end, line: start.1 + blankLines(start.0..<end)) }
        return
      }
      precondition((rows + 1) * width <= target.count)
      try unsafe readRecord(
        UnsafeMutableBufferPointer(rebasing: target[rows * width..<(rows + 1) * width]))
      rows += 1
    }
  }

  private func blankLines(_ range: Range<Int>) -> Int {
    range.count { scanner.bytes[$0] == Dialect.lineFeed }
  }

  private mutating func readRecord(
    _ target: UnsafeMutableBufferPointer<Float>
  ) throws(DataError) {
    let start = scanner
    var column = 0
    var point = 0
    var isOpen = true
    while isOpen {
      if column < runs.count, runs[column] > 0 {
        let taken = unsafe scanner.takeNumbers(
          into: UnsafeMutableBufferPointer(rebasing: target[point..<point + runs[column]]))
        column += taken.count
        point += taken.count
        if taken.endsRecord { break }
      }
      let cell = try scanner.next()
      if column < plan.roles.count, plan.roles[column] == .list {
        try unsafe readList(cell, column, target)
      } else if let number = try read(cell, column, start) {
        unsafe target[point] = number
        point += 1
      }
      column += 1
      isOpen = !cell.endsRecord
    }
    if let error = column == plan.roles.count ? nil : raggedRecord(start) { throw error }
    if let order = plan.order {
      let given = unsafe Array(target)
      for (index, place) in order.enumerated() { unsafe target[place] = given[index] }
    }
  }

  /// The number of a cell; nil where it is metadata, which is kept.
  private mutating func read(
    _ cell: CellScanner.Cell, _ column: Int, _ start: CellScanner
  ) throws(DataError) -> Float? {
    guard column < plan.roles.count else { throw raggedRecord(start) ?? fault(cell, column - 1) }
    switch plan.roles[column] {
    case .point:
      guard let number = DecimalNumber(scanner.bytes, cell.range, decimal: decimal) else {
        throw raggedRecord(start) ?? fault(cell, column)
      }
      return number.float
    case .metadata(let index):
      columns[index].append(try scanner.text(cell, title: plan.title(column)))
      return nil
    case .list, .skipped: return nil
    }
  }

  /// All numbers of the point, which one cell holds.
  private func readList(
    _ cell: CellScanner.Cell, _ column: Int, _ target: UnsafeMutableBufferPointer<Float>
  ) throws(DataError) {
    var list = ListCell(scanner.bytes, cell.range)
    let title = plan.title(column)
    let result = list.read { place, value in
      if place < target.count { unsafe target[place] = value }
    }
    switch result {
    case .success(target.count): return
    case .success(let count):
      throw DataError(
        "\(scanner.path):\(cell.line): \(title): expected \(grouped(target.count)) numbers, "
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
        + "found \(scanner.bytes.excerpt(range))\(advice(range))")
  }

  /// What to do with a number that is written unlike the first ones.
  private func advice(_ range: Range<Int>) -> String {
    if decimal == Dialect.point {
      return Dialect.isDecimalComma(scanner.bytes, range)
        ? "; write its decimal comma as a point, like the numbers of the first rows" : ""
    }
    return DecimalNumber(scanner.bytes, range) != nil
      ? "; the numbers of the first rows have decimal commas, so write a comma here, too" : ""
  }
}
