/// The colors that `--plot-palette` names.
package enum Palette: String, CaseIterable, Sendable {
  /// What suits the column: `astrolabe` for groups, `viridis` for numbers, `blue-red` for numbers
  /// on both sides of zero.
  case auto
  case astrolabe
  case okabeIto = "okabe-ito"
  case tolBright = "tol-bright"
  case viridis, cividis, magma
  case blueRed = "blue-red"
  case purpleGreen = "purple-green"

  enum Kind: Sendable { case groups, scale, diverging }

  /// What it is made for; nil: it chooses by the column.
  var kind: Kind? {
    switch self {
    case .auto: nil
    case .astrolabe, .okabeIto, .tolBright: .groups
    case .viridis, .cividis, .magma: .scale
    case .blueRed, .purpleGreen: .diverging
    }
  }

  /// The names of one kind, for messages.
  static func names(_ kind: Kind) -> String {
    allCases.filter { $0.kind == kind }.map(\.rawValue).joined(separator: ", ")
  }
}

extension Palette {
  /// A color for each of `count` groups, strongest first. A scale gives colors at equal steps.
  ///
  /// `count` is at most `mostGroups(_:)`.
  func categories(_ count: Int, _ theme: Theme) -> [Color] {
    if kind == .scale || kind == .diverging {
      return (0..<count).map { ramp(count > 1 ? Float($0) / Float(count - 1) : 0.5, theme) }
    }
    let sets = categorySets(theme)
    let set = sets.first { $0.count >= count } ?? sets[sets.count - 1]
    precondition(count <= set.count)
    return Array(set.prefix(count))
  }

  /// Groups that can have a color each.
  func mostGroups(_ theme: Theme) -> Int {
    kind == .scale || kind == .diverging ? 24 : categorySets(theme).map(\.count).max() ?? 0
  }

  /// The color of points that no column tells apart.
  func single(_ theme: Theme) -> Color { categories(1, theme)[0] }

  private func categorySets(_ theme: Theme) -> [[Color]] {
    switch self {
    case .okabeIto: [theme.isDark ? Palette.okabeItoOnDark : Palette.okabeItoOnLight]
    case .tolBright: [Palette.tolBrightColors]
    default: theme.isDark ? Palette.astrolabeOnDark : Palette.astrolabeOnLight
    }
  }

  /// The color at `share` of a scale, 0 to 1; of `auto` and the palettes of groups, viridis. The
  /// end that would vanish on the paper is left off.
  func ramp(_ share: Float, _ theme: Theme) -> Color {
    let share = min(max(share, 0), 1)
    switch self {
    case .blueRed:
      return Palette.color(theme.isDark ? Palette.blueRedOnDark : Palette.blueRedOnLight, share)
    case .purpleGreen:
      return Palette.color(
        theme.isDark ? Palette.purpleGreenOnDark : Palette.purpleGreenOnLight, share)
    case .cividis: return Palette.color(Palette.cividisStops, Palette.trimmed(share, theme))
    case .magma: return Palette.color(Palette.magmaStops, Palette.trimmed(share, theme))
    default: return Palette.color(Palette.viridisStops, Palette.trimmed(share, theme))
    }
  }

  private static func trimmed(_ share: Float, _ theme: Theme) -> Float {
    theme.isDark ? 0.2 + 0.8 * share : 0.93 * share
  }

  private static func color(_ stops: [Color], _ share: Float) -> Color {
    let position = share * Float(stops.count - 1)
    let index = min(Int(position), stops.count - 2)
    return stops[index].mixed(with: stops[index + 1], position - Float(index))
  }
}
