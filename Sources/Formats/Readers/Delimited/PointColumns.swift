import Values

/// Which columns of a table are the points: those asked for, else one whose cells hold lists of
/// numbers, else all columns of numbers that are no ids or labels.
struct PointColumns {
  /// In the order of the point's numbers.
  private(set) var places: [Int] = []
  /// One column holds all numbers of a point.
  private(set) var isList = false
  /// d
  private(set) var columns = 0
  /// Columns that are neither points nor metadata.
  private(set) var skipped: Set<Int> = []
  private(set) var notes: [String] = []

  private let rule: HeaderRule
  private let names: [String]
  private let path: String
  /// Lists of more numbers are no metadata.
  private static let longestCell = 16

  /// `names`: one a column, each there once. `chosen`: what `--column` says. Errors: an unknown
  /// column, one without numbers, several columns of lists.
  init(
    _ rule: HeaderRule, _ names: [String], path: String, chosen: String?
  ) throws(DataError) {
    self.rule = rule
    self.names = names
    self.path = path
    if let chosen {
      try choose(chosen)
    } else if let list = try list() {
      try setList(list, rule.lists(list))
    } else {
      places = names.indices.filter(isPoint)
      columns = places.count
    }
    leaveOutLists()
  }

  /// Where the numbers of the columns go, these in the file's order; nil where that is their order.
  var order: [Int]? {
    guard !isList, places != places.sorted() else { return nil }
    return places.indices.sorted { places[$0] < places[$1] }
  }

  private func isPoint(_ place: Int) -> Bool {
    let isUnnamedFirst = place == 0 && rule.isHeader && rule.hasUnnamedFirst
    let isReserved = HeaderRule.metadataNames.contains(names[place].lowercased())
    return rule.isNumeric(place) && !isReserved && !isUnnamedFirst
  }

  private mutating func choose(_ chosen: String) throws(DataError) {
    places = try ColumnList(chosen).places(in: names, of: path)
    if places.count == 1, !rule.isNumeric(places[0]), let lists = rule.plainLists(places[0]) {
      return try setList(places[0], lists)
    }
    for place in places where !rule.isNumeric(place) {
      throw DataError(
        "--column \(chosen): column \(names[place]) of \(path) holds no numbers in its first rows")
    }
    columns = places.count
  }

  private mutating func setList(_ place: Int, _ lists: HeaderRule.Lists?) throws(DataError) {
    if let cell = lists?.shortened {
      throw DataError(ListCell.shortened(path, cell.line, "column \"\(names[place])\""))
    }
    places = [place]
    isList = true
    columns = lists?.length ?? 0
  }

  private var lists: [Int] { names.indices.filter { rule.lists($0) != nil } }

  private func length(_ place: Int) -> Int { rule.lists(place)?.length ?? 0 }

  /// The only column of lists, the one with a vector's name, or the only long one.
  private func list() throws(DataError) -> Int? {
    let lists = lists
    guard lists.count > 1 else { return lists.first }
    for name in JSONPlan.preferred {
      if let place = lists.first(where: { names[$0].lowercased() == name }) { return place }
    }
    let long = lists.filter { length($0) > Self.longestCell }
    if long.count == 1 { return long[0] }
    throw DataError(
      "\(path): holds several columns of lists: \(listed(lists.prefix(12).map { names[$0] })); choose "
        + "one with --column")
  }

  /// Other long lists would be metadata cells of thousands of letters.
  private mutating func leaveOutLists() {
    let rest = lists.filter { !places.contains($0) && length($0) > Self.longestCell }
    guard !rest.isEmpty else { return }
    skipped = Set(rest)
    let words = rest.prefix(12).map { "\(names[$0]) (\(grouped(length($0))))" }
    notes.append("\(path): \(listed(words)) \(rest.count == 1 ? "is" : "are") left out")
  }
}
