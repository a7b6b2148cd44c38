/// The keys of records, nested ones by paths (`payload.title`), and what each is for.
///
/// A tree of keys in the order of their first appearance; records mostly repeat that order, so the
/// key that followed last time is tried first.
struct JSONFields: Sendable {
  enum Role: Sendable, Equatable {
    /// Text, unless it is an object of more keys.
    case field
    /// The numbers of a point.
    case vector
    /// One number of a point.
    case point(Int)
    /// An array of cells, one a column.
    case row
    /// Left out.
    case skipped
  }

  struct Node: Sendable {
    /// As it stands between the quotes.
    var key: [UInt8]
    var path: String
    var role = Role.field
    /// The metadata column that the values go to, once there is one.
    var column: Int?
    var children: [Int] = []
    /// Children by key, once there are many.
    fileprivate var index: [[UInt8]: Int] = [:]
  }

  static let root = 0
  private(set) var nodes: [Node]

  init(root path: String = "", role: Role = .field) {
    nodes = [Node(key: [], path: path, role: role)]
  }

  subscript(_ node: Int) -> Node {
    get { nodes[node] }
    set { nodes[node] = newValue }
  }

  /// The child of `parent` whose key stands in `range`, probably its child number `guess`.
  func child(of parent: Int, _ bytes: ByteView, _ range: Range<Int>, guess: Int) -> Int? {
    let children = nodes[parent].children
    if guess < children.count, matches(children[guess], bytes, range) { return children[guess] }
    guard children.count > 8 else {
      return children.first { matches($0, bytes, range) }
    }
    return nodes[parent].index[bytes.copy(range)]
  }

  /// A new child of `parent`, whose key has these bytes and this name.
  mutating func add(to parent: Int, key: [UInt8], name: String, role: Role = .field) -> Int {
    let prefix = nodes[parent].path
    let path = prefix.isEmpty ? name : "\(prefix).\(name)"
    let node = nodes.count
    nodes.append(Node(key: key, path: path, role: role))
    nodes[parent].children.append(node)
    nodes[parent].index[key] = node
    return node
  }

  private func matches(_ node: Int, _ bytes: ByteView, _ range: Range<Int>) -> Bool {
    let key = nodes[node].key
    guard key.count == range.count else { return false }
    for offset in key.indices where key[offset] != bytes[range.lowerBound + offset] { return false }
    return true
  }
}
