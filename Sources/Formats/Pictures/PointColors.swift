/// The colors of all points by one column, and what the legend says of them.
struct PointColors {
  struct Group: Equatable {
    let name: String
    let count: Int
    let color: Color
  }

  enum Key {
    case none
    /// Groups in the legend's order.
    case groups([Group])
    /// A continuous scale from the smallest to the largest value, and how many points have none.
    case scale(least: Double, most: Double, empty: Int)
  }

  let key: Key
  /// Index into `colors` for every point.
  let classes: [UInt8]
  let colors: [Color]
  /// Classes that are drawn first, under the others: other and empty.
  let background: Set<UInt8>

  static let emptyName = "(empty)"
  private static let scaleSteps = 200
  /// More different numbers than this are a scale, not groups.
  private static let mostNumberGroups = 12

  /// `column` nil: all points in one color.
  init(_ column: Column?, count: Int) {
    guard let column else {
      self.init(.none, [UInt8](repeating: 0, count: count), [Palette.single], [])
      return
    }
    precondition(column.values.count == count)
    if column.kind == .number, column.distinctCount(limit: 100) > Self.mostNumberGroups {
      self.init(scale: column.values.map { Double($0) })
    } else {
      self.init(groups: column.values)
    }
  }

  private init(_ key: Key, _ classes: [UInt8], _ colors: [Color], _ background: Set<UInt8>) {
    self.key = key
    self.classes = classes
    self.colors = colors
    self.background = background
  }

  private init(scale values: [Double?]) {
    let known = values.compactMap(\.self)
    let (least, most) = (known.min() ?? 0, known.max() ?? 0)
    let span = most - least
    let missing = UInt8(Self.scaleSteps)
    let classes = values.map { value -> UInt8 in
      guard let value else { return missing }
      let share = span > 0 ? (value / 2 - least / 2) / (span / 2) : 0.5
      return UInt8(min(Double(Self.scaleSteps - 1), share * Double(Self.scaleSteps)))
    }
    let colors = (0..<Self.scaleSteps).map {
      Palette.viridis(Float($0) / Float(Self.scaleSteps - 1))
    }
    let empty = values.count - known.count
    self.init(
      .scale(least: least, most: most, empty: empty), classes, colors + [.none], [missing])
  }

  private init(groups values: [String]) {
    var counts: [String: Int] = [:]
    for value in values { counts[value, default: 0] += 1 }
    // A metadata.tsv of an earlier run says "(empty)" where its input said nothing.
    let blanks = ["", Self.emptyName].compactMap { counts.removeValue(forKey: $0) }
    let empty = blanks.isEmpty ? nil : blanks.reduce(0, +)
    let byCount = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let fits = byCount.count <= Palette.mostGroups
    let named = fits ? byCount : Array(byCount.prefix(Palette.namedGroups))
    let ordered = Self.naturalOrder(named.map(\.key))
    var groups = zip(ordered, Palette.categories(ordered.count)).map { name, color in
      Group(name: name, count: counts[name] ?? 0, color: color)
    }
    let rest = byCount.count - named.count
    if rest > 0 {
      let count = byCount.dropFirst(named.count).reduce(0) { $0 + $1.value }
      groups.append(Group(name: "other (\(grouped(rest)))", count: count, color: .none))
    }
    if let empty { groups.append(Group(name: Self.emptyName, count: empty, color: .none)) }
    var index: [String: UInt8] = [:]
    for (place, name) in ordered.enumerated() { index[name] = UInt8(place) }
    let last = UInt8(ordered.count)
    let classes = values.map { index[$0] ?? last }
    self.init(.groups(groups), classes, groups.prefix(ordered.count).map(\.color) + [.none], [last])
  }

  /// Numbers by value; texts as they come, the most frequent first.
  private static func naturalOrder(_ names: [String]) -> [String] {
    let numbers = names.compactMap(Double.init)
    guard numbers.count == names.count else { return names }
    return zip(numbers, names).sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.1)
  }
}
