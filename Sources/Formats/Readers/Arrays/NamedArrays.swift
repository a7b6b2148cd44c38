import Values

/// One of the arrays in a file, known by its header alone.
struct NamedArray: Sendable {
  let name: String
  let header: ArrayHeader
  /// Finds, or unpacks and checks, its values.
  let load: @Sendable () throws(DataError) -> StoredArray

  /// `x_train (60,000 x 28 x 28 uint8)`.
  var words: String { "\(name.prefix(60))\(name.count > 60 ? "..." : "") (\(header.words))" }
}

/// A file that holds several arrays: one of them is the points, and those with a cell for each
/// point are metadata.
struct NamedArrays: Sendable {
  let path: String
  /// For reports: `npz`.
  let format: String
  /// What the file calls an array: `array`, `tensor`.
  let noun: String
  /// The option that names one.
  let option: PointsChoice.Option
  /// In the file's order.
  let arrays: [NamedArray]

  /// The points and their metadata. `name` is what the option says, nil: the only array that can be
  /// the points.
  func read(_ name: String?) throws(DataError) -> FileContent {
    let chosen = try self.points(name)
    let array = try chosen.load()
    let block = try array.block()
    var points = FileContent(
      blocks: [block], format: format, shape: chosen.header.shape, images: array.thumbnails)
    points.file = path
    if name == nil, arrays.count > 1 {
      points.notes.append("\(path): the points are \(chosen.words)")
    }
    let others = arrays.filter { $0.name != chosen.name }
    var metadata = ArrayColumns(path: path, noun: noun, rows: block.rows)
    try metadata.take(others)
    points.columns = metadata.columns
    points.notes += metadata.notes
    return points
  }

  /// The arrays with a cell for each of `rows` rows; nil: of as many as most of them have.
  func columns(_ rows: Int?) throws(DataError) -> MetadataTable {
    let lengths = Dictionary(grouping: arrays.compactMap(\.header.cells)) { $0 }
    let most = lengths.max { ($0.value.count, $0.key) < ($1.value.count, $1.key) }?.key
    let rows = rows ?? most ?? 0
    var metadata = ArrayColumns(path: path, noun: noun, rows: rows)
    try metadata.take(arrays)
    guard !metadata.columns.isEmpty else {
      let found = arrays.isEmpty ? "nothing" : Self.list(arrays)
      throw DataError(
        "\(path): holds no \(noun) of \(grouped(rows)) numbers or texts, one a point, but \(found)")
    }
    return MetadataTable(columns: metadata.columns, notes: metadata.notes)
  }

  /// The array that is the points, as in `read`.
  func points(_ name: String?) throws(DataError) -> NamedArray {
    if let name { try named(name) } else { try onlyMatrix() }
  }

  /// The largest of those that could be the points, nil when there is none.
  var largestCandidate: NamedArray? {
    arrays.filter(\.canBePoints).max { $0.size < $1.size }
  }

  private func named(_ name: String) throws(DataError) -> NamedArray {
    if let array = arrays.first(where: { $0.name == name }) { return array }
    let meant = suggestion(for: name, among: arrays.map(\.name)).map { ". Did you mean \($0)?" }
    throw DataError(
      "\(option.rawValue) \(name): \(path) has no such \(noun); it holds \(Self.list(arrays))"
        + (meant ?? ""))
  }

  /// The only matrix of more than one column, else the only array of more axes; empty ones only
  /// where there are no others.
  private func onlyMatrix() throws(DataError) -> NamedArray {
    let all = arrays.filter(\.canBePoints)
    let filled = all.filter { $0.size > 0 }
    let possible = filled.isEmpty ? all : filled
    let matrices = possible.filter { $0.header.shape.count == 2 }
    let candidates = matrices.isEmpty ? possible : matrices
    if candidates.count == 1 { return candidates[0] }
    guard let largest = candidates.max(by: { $0.size < $1.size }) else {
      let found = arrays.isEmpty ? "no \(noun) at all" : Self.list(arrays)
      throw DataError(
        "\(path): holds no \(noun) of points, which are numbers in two or more dimensions, but "
          + found)
    }
    throw DataError(
      "\(path): several \(noun)s could be the points: \(Self.list(candidates)). Choose one, for "
        + "example \(option.rawValue) \(largest.name)")
  }

  /// The first few with their shapes, and how many more there are.
  static func list(_ arrays: [NamedArray], atMost most: Int = 8) -> String {
    let shown = arrays.prefix(most).map(\.words)
    let rest = arrays.count - shown.count
    return listed(rest > 0 ? shown + ["\(grouped(rest)) more"] : Array(shown))
  }
}

extension NamedArray {
  var canBePoints: Bool {
    header.element.number != nil && header.shape.count > 1 && header.cells == nil
  }

  fileprivate var size: Double { header.shape.reduce(1) { $0 * Double($1) } }
}
