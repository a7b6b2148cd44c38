import Values

/// Reads one block of a run of records: numbers into the rows of the points, the rest into
/// metadata.
struct JSONRows {
  /// The metadata of a block.
  struct Part: Sendable {
    /// Metadata cells by key, "" where a record lacks it.
    var cells: [[String]] = []
    /// The keys, those that first appear here included.
    var fields: JSONFields
    /// Records' own keys, where an object's members are the records.
    var keys: [String] = []
    /// Values whose key came when there were too many columns already.
    var leftOut = 0
  }

  private(set) var part: Part

  private let run: JSONRun
  private let block: JSONRun.Block
  private let mostColumns: Int
  private let mostNodes: Int
  private let rows: FloatRows?
  private var scanner: JSONScanner
  /// The point of this record, and how many of its numbers have come.
  private var row: [Float]
  private var found = 0
  /// The record that each number of the point is of, so that a key that comes twice counts once.
  private var filled: [Int]
  private var record = 0

  init(_ task: JSONTask, block: JSONRun.Block, bytes: ByteView, rows: FloatRows?) {
    part = Part(fields: task.fields)
    run = task.run
    self.block = block
    mostColumns = task.mostColumns
    mostNodes = task.fields.nodes.count + task.mostColumns
    self.rows = rows
    scanner = JSONScanner(path: task.path, bytes: bytes, range: block.range)
    row = Array(repeating: 0, count: task.columns)
    filled = Array(repeating: -1, count: task.columns)
  }

  mutating func readAll() throws(DataError) {
    for index in 0..<block.count {
      record = index
      _ = scanner.peek()
      let start = scanner
      if run.style == .members {
        let key = try scanner.key()
        part.keys.append(try scanner.characters(key))
      }
      found = 0
      try value(of: JSONFields.root, depth: 0)
      guard found == row.count else { throw missing(start) }
      if !row.isEmpty { rows?.store(row, row: block.first + index) }
      try separate()
    }
    guard scanner.peek() == nil else { throw scanner.failure("expected the end") }
    for column in part.cells.indices { pad(column, to: block.count) }
  }

  /// Moves over the comma behind a record, which stands between two and nowhere else.
  private mutating func separate() throws(DataError) {
    guard run.style != .sequence else { return }
    let isLast = block.first + record + 1 == run.count
    if isLast {
      guard scanner.peek() == nil else { throw scanner.failure("expected the end of the list") }
    } else {
      try scanner.expect(0x2C, "a comma")
    }
  }

  private mutating func value(of node: Int, depth: Int) throws(DataError) {
    switch part.fields[node].role {
    case .field: try field(node, depth: depth)
    case .vector: try vector(node)
    case .point(let place): try number(node, place)
    case .row: try cells(of: node, depth: depth)
    case .skipped: _ = try scanner.skipValue()
    }
  }

  private mutating func vector(_ node: Int) throws(DataError) {
    let next = scanner.peek()
    let start = scanner
    var count = 0
    guard next == nil || next == 0x22 || next == 0x5B else { throw noVector(node) }
    if next == 0x22 {
      let text = try scanner.string()
      var inner = JSONScanner(path: scanner.path, bytes: scanner.bytes, range: text.range)
      count = try JSONVector.read(&inner, into: &row)
    } else {
      count = try JSONVector.read(&scanner, into: &row)
    }
    guard count == row.count else {
      throw start.fault(
        "\(title(node)): expected \(grouped(row.count)) numbers, found \(grouped(count))")
    }
    found = count
  }

  private mutating func noVector(_ node: Int) -> DataError {
    let start = scanner
    let expected = "\(title(node)): expected an array of \(grouped(row.count)) numbers"
    let isNull = scanner.isWord(scanner.word(), "null")
    return start.failure(expected, advice: isNull ? "; leave out records without one" : "")
  }

  private mutating func number(_ node: Int, _ place: Int) throws(DataError) {
    _ = scanner.peek()
    let start = scanner
    guard let number = DecimalNumber(scanner.bytes, scanner.word()) else {
      throw start.failure("\(title(node)): expected a number")
    }
    row[place] = number.float
    found += filled[place] == record ? 0 : 1
    filled[place] = record
  }

  private mutating func cells(of node: Int, depth: Int) throws(DataError) {
    let start = scanner
    try scanner.expect(0x5B, "an array of cells")
    var place = 0
    let children = part.fields[node].children
    if !scanner.take(0x5D) {
      repeat {
        guard place < children.count else {
          throw start.fault("expected \(children.count) cells in a row, found more")
        }
        try value(of: children[place], depth: depth + 1)
        place += 1
      } while try scanner.takeComma(orEnd: 0x5D)
    }
    guard place == children.count else {
      throw start.fault("expected \(children.count) cells in a row, found \(place)")
    }
  }

  /// An object's keys are fields of their own; all else is text.
  private mutating func field(_ node: Int, depth: Int) throws(DataError) {
    let next = scanner.peek()
    if next == 0x7B, depth < JSONSurvey.depth { return try object(node, depth: depth) }
    if next == 0x5B, depth < JSONSurvey.depth, JSONVector.holdsOneObject(scanner) {
      try scanner.expect(0x5B, "an array")
      try object(node, depth: depth + 1)
      return try scanner.expect(0x5D, "]")
    }
    guard node != JSONFields.root || !part.fields[node].path.isEmpty else {
      throw scanner.failure("expected a record like the first ones, an object")
    }
    try store(try text(), node)
  }

  private mutating func text() throws(DataError) -> String {
    if scanner.peek() == 0x22 { return try scanner.characters(try scanner.string()) }
    let start = scanner
    let range = try scanner.skipValue()
    if scanner.isWord(range, "null") { return "" }
    guard let text = scanner.bytes.text(range) else { throw start.failure("expected UTF-8 text") }
    return text
  }

  private mutating func object(_ node: Int, depth: Int) throws(DataError) {
    try scanner.expect(0x7B, "an object")
    guard !scanner.take(0x7D) else { return }
    var guess = 0
    repeat {
      let key = try scanner.key()
      var child = part.fields.child(of: node, scanner.bytes, key.range, guess: guess)
      if child == nil, part.fields.nodes.count < mostNodes {
        let name = try scanner.characters(key)
        child = part.fields.add(to: node, key: scanner.bytes.copy(key.range), name: name)
      }
      if let child {
        try value(of: child, depth: depth + 1)
      } else {
        part.leftOut += 1
        _ = try scanner.skipValue()
      }
      guess += 1
    } while try scanner.takeComma(orEnd: 0x7D)
  }

  private mutating func store(_ text: String, _ node: Int) throws(DataError) {
    let column: Int
    if let known = part.fields[node].column {
      column = known
    } else {
      guard part.cells.count < mostColumns else {
        part.leftOut += 1
        return
      }
      column = part.cells.count
      part.fields[node].column = column
      part.cells.append([])
    }
    pad(column, to: record)
    // The last of two equal keys counts, as in Python.
    if part.cells[column].count > record {
      part.cells[column][record] = text
    } else {
      part.cells[column].append(text)
    }
  }

  private mutating func pad(_ column: Int, to count: Int) {
    while part.cells[column].count < count { part.cells[column].append("") }
  }

  private func title(_ node: Int) -> String {
    let number = "record \(grouped(block.first + record + 1))"
    return part.fields[node].path.isEmpty ? number : "\(number): \"\(part.fields[node].path)\""
  }

  /// The error for a record that lacks numbers.
  private func missing(_ start: JSONScanner) -> DataError {
    let vector = part.fields.nodes.first { $0.role == .vector }?.path
    let what = vector.map { "has no \"\($0)\"" } ?? "has \(found) of \(row.count) numbers"
    return start.fault("record \(grouped(block.first + record + 1)) \(what)")
  }
}
