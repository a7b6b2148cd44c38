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
  /// Only groups that have a place of their own are named.
  let isChoosy: Bool

  /// More names than this are never tried.
  private static let most = 200

  static let none = PlotLabels(names: [], groups: [], isChoosy: false)

  private init(names: [Name], groups: [Int32], isChoosy: Bool) {
    self.names = names
    self.groups = groups
    self.isChoosy = isChoosy
  }

  /// The names that `options` ask for: of `column`'s values, else of the groups of `colors`.
  package init(_ options: PlotOptions.Labels, column: Column?, colors: PointColors) {
    if let column {
      self.init(column)
    } else if options == .auto, case .groups(let groups) = colors.key {
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
      names: names, groups: grouping.ids.map { numbers[Int($0)] }, isChoosy: false)
  }

  private init(_ groups: [PointColors.Group], _ colors: PointColors) {
    let places = groups.indices.filter { groups[$0].color != colors.theme.none }
      .sorted { (groups[$1].count, $0) < (groups[$0].count, $1) }
    // One group is no news: the legend says it.
    guard places.count > 1 else {
      self = .none
      return
    }
    var numbers = [Int32](repeating: -1, count: 256)
    for (number, place) in places.enumerated() { numbers[place] = Int32(number) }
    let names = places.map {
      Name(text: groups[$0].name, count: groups[$0].count, color: groups[$0].color)
    }
    self.init(
      names: names, groups: colors.classes.map { numbers[Int($0)] }, isChoosy: true)
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
      if isChoosy, place.share < max(0.3, usual + 0.35 * (1 - usual)) { continue }
      wanted.append(
        .init(name: name.text, count: name.count, color: name.color, place: (place.x, place.y)))
    }
    return wanted
  }
}
