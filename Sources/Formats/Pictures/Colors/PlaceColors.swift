#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension PointColors {
  /// With more groups than any palette can tell apart, of which the largest are a small part of all
  /// points: the same groups in colors that follow their places on the map, so that neighbors look
  /// alike and a group that lies scattered shows. The hue is the direction from the map's middle.
  ///
  /// `places`: where the points of `rows` stand in `area`.
  func placed(
    _ places: [(x: Float, y: Float)], rows: [Int], area: (x: Range<Int>, y: Range<Int>)
  ) -> PointColors {
    guard isByPlace, case .groups(let groups) = key else { return self }
    var sums = [(x: Double, y: Double, count: Double)](repeating: (0, 0, 0), count: colors.count)
    for (place, row) in zip(places, rows) {
      let group = Int(classes[row])
      sums[group].x += Double(place.x)
      sums[group].y += Double(place.y)
      sums[group].count += 1
    }
    let middle = (
      x: Double(area.x.lowerBound + area.x.upperBound) / 2,
      y: Double(area.y.lowerBound + area.y.upperBound) / 2
    )
    let reach = Double(min(area.x.count, area.y.count)) / 2
    var result = self
    for (group, sum) in sums.enumerated() where sum.count > 0 && colors[group] != theme.none {
      let dx = (sum.x / sum.count - middle.x) / reach
      let dy = (middle.y - sum.y / sum.count) / reach
      let far = min(1, (dx * dx + dy * dy).squareRoot())
      result.colors[group] = Color(
        lightness: theme.isDark ? 0.74 : 0.62, chroma: 0.02 + 0.15 * far.squareRoot(),
        hue: atan2(dy, dx))
    }
    let recolored = groups.enumerated().map { index, group in
      Group(
        name: group.name, count: group.count,
        color: group.color == theme.none ? theme.none : result.colors[index])
    }
    result.key = .groups(recolored)
    return result
  }
}

extension Color {
  /// Of Oklab (Ottosson 2020) in polar coordinates, the hue in radians; cut off where the screen
  /// has no such color.
  init(lightness: Double, chroma: Double, hue: Double) {
    let (a, b) = (chroma * cos(hue), chroma * sin(hue))
    let cones = [
      lightness + 0.3963377774 * a + 0.2158037573 * b,
      lightness - 0.1055613458 * a - 0.0638541728 * b,
      lightness - 0.0894841775 * a - 1.2914855480 * b,
    ].map { $0 * $0 * $0 }
    let light = [
      4.0767416621 * cones[0] - 3.3077115913 * cones[1] + 0.2309699292 * cones[2],
      -1.2684380046 * cones[0] + 2.6097574011 * cones[1] - 0.3413193965 * cones[2],
      -0.0041960863 * cones[0] - 0.7034186147 * cones[1] + 1.7076147010 * cones[2],
    ]
    let screen = light.map { value -> Float in
      let value = min(1, max(0, value))
      return Float(value <= 0.0031308 ? 12.92 * value : 1.055 * pow(value, 1 / 2.4) - 0.055)
    }
    self.init(red: screen[0], green: screen[1], blue: screen[2])
  }
}
