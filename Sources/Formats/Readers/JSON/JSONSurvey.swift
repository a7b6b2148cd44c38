import Values

/// What the first records of a run hold, key by key: the ground on which the points are chosen.
struct JSONSurvey {
  struct Counts {
    var numbers = 0
    /// Arrays of nothing but numbers, written as such or in a string.
    var vectors = 0
    /// Of the first of them.
    var length = 0
    /// Everything else but nulls.
    var others = 0
  }

  private static let mostRecords = 64
  /// Keys behind so many are not looked at; they become metadata.
  private static let mostKeys = 100_000
  /// Objects are taken apart down to this depth; deeper ones are text.
  static let depth = 8

  private(set) var fields: JSONFields
  /// For each of the fields' nodes.
  private(set) var counts: [Counts] = [Counts()]
  private(set) var records = 0
  private var scanner: JSONScanner

  /// Looks at the first records of `run`. `names`: of the columns, where records are arrays.
  init(
    _ run: JSONRun, path: String, bytes: ByteView, names: [String]?, root: String = ""
  ) throws(DataError) {
    fields = JSONFields(root: root)
    scanner = JSONScanner(path: path, bytes: bytes, range: run.blocks.first?.range)
    if let names { makeRow(names) }
    for _ in 0..<min(run.blocks.first?.count ?? 0, Self.mostRecords) {
      if run.style == .members { _ = try scanner.key() }
      try value(of: JSONFields.root, depth: 0)
      records += 1
      if run.style != .sequence { _ = scanner.take(0x2C) }
    }
  }

  /// What the values of a node are.
  func sketch(_ node: Int) -> ColumnSketch {
    let (field, counts) = (fields[node], counts[node])
    let name = field.key.isEmpty ? field.path : String(decoding: field.key, as: UTF8.self)
    let kind: ColumnSketch.Kind =
      if counts.vectors * 2 >= max(1, records) {
        .lists(counts.length)
      } else if counts.numbers > 0, counts.numbers >= counts.others + counts.vectors {
        .numbers
      } else {
        .others
      }
    return ColumnSketch(name, title: field.path, kind)
  }

  private mutating func makeRow(_ names: [String]) {
    fields[JSONFields.root].role = .row
    for name in names { _ = add(to: JSONFields.root, key: Array(name.utf8), name: name) }
  }

  private mutating func add(to parent: Int, key: [UInt8], name: String) -> Int {
    counts.append(Counts())
    return fields.add(to: parent, key: key, name: name)
  }

  private mutating func value(of node: Int, depth: Int) throws(DataError) {
    switch scanner.peek() {
    case 0x7B where depth < Self.depth: try object(node, depth: depth)
    case 0x5B: try array(node, depth: depth)
    case 0x22:
      let text = try scanner.string()
      if let length = JSONVector.length(inText: text.range, scanner) {
        addVector(node, length)
      } else {
        counts[node].others += 1
      }
    default:
      let word = try scanner.skipValue()
      if scanner.isNumber(word) {
        counts[node].numbers += 1
      } else if !scanner.isWord(word, "null") {
        counts[node].others += 1
      }
    }
  }

  private mutating func addVector(_ node: Int, _ length: Int) {
    if counts[node].vectors == 0 { counts[node].length = length }
    counts[node].vectors += 1
  }

  private mutating func object(_ node: Int, depth: Int) throws(DataError) {
    try scanner.expect(0x7B, "an object")
    guard !scanner.take(0x7D) else { return }
    var guess = 0
    repeat {
      let key = try scanner.key()
      if let child = try child(of: node, key, guess: guess) {
        try value(of: child, depth: depth + 1)
      } else {
        _ = try scanner.skipValue()
      }
      guess += 1
    } while try scanner.takeComma(orEnd: 0x7D)
  }

  private mutating func child(
    of node: Int, _ key: JSONScanner.Text, guess: Int
  ) throws(DataError) -> Int? {
    let bytes = scanner.bytes
    if let child = fields.child(of: node, bytes, key.range, guess: guess) { return child }
    guard fields.nodes.count < Self.mostKeys else { return nil }
    return add(to: node, key: bytes.copy(key.range), name: try scanner.characters(key))
  }

  private mutating func array(_ node: Int, depth: Int) throws(DataError) {
    if fields[node].role == .row { return try row(node, depth: depth) }
    if let length = JSONVector.length(at: scanner) {
      addVector(node, length)
      _ = try scanner.skipValue()
    } else if JSONVector.holdsOneObject(scanner), depth < Self.depth {
      try scanner.expect(0x5B, "an array")
      try object(node, depth: depth + 1)
      try scanner.expect(0x5D, "]")
    } else if node == JSONFields.root, records == 0 {
      fields[node].role = .row
      try row(node, depth: depth)
    } else {
      counts[node].others += 1
      _ = try scanner.skipValue()
    }
  }

  /// Cells by their places.
  private mutating func row(_ node: Int, depth: Int) throws(DataError) {
    try scanner.expect(0x5B, "an array")
    guard !scanner.take(0x5D) else { return }
    var place = 0
    repeat {
      if place == fields[node].children.count, fields.nodes.count < Self.mostKeys, records == 0 {
        _ = add(to: node, key: [], name: "Column \(place + 1)")
      }
      if place < fields[node].children.count {
        try value(of: fields[node].children[place], depth: depth + 1)
      } else {
        _ = try scanner.skipValue()
      }
      place += 1
    } while try scanner.takeComma(orEnd: 0x5D)
  }
}
