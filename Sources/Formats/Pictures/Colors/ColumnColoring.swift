package import Values

/// What a column's values are to the eye. Pictures and the page ask here alone, so that they cannot
/// differ.
package enum ColumnColoring: Sendable {
  /// `numbers`: one a row, nil where there is none.
  case scale(ColorScale, numbers: [Double?])
  case groups(ColumnGroups)

  /// More different numbers than this are a scale, not groups.
  private static let mostNumberGroups = 12
  /// The same where the column's name says that they are groups.
  private static let mostClassNumbers = 1000

  package init(_ column: Column, _ options: PlotOptions = PlotOptions()) {
    let (palette, theme) = (options.palette, options.theme)
    if let numbers = Self.scaleNumbers(column, palette, theme) {
      let known = numbers.compactMap(\.self)
      self = .scale(ColorScale(known, empty: numbers.count - known.count), numbers: numbers)
    } else {
      self = .groups(
        ColumnGroups(Grouping(column.values), most: palette.mostGroups(theme)))
    }
  }

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

  /// Whether a column of this name numbers groups: `label`, `cluster_id`,
  /// `Class`, and scanpy's own two, `leiden` and `louvain_r1.2`.
  private static func saysGroups(_ name: String) -> Bool {
    let words = name.lowercased().split { !$0.isLetter }
    let known = [
      "label", "labels", "class", "target", "cluster", "clusters", "category", "group", "topic",
      "community", "species", "type", "kind", "leiden", "louvain",
    ]
    return words.contains { known.contains(String($0)) }
  }
}

/// The texts of a column as groups, of which the largest have colors of their own.
package struct ColumnGroups: Sendable {
  let grouping: Grouping
  /// The groups that the palette has colors for, in the legend's order: numbers by value, texts as
  /// they come, the most frequent first.
  let leading: [Int]

  /// `most`: groups that the palette can color.
  init(_ grouping: Grouping, most: Int) {
    self.grouping = grouping
    leading = Self.naturalOrder(grouping.largest(most), grouping)
  }

  /// A row of each of those groups: the first that has its text.
  package var leadingRows: [Int] { leading.map { grouping.firstRows[$0] } }

  private static func naturalOrder(_ ids: [Int], _ grouping: Grouping) -> [Int] {
    let numbers = ids.compactMap { Double(grouping.names[$0]) }
    guard numbers.count == ids.count else { return ids }
    return zip(numbers, ids).sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.1)
  }
}
