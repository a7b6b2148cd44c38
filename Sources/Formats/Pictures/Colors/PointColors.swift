package import Values

/// The colors of all points by one column, and what the legend says of them.
package struct PointColors: Sendable {
  struct Group: Equatable, Sendable {
    let name: String
    let count: Int
    let color: Color
  }

  enum Key: Sendable {
    case none
    /// Groups in the legend's order.
    case groups([Group])
    /// Numbers, from the first color of a palette to the last.
    case scale(ColorScale, Palette)
  }

  let theme: Theme
  /// The column's name; "" where there is none.
  let title: String
  var key: Key
  /// Index into `colors` for every point.
  let classes: [UInt16]
  var colors: [Color]
  /// Too many groups for a palette: `placed` gives them colors by their places.
  private(set) var isByPlace = false
  /// Points of this class are drawn first, under the others: other and empty.
  let background: UInt16?
  /// What was not done as asked.
  package let note: String?

  private static let scaleSteps = 200
  /// More different numbers than this are a scale, not groups.
  private static let mostNumberGroups = 12
  /// The same where the column's name says that they are groups.
  private static let mostClassNumbers = 1000

  /// `column` nil: all `count` points in one color.
  package init(_ column: Column?, count: Int, _ options: PlotOptions = PlotOptions()) {
    let (palette, theme) = (options.palette, options.theme)
    guard let column else {
      self.init(
        theme, "", .none, [UInt16](repeating: 0, count: count), [palette.single(theme)], nil, nil)
      return
    }
    precondition(column.values.count == count)
    if let numbers = Self.scaleNumbers(column, palette, theme) {
      self.init(scale: numbers, column.name, palette, theme)
    } else {
      self.init(groups: Grouping(column.values), column.name, palette, theme)
    }
  }

  private init(
    _ theme: Theme, _ title: String, _ key: Key, _ classes: [UInt16], _ colors: [Color],
    _ background: UInt16?, _ note: String?
  ) {
    self.theme = theme
    self.title = title
    self.key = key
    self.classes = classes
    self.colors = colors
    self.background = background
    self.note = note
  }

  // MARK: Scales

  /// The column's numbers where it is to be a scale: all of them are finite numbers or empty, and
  /// neither the palette nor the column says that they name groups.
  private static func scaleNumbers(
    _ column: Column, _ palette: Palette, _ theme: Theme
  ) -> [Double?]? {
    guard let numbers = Self.numbers(column.values) else { return nil }
    var distinct: Set<Double> = []
    for case .some(let number) in numbers where distinct.count <= mostClassNumbers {
      distinct.insert(number)
    }
    guard !distinct.isEmpty else { return nil }
    switch palette.kind {
    case .scale, .diverging: return numbers
    case .groups where distinct.count <= palette.mostGroups(theme): return nil
    default: break
    }
    if distinct.count <= mostNumberGroups { return nil }
    let areClasses =
      distinct.count <= mostClassNumbers && saysGroups(column.name)
      && distinct.allSatisfy { $0 == $0.rounded() }
    return areClasses ? nil : numbers
  }

  /// nil stands for cells that say nothing; nil for all where one is no finite number.
  private static func numbers(_ values: ColumnValues) -> [Double?]? {
    if case .numbers(let numbers, _) = values.form {
      return numbers.map { $0.isNaN ? nil : $0 }
    }
    return values.mapped { text -> Double?? in
      if Grouping.isEmpty(text) { return .some(nil) }
      guard let number = Double(text), number.isFinite else { return nil }
      return number
    }
  }

  /// Whether a column of this name numbers groups: `label`, `cluster_id`, `Class`.
  private static func saysGroups(_ name: String) -> Bool {
    let words = name.lowercased().split { !$0.isLetter }
    let known = [
      "label", "labels", "class", "target", "cluster", "clusters", "category", "group", "topic",
      "community", "species", "type", "kind",
    ]
    return words.contains { known.contains(String($0)) }
  }

  private init(
    scale numbers: [Double?], _ title: String, _ palette: Palette, _ theme: Theme
  ) {
    let known = numbers.compactMap(\.self)
    let scale = ColorScale(known, empty: numbers.count - known.count)
    let steps = Double(Self.scaleSteps)
    let missing = UInt16(Self.scaleSteps)
    let classes = numbers.map { number -> UInt16 in
      number.map { UInt16(min(steps - 1, scale.share($0) * steps)) } ?? missing
    }
    let chosen: Palette =
      palette.kind == .scale || palette.kind == .diverging
      ? palette : scale.isDiverging ? .blueRed : .viridis
    // A palette without a middle goes from end to end; one with a middle has it at zero if it can.
    let colors = (0..<Self.scaleSteps).map { step in
      let share = (Double(step) + 0.5) / steps
      return chosen.ramp(
        chosen.kind == .diverging ? scale.paletteShare(share) : Float(share), theme)
    }
    var note: String?
    if palette.kind == .groups {
      note =
        "--plot-palette \(palette.rawValue) names colors for groups, but '\(title)' has more "
        + "different numbers than it has colors: pictures use \(chosen.rawValue). For numbers "
        + "there are \(Palette.names(.scale)), \(Palette.names(.diverging))"
    }
    self.init(
      theme, title, .scale(scale, chosen), classes, colors + [theme.none], missing, note)
  }

  // MARK: Groups

  private init(groups grouping: Grouping, _ title: String, _ palette: Palette, _ theme: Theme) {
    let bySize = grouping.bySize
    let paletteMost = palette.mostGroups(theme)
    let isByPlace = palette == .auto && Self.areMany(bySize, grouping, most: paletteMost)
    let most = isByPlace ? Self.mostPlaced : paletteMost
    let named = bySize.count <= most ? bySize : Array(bySize.prefix(most))
    let ordered = isByPlace ? named : Self.naturalOrder(named, grouping)
    let colors =
      isByPlace
      ? [Color](repeating: theme.ink, count: ordered.count)
      : palette.categories(ordered.count, theme)
    var groups = zip(ordered, colors).map { id, color in
      Group(name: grouping.names[id], count: grouping.counts[id], color: color)
    }
    let rest = bySize.dropFirst(named.count)
    if !rest.isEmpty {
      let count = rest.reduce(0) { $0 + grouping.counts[$1] }
      groups.append(Group(name: "other (\(grouped(rest.count)))", count: count, color: theme.none))
    }
    let empty = grouping.counts.indices.filter { grouping.isEmpty($0) }
      .reduce(0) { $0 + grouping.counts[$1] }
    if empty > 0 {
      groups.append(Group(name: Grouping.emptyName, count: empty, color: theme.none))
    }
    let last = UInt16(ordered.count)
    var classOf = [UInt16](repeating: last, count: grouping.names.count)
    for (place, id) in ordered.enumerated() { classOf[id] = UInt16(place) }
    self.init(
      theme, title, .groups(groups), grouping.ids.map { classOf[Int($0)] },
      colors + [theme.none], last, nil)
    self.isByPlace = isByPlace
  }

  /// Groups that can have colors by their places.
  private static let mostPlaced = 60_000

  /// Whether a palette's worth of the largest groups is less than half of the points.
  private static func areMany(_ bySize: [Int], _ grouping: Grouping, most: Int) -> Bool {
    guard bySize.count > most else { return false }
    let sizes = bySize.map { grouping.counts[$0] }
    return 2 * sizes.prefix(most).reduce(0, +) < sizes.reduce(0, +)
  }

  /// Numbers by value; texts as they come, the most frequent first.
  private static func naturalOrder(_ ids: [Int], _ grouping: Grouping) -> [Int] {
    let numbers = ids.compactMap { Double(grouping.names[$0]) }
    guard numbers.count == ids.count else { return ids }
    return zip(numbers, ids).sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.1)
  }
}
