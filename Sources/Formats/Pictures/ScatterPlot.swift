/// A map as a picture for a talk: 1200 x 900 points at twice the resolution.
package struct ScatterPlot {
  private let points: [(x: Float, y: Float)]
  /// Nearness of each point in 3-D, 0 (far) to 1; empty in 2-D.
  private let depth: [Float]
  /// Points in the order in which they are drawn; those without a finite place are left out.
  private let order: [Int]
  private let colors: PointColors
  private let legend: Legend
  private let title: String
  private let subtitle: String

  static let width = 2400
  static let height = 1800
  static let margin = 80

  /// `color`: a value for every point, nil: one color for all.
  package init(layout: Layout, color: Column?, title: String, subtitle: String = "") {
    colors = PointColors(color, count: layout.rows)
    legend = Legend(title: color?.name ?? "", key: colors.key)
    self.title = title
    self.subtitle = subtitle
    let y = layout.coordinates
    if layout.components == 3 {
      let seen = (0..<layout.rows).map {
        FixedView.project(y[3 * $0], y[3 * $0 + 1], y[3 * $0 + 2])
      }
      points = seen.map { ($0.x, $0.y) }
      depth = Self.shares(seen.map(\.depth))
    } else {
      points = (0..<layout.rows).map { (y[2 * $0], y[2 * $0 + 1]) }
      depth = []
    }
    order = Self.order(points, depth, colors)
  }

  /// From 0 for the smallest to 1 for the largest.
  private static func shares(_ values: [Float]) -> [Float] {
    let finite = values.filter(\.isFinite)
    let (least, most) = (finite.min() ?? 0, finite.max() ?? 0)
    return values.map { $0.isFinite && most > least ? ($0 - least) / (most - least) : 1 }
  }

  /// Where points may lie, and where the legend does.
  var plotArea: (x: Range<Int>, y: Range<Int>) {
    let right = legend.width > 0 ? legendSpan.lowerBound - 60 : Self.width - Self.margin
    return (Self.margin..<right, 240..<Self.height - Self.margin)
  }

  var legendSpan: Range<Int> {
    Self.width - Self.margin - legend.width..<Self.width - Self.margin
  }

  package func png() throws(DataError) -> [UInt8] {
    var canvas = Canvas(width: Self.width, height: Self.height)
    let frame = PlotFrame(order.map { points[$0] }, area: plotArea)
    let outside = draw(in: frame, on: &canvas)
    let heading = Heading(
      title: title, suffix: depth.isEmpty ? "" : ", " + FixedView.words,
      subtitle: words(outside: outside))
    heading.draw(
      x: Float(Self.margin), room: Float(Self.width - 2 * Self.margin), on: &canvas)
    legend.draw(in: legendSpan, from: plotArea.y.lowerBound + 40, on: &canvas)
    return try canvas.png()
  }

  /// Draws all points; those outside the frame as rings at its edge. How many these are.
  private func draw(in frame: PlotFrame, on canvas: inout Canvas) -> Int {
    let places = order.map { frame.place(points[$0]) }
    let inside = places.filter { !$0.isOutside }.map { (x: $0.x, y: $0.y) }
    let ink = PointInk(
      inside, size: (Self.width, Self.height), area: plotArea.x.count * plotArea.y.count)
    for (place, index) in zip(places, order) where !place.isOutside {
      let color = colors.colors[Int(colors.classes[index])]
      let opacity = ink.opacity((place.x, place.y))
      // Far points are smaller and paler.
      let near = depth.isEmpty ? 0.5 : depth[index]
      canvas.disc(
        x: place.x, y: place.y, radius: ink.radius * (0.7 + 0.6 * near),
        depth.isEmpty ? color : color.mixed(with: .paper, 0.35 * (1 - near)), opacity: opacity)
    }
    let radius = min(10, max(5, ink.radius))
    for (place, index) in zip(places, order) where place.isOutside {
      let color = colors.colors[Int(colors.classes[index])]
      canvas.ring(x: place.x, y: place.y, radius: radius, pen: 3, color)
    }
    return places.count - inside.count
  }

  /// Background classes first; in 2-D shuffled, so that no group hides another; in 3-D the far ones
  /// first.
  private static func order(
    _ points: [(x: Float, y: Float)], _ depth: [Float], _ colors: PointColors
  ) -> [Int] {
    var random = SplitMix64(seed: 0)
    let shuffled = points.indices.filter { points[$0].x.isFinite && points[$0].y.isFinite }
      .shuffled(using: &random)
    if !depth.isEmpty { return shuffled.sorted { (depth[$0], $0) < (depth[$1], $1) } }
    guard !colors.background.isEmpty else { return shuffled }
    let isBack = { (index: Int) in colors.background.contains(colors.classes[index]) }
    return shuffled.filter(isBack) + shuffled.filter { !isBack($0) }
  }

  /// The subtitle, and what the picture cannot show as it is.
  private func words(outside: Int) -> String {
    var words = subtitle.isEmpty ? [] : [subtitle]
    if outside > 0 {
      words.append("\(grouped(outside)) far-off \(outside == 1 ? "point" : "points") at the edge")
    }
    let lost = points.count - order.count
    if lost > 0 { words.append("\(grouped(lost)) without a place") }
    return words.joined(separator: ", ")
  }
}
