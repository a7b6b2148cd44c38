/// A map as a picture for a talk: 1200 x 900 points at twice the resolution.
package struct ScatterPlot {
  private let points: [(x: Float, y: Float)]
  /// Nearness of each point in 3-D, 0 (far) to 1; empty in 2-D.
  private let depth: [Float]
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
    self.subtitle = subtitle
    let y = layout.coordinates
    guard layout.components == 3 else {
      points = (0..<layout.rows).map { (y[2 * $0], y[2 * $0 + 1]) }
      depth = []
      self.title = title
      return
    }
    let seen = (0..<layout.rows).map {
      FixedView.project(y[3 * $0], y[3 * $0 + 1], y[3 * $0 + 2])
    }
    points = seen.map { ($0.x, $0.y) }
    let near = seen.map(\.depth)
    let (least, most) = (near.min() ?? 0, near.max() ?? 0)
    depth = near.map { most > least ? ($0 - least) / (most - least) : 1 }
    self.title = title + ", " + FixedView.words
  }

  /// Where points may lie, and where the legend does.
  var plotArea: (x: Range<Int>, y: Range<Int>) {
    let right = legend.width > 0 ? legendSpan.lowerBound - 60 : Self.width - Self.margin
    return (Self.margin..<right, 240..<Self.height - Self.margin)
  }

  var legendSpan: Range<Int> {
    Self.width - Self.margin - legend.width..<Self.width - Self.margin
  }

  /// Pixels of a point's radius: a share of the mean distance, so that dense maps keep their grain.
  var radius: Float {
    let area = Float(plotArea.x.count * plotArea.y.count)
    return min(16, max(1.1, 0.29 * (area / Float(max(1, points.count))).squareRoot()))
  }

  /// Less of it the more points there are, so that density shows.
  var opacity: Float {
    var digits: Float = 0
    var rest = Float(max(1, points.count))
    while rest >= 10 { (rest, digits) = (rest / 10, digits + 1) }
    return min(0.9, max(0.3, 1.3 - 0.16 * (digits + (rest - 1) / 9)))
  }

  package func png() throws(DataError) -> [UInt8] {
    var canvas = Canvas(width: Self.width, height: Self.height)
    let frame = PlotFrame(points, area: plotArea)
    drawPoints(frame, on: &canvas)
    drawTitle(frame, on: &canvas)
    legend.draw(in: legendSpan, from: plotArea.y.lowerBound + 40, on: &canvas)
    return try canvas.png()
  }

  private func drawPoints(_ frame: PlotFrame, on canvas: inout Canvas) {
    let (radius, opacity) = (radius, opacity)
    for index in order() {
      let (x, y) = frame.place(points[index])
      let color = colors.colors[Int(colors.classes[index])]
      guard !depth.isEmpty else {
        canvas.disc(x: x, y: y, radius: radius, color, opacity: opacity)
        continue
      }
      // Far points are smaller and paler.
      let near = depth[index]
      canvas.disc(
        x: x, y: y, radius: radius * (0.7 + 0.6 * near),
        color.mixed(with: .paper, 0.45 * (1 - near)), opacity: opacity)
    }
  }

  /// Background classes first; in 2-D shuffled, so that no group hides another; in 3-D the far ones
  /// first.
  private func order() -> [Int] {
    var random = SplitMix64(seed: 0)
    let shuffled = Array(points.indices).shuffled(using: &random)
    if !depth.isEmpty { return shuffled.sorted { (depth[$0], $0) < (depth[$1], $1) } }
    guard !colors.background.isEmpty else { return shuffled }
    let isBack = { (index: Int) in colors.background.contains(colors.classes[index]) }
    return shuffled.filter(isBack) + shuffled.filter { !isBack($0) }
  }

  private func drawTitle(_ frame: PlotFrame, on canvas: inout Canvas) {
    let room = Float(Self.width - 2 * Self.margin)
    let large = Lettering(height: 44, weight: 0.8)
    let small = Lettering(height: 23, color: .quiet)
    let x = Float(Self.margin)
    large.draw(large.fitted(title, to: room), x: x, y: 124, on: &canvas)
    var words = subtitle
    if frame.outside > 0 {
      words +=
        (words.isEmpty ? "" : ", ")
        + "\(grouped(frame.outside)) far-off \(frame.outside == 1 ? "point" : "points") at the edge"
    }
    small.draw(small.fitted(words, to: room), x: x, y: 180, on: &canvas)
  }
}
