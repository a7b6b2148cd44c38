import Values

/// How a JSON document holds its points.
enum JSONLayout {
  /// The values of one column.
  typealias Named = (name: String, run: JSONRun)

  /// One record a point: an object, or an array of numbers, or one of cells whose columns have
  /// `names`; and more columns beside them.
  case records(JSONRun, names: [String]?, beside: [Named])
  /// The array of arrays that is the points, and columns beside it.
  case matrix(JSONRun, beside: [Named])
  /// Columns of as many values each.
  case columns([Named])
  /// Arrays of numbers by key, which could be either; taken for one record a key.
  case dictionary(JSONRun)

  /// Finds the records in lines, in an array, or in an object and the objects in it.
  init(path: String, bytes: ByteView, column: String?) throws(DataError) {
    var scanner = JSONScanner(path: path, bytes: bytes)
    guard let first = scanner.peek() else { throw DataError("\(path): holds nothing but spaces") }
    let start = scanner.position
    var skipper = JSONSkipper(bytes: bytes, position: start)
    skipper.skipValue()
    if skipper.isCutOff {
      _ = try scanner.skipValue()
    }
    if skipper.findValue() {
      self = .records(JSONRun(.sequence, bytes, from: start), names: nil, beside: [])
      return
    }
    guard skipper.position == bytes.count else {
      throw JSONScanner(path: path, bytes: bytes, range: skipper.position..<bytes.count)
        .failure("expected the end of the file")
    }
    if first == 0x7B {
      self = try JSONObjectLayout(path: path, bytes: bytes, start: start, column: column).layout()
    } else {
      self = Self.array(bytes, start)
    }
  }

  private static func array(_ bytes: ByteView, _ start: Int) -> JSONLayout {
    var inner = JSONSkipper(bytes: bytes, position: start + 1)
    let holdsRecords =
      bytes[start] == 0x5B && inner.findValue() && bytes[inner.position] | 0x20 == 0x7B
    let run =
      holdsRecords
      ? JSONRun(.elements, bytes, from: start + 1) : JSONRun(.sequence, bytes, from: start)
    return .records(run, names: nil, beside: [])
  }
}

/// The search for points in one JSON object: the shapes that pandas and the makers of embeddings
/// and of vector databases write.
private struct JSONObjectLayout {
  let path: String
  let bytes: ByteView
  let start: Int
  let column: String?
  private let members: [JSONOutline.Member]

  init(path: String, bytes: ByteView, start: Int, column: String?) throws(DataError) {
    self.path = path
    self.bytes = bytes
    self.start = start
    self.column = column
    members = try JSONOutline(path: path, bytes: bytes, start: start).members
  }

  func layout() throws(DataError) -> JSONLayout {
    if let layout = keyed(start) { return layout }
    if let layout = try split() { return layout }
    if let matrix = try matrix() {
      let run = JSONRun(.elements, bytes, from: matrix.start + 1)
      return .matrix(run, beside: beside(run.count))
    }
    let records = members.filter(\.isRecords).map { JSONRun(.elements, bytes, from: $0.start + 1) }
    if let most = records.max(by: { $0.count < $1.count }) {
      return .records(most, names: nil, beside: [])
    }
    for member in members where member.kind == .object {
      if let layout = keyed(member.start) { return layout }
    }
    return lists() ?? .records(JSONRun(.sequence, bytes, from: start), names: nil, beside: [])
  }

  /// `{"a": {"x": 1}, "b": {"x": 2}}`: records by key, or pandas' columns of cells by row.
  private func keyed(_ start: Int) -> JSONLayout? {
    let keyed = JSONKeyed(bytes, start)
    guard keyed.isTable else { return nil }
    guard keyed.isColumns else {
      return .records(JSONRun(.members, bytes, from: start + 1), names: nil, beside: [])
    }
    let columns = members.filter { $0.parent == start && $0.kind == .object }
    return .columns(columns.map { ($0.path, JSONRun(.members, bytes, from: $0.start + 1)) })
  }

  /// pandas' `split`: names, rows of cells, and the rows' names.
  private func split() throws(DataError) -> JSONLayout? {
    guard let columns = members.first(where: { $0.path == "columns" && $0.isList }),
      let data = members.first(where: { $0.path == "data" && $0.isMatrix })
    else { return nil }
    var scanner = JSONScanner(path: path, bytes: bytes, range: columns.start..<bytes.count)
    var names: [String] = []
    try scanner.expect(0x5B, "an array of names")
    repeat {
      if scanner.peek() == 0x22 {
        names.append(try scanner.characters(try scanner.string()))
      } else {
        names.append(bytes.text(try scanner.skipValue()) ?? "")
      }
    } while try scanner.takeComma(orEnd: 0x5D)
    let run = JSONRun(.elements, bytes, from: data.start + 1)
    let index = members.filter { $0.path == "index" && $0.isList }
      .map { ($0.path, JSONRun(.elements, bytes, from: $0.start + 1)) }
    return .records(run, names: names, beside: index.filter { $0.1.count == run.count })
  }

  /// The array of arrays that is the points.
  private func matrix() throws(DataError) -> JSONOutline.Member? {
    let matrices = members.filter(\.isMatrix)
    if let column, !matrices.isEmpty {
      let places = try ColumnList(column).places(in: matrices.map(\.path), of: path)
      return matrices[places[0]]
    }
    guard matrices.count > 1 else { return matrices.first }
    if let match = PointsRule.vector(among: matrices.map { String($0.name) }) {
      return matrices[match]
    }
    let names = listed(matrices.map(\.path))
    throw DataError("\(path): holds several arrays of points: \(names); choose one with --column")
  }

  /// The arrays with as many values as there are points.
  private func beside(_ count: Int) -> [JSONLayout.Named] {
    members.filter { $0.kind == .array && !$0.isMatrix }
      .map { ($0.path, JSONRun(.elements, bytes, from: $0.start + 1)) }
      .filter { $0.1.count == count }
  }

  /// Lists side by side in one object: columns, or vectors by key.
  private func lists() -> JSONLayout? {
    let all = members.filter(\.isList)
    let parents = Dictionary(grouping: all, by: \.parent).values
    guard let group = parents.max(by: { $0.count < $1.count }), group.count > 1 else { return nil }
    let first = JSONRun(.elements, bytes, from: group[0].start + 1).count
    if isDictionary(group, length: first) {
      return .dictionary(JSONRun(.members, bytes, from: group[0].parent + 1))
    }
    return .columns(group.map { (String($0.name), JSONRun(.elements, bytes, from: $0.start + 1)) })
  }

  /// Whether lists of `length` numbers are points by key rather than columns: nothing but numbers,
  /// keys that neither count columns nor are known as names of columns, and either more keys than
  /// numbers, or a length as vectors have it.
  private func isDictionary(_ group: [JSONOutline.Member], length: Int) -> Bool {
    guard column == nil, group.allSatisfy(\.isNumbers) else { return false }
    let names = group.map(\.name)
    if names.contains(where: { PointsRule.isMetadata(String($0)) }) {
      return false
    }
    if Self.areNumbered(names) { return false }
    return group.count > length || length % 32 == 0 || [50, 100, 200, 300].contains(length)
  }

  /// `x0, x1, x2`: one beginning, and numbers in order.
  private static func areNumbered(_ names: [Substring]) -> Bool {
    let parts = names.prefix(8).map { name in
      let digits = name.reversed().prefix { $0.isNumber }.count
      return (name.dropLast(digits), Int(name.suffix(digits)))
    }
    return zip(parts, parts.dropFirst()).allSatisfy { a, b in
      guard let first = a.1, let second = b.1 else { return false }
      return a.0 == b.0 && second == first + 1
    }
  }
}
