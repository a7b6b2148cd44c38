package import Values

/// Which names are to stand on a map, by group; the points' places come later.
package struct PlotLabels: Sendable {
  struct Name: Sendable {
    let text: String
    let count: Int
    let color: Color?
  }

  /// The largest group first.
  let names: [Name]
  /// Index into `names` of every point, -1: none.
  let groups: [Int32]
  let choice: Choice

  /// Which of the groups get their names, if there is room.
  enum Choice: Sendable {
    case all
    /// Those that are most of the points around their densest place.
    case atHome
    /// Those that are much more frequent there than elsewhere.
    case gathered

    /// The least share of the points there, of a group of this share of all points.
    func least(_ usual: Float) -> Float {
      switch self {
      case .all: 0
      case .atHome: max(0.3, usual + 0.35 * (1 - usual))
      case .gathered: 6 * usual
      }
    }
  }

  /// More names than this are never tried.
  private static let most = 200
  /// The same where nobody asked for them, so that the map stays more than its names.
  private static let mostUnasked = 60

  static let none = PlotLabels(names: [], groups: [], choice: .all)

  private init(names: [Name], groups: [Int32], choice: Choice) {
    self.names = names
    self.groups = groups
    self.choice = choice
  }

  /// The names that `options` ask for: of `column`'s values, else of the groups of `colors`.
  package init(_ options: PlotOptions.Labels, column: Column?, colors: PointColors) {
    if let column {
      self.init(column)
    } else if options != .off, case .groups(let groups) = colors.key {
      self.init(groups, colors)
    } else {
      self = .none
    }
  }

  private init(_ column: Column) {
    let grouping = Grouping(column.values)
    let ids = grouping.bySize.prefix(Self.most)
    var numbers = [Int32](repeating: -1, count: grouping.names.count)
    for (number, id) in ids.enumerated() { numbers[id] = Int32(number) }
    let names = ids.map { Name(text: grouping.names[$0], count: grouping.counts[$0], color: nil) }
    self.init(
      names: names, groups: grouping.ids.map { numbers[Int($0)] }, choice: .all)
  }

  private init(_ groups: [PointColors.Group], _ colors: PointColors) {
    let places = groups.indices.filter { groups[$0].color != colors.theme.none }
      .sorted { (groups[$1].count, $0) < (groups[$0].count, $1) }.prefix(Self.mostUnasked)
    // One group is no news: the legend says it.
    guard places.count > 1 else {
      self = .none
      return
    }
    var numbers = [Int32](repeating: -1, count: colors.colors.count)
    for (number, place) in places.enumerated() { numbers[place] = Int32(number) }
    let names = places.map {
      Name(
        text: groups[$0].name, count: groups[$0].count,
        color: colors.isByPlace ? nil : groups[$0].color)
    }
    self.init(
      names: names, groups: colors.classes.map { numbers[Int($0)] },
      choice: colors.isByPlace ? .gathered : .atHome)
  }

  /// The names with their groups' densest places among `places`, where the rows `order` stand.
  func wanted(
    _ places: [(x: Float, y: Float)], order: [Int], area: (x: Range<Int>, y: Range<Int>)
  ) -> [MapLabels.Wanted] {
    guard !names.isEmpty, !places.isEmpty else { return [] }
    var members = [[Int]](repeating: [], count: names.count)
    for (place, row) in order.enumerated() where groups[row] >= 0 {
      members[Int(groups[row])].append(place)
    }
    let densest = DensestPlaces(places, area: area)
    var wanted: [MapLabels.Wanted] = []
    for (name, members) in zip(names, members) where !members.isEmpty {
      let place = densest.place(of: members)
      // A group that is strewn evenly has no place that its name could mark.
      let usual = Float(members.count) / Float(places.count)
      if place.share < choice.least(usual) { continue }
      wanted.append(
        .init(name: name.text, count: name.count, color: name.color, place: (place.x, place.y)))
    }
    return wanted
  }
}
