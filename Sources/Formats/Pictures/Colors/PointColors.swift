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

  /// `column` nil: all `count` points in one color.
  package init(_ column: Column?, count: Int, _ options: PlotOptions = PlotOptions()) {
    let (palette, theme) = (options.palette, options.theme)
    guard let column else {
      self.init(
        theme, "", .none, [UInt16](repeating: 0, count: count), [palette.single(theme)], nil, nil)
      return
    }
    precondition(column.values.count == count)
    switch ColumnColoring(column, options) {
    case .scale(let scale, let numbers):
      self.init(scale, numbers, column.name, palette, theme)
    case .groups(let groups):
      self.init(groups, column.name, palette, theme)
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

  private init(
    _ scale: ColorScale, _ numbers: [Double?], _ title: String, _ palette: Palette, _ theme: Theme
  ) {
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

  private init(_ found: ColumnGroups, _ title: String, _ palette: Palette, _ theme: Theme) {
    let grouping = found.grouping
    let bySize = grouping.bySize
    let paletteMost = palette.mostGroups(theme)
    let isByPlace = palette == .auto && Self.areMany(bySize, grouping, most: paletteMost)
    let ordered = isByPlace ? Array(bySize.prefix(Self.mostPlaced)) : found.leading
    let colors =
      isByPlace
      ? [Color](repeating: theme.ink, count: ordered.count)
      : palette.categories(ordered.count, theme)
    var groups = zip(ordered, colors).map { id, color in
      Group(name: grouping.names[id], count: grouping.counts[id], color: color)
    }
    let rest = bySize.dropFirst(ordered.count)
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
}
