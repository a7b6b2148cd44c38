import Values

/// Which columns of a table are the points: those asked for, else those of the rule for all
/// formats.
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

  /// `names`: one a column, each there once. `chosen`: what `--column` says. Errors: an unknown
  /// column, one without numbers, several columns of lists.
  init(
    _ rule: HeaderRule, _ names: [String], path: String, chosen: String?
  ) throws(DataError) {
    self.rule = rule
    self.names = names
    self.path = path
    let points = PointsRule(
      names.indices.map { rule.sketch($0, names[$0]) }, path: path, noun: "columns of lists")
    if let chosen {
      try choose(chosen)
    } else if let list = try points.list() {
      try setList(list, rule.lists(list))
    } else {
      places = points.numbers
      columns = places.count
    }
    let leftOut = points.leftOut(besides: places)
    skipped = Set(leftOut.places)
    notes += leftOut.note.map { [$0] } ?? []
  }

  /// Where the numbers of the columns go, these in the file's order; nil where that is their order.
  var order: [Int]? {
    guard !isList, places != places.sorted() else { return nil }
    return places.indices.sorted { places[$0] < places[$1] }
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
}
