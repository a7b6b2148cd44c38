import Values

/// A column of a table, or a key of records, as its first values show it.
struct ColumnSketch {
  enum Kind: Equatable {
    case numbers
    /// A list of numbers a cell; so many are in the first of them.
    case lists(Int)
    case others
  }

  /// What it is called, of a path the last part.
  let name: String
  /// What sentences call it.
  let title: String
  let kind: Kind

  init(_ name: String, title: String? = nil, _ kind: Kind) {
    self.name = name
    self.title = title ?? name
    self.kind = kind
  }

  /// Numbers in the first list; 0 where there are no lists.
  var length: Int { if case .lists(let length) = kind { length } else { 0 } }
}

/// Which columns are the points where nobody chose: the one whose cells hold lists of numbers, else
/// all columns of numbers that are no ids or labels.
struct PointsRule {
  private let columns: [ColumnSketch]
  private let path: String
  /// What columns of lists are called: `arrays of numbers`.
  private let noun: String

  /// Columns of metadata even where they hold numbers, in lower case.
  private static let metadataNames: Set<String> = [
    "id", "index", "label", "class", "target", "cluster",
  ]
  /// Names of vectors, best first.
  private static let vectorNames = [
    "embedding", "vector", "embeddings", "vectors", "values", "emb",
  ]
  /// Lists of more numbers are no metadata: their cells would have thousands of letters.
  private static let longestCell = 16

  init(_ columns: [ColumnSketch], path: String, noun: String) {
    self.columns = columns
    self.path = path
    self.noun = noun
  }

  /// Whether a column of this name is metadata, whatever it holds.
  static func isMetadata(_ name: String) -> Bool { metadataNames.contains(name.lowercased()) }

  /// The place of the name that most likely is a vector's; nil where none is one.
  static func vector(among names: [String]) -> Int? {
    let names = names.map { $0.lowercased() }
    return vectorNames.lazy.compactMap { names.firstIndex(of: $0) }.first
  }

  /// Columns of numbers that are no ids or labels.
  var numbers: [Int] {
    columns.indices.filter {
      columns[$0].kind == .numbers && !Self.isMetadata(columns[$0].name)
    }
  }

  private var lists: [Int] {
    columns.indices.filter { if case .lists = columns[$0].kind { true } else { false } }
  }

  /// The only column of lists, the one with a vector's name, or the only long one; nil when there
  /// are no lists. Errors: several could be the points.
  func list() throws(DataError) -> Int? {
    let lists = lists
    guard lists.count > 1 else { return lists.first }
    if let place = Self.vector(among: lists.map { columns[$0].name }) { return lists[place] }
    let long = lists.filter { columns[$0].length > Self.longestCell }
    if long.count == 1 { return long[0] }
    throw DataError("\(path): holds several \(noun): \(described(lists)); choose one with --column")
  }

  /// Long lists that are not among the points, and what to say of them; `points` is the name of
  /// the points where they need one.
  func leftOut(
    besides chosen: [Int], points: String? = nil
  ) -> (places: [Int], note: String?) {
    let chosen = Set(chosen)
    let rest = lists.filter { !chosen.contains($0) && columns[$0].length > Self.longestCell }
    guard !rest.isEmpty else { return ([], nil) }
    let words = points.map { "the points are \($0); " } ?? ""
    let verb = rest.count == 1 ? "is" : "are"
    return (rest, "\(path): \(words)\(described(rest)) \(verb) left out")
  }

  /// The first dozen, each with its length.
  private func described(_ places: [Int]) -> String {
    listed(places.prefix(12).map { "\(columns[$0].title) (\(grouped(columns[$0].length)))" })
  }
}
