import Values

/// The members of a JSON object and of the objects in it, without a look at the values.
struct JSONOutline {
  enum Kind { case object, array, scalar }

  struct Member {
    /// With the names of the objects around it: `data.Get`.
    var path: String
    var kind: Kind
    /// Where the value begins.
    var start: Int
    /// Where the object around it begins.
    var parent: Int
    /// The first byte in it: `1` of `[1, 2]`.
    var inner: UInt8?

    /// Without the names of the objects around it.
    var name: Substring { path.split(separator: ".").last ?? "" }

    var isMatrix: Bool { kind == .array && inner == 0x5B }
    var isRecords: Bool { kind == .array && inner == 0x7B }
    var isList: Bool { kind == .array && inner != nil && !isMatrix && !isRecords }
    /// A list that begins with a number.
    var isNumbers: Bool {
      kind == .array && inner.map { $0 == 0x2D || (0x30...0x39).contains($0) } == true
    }
  }

  /// Objects are opened down to this depth, and so many members are looked at.
  private static let depth = 8
  private static let most = 1000

  private(set) var members: [Member] = []
  private let path: String
  private let bytes: ByteView

  /// Of the object that begins at `start`.
  init(path: String, bytes: ByteView, start: Int) throws(DataError) {
    self.path = path
    self.bytes = bytes
    try open(start, prefix: "", depth: 0)
  }

  private mutating func open(_ start: Int, prefix: String, depth: Int) throws(DataError) {
    var skipper = JSONSkipper(bytes: bytes, position: start + 1)
    while skipper.findValue(), members.count < Self.most {
      var scanner = JSONScanner(path: path, bytes: bytes, range: skipper.position..<bytes.count)
      let key = try scanner.characters(try scanner.key())
      let next = scanner.peek()
      let kind: Kind = next == 0x7B ? .object : next == 0x5B ? .array : .scalar
      var member = Member(path: prefix + key, kind: kind, start: scanner.position, parent: start)
      if kind != .scalar { member.inner = inner(scanner) }
      members.append(member)
      if kind == .object, depth < Self.depth, !JSONKeyed(bytes, member.start).isTable {
        try open(member.start, prefix: member.path + ".", depth: depth + 1)
      }
      skipper = JSONSkipper(bytes: bytes, position: scanner.position)
      skipper.skipValue()
    }
  }

  private func inner(_ scanner: JSONScanner) -> UInt8? {
    var inner = JSONSkipper(bytes: bytes, position: scanner.position + 1)
    return inner.findValue() ? bytes[inner.position] : nil
  }
}

/// An object whose members are alike: records by key, or columns of cells by key.
struct JSONKeyed {
  /// Two members at least, objects with the same first key.
  private(set) var isTable = false
  /// Columns, as pandas writes a frame: the members' keys count the rows.
  private(set) var isColumns = false

  init(_ bytes: ByteView, _ start: Int) {
    var skipper = JSONSkipper(bytes: bytes, position: start + 1)
    var shapes: [[[UInt8]]] = []
    while shapes.count < 2, skipper.findValue() {
      skipper.skipKey()
      guard skipper.position < bytes.count, bytes[skipper.position] == 0x7B else { return }
      shapes.append(keys(bytes, skipper.position))
      skipper.skipValue()
    }
    guard shapes.count == 2, let first = shapes[0].first, shapes[1].first == first else { return }
    isTable = true
    isColumns = shapes[0].prefix(3).enumerated().allSatisfy { $1 == Array(String($0).utf8) }
  }

  /// The first keys of an object.
  private func keys(_ bytes: ByteView, _ start: Int) -> [[UInt8]] {
    var skipper = JSONSkipper(bytes: bytes, position: start + 1)
    var keys: [[UInt8]] = []
    while keys.count < 3, skipper.findValue() {
      let begin = skipper.position
      skipper.skipValue()
      if skipper.position > begin + 1 { keys.append(bytes.copy(begin + 1..<skipper.position - 1)) }
      skipper = JSONSkipper(bytes: bytes, position: begin)
      skipper.skipKey()
      skipper.skipValue()
    }
    return keys
  }
}
