package import Values

/// A map as a picture: its points, what their colors mean, and names where they are at home.
package struct ScatterPlot {
  let scene: Scene
  let page: PlotPage
  let labels: MapLabels
  private let options: PlotOptions
  /// What the user should know, one sentence each.
  package let notes: [String]

  /// `colors` and `labels` are those of the layout's rows.
  package init(
    layout: Layout, colors: PointColors, labels: PlotLabels, title: String, subtitle: String = "",
    options: PlotOptions
  ) {
    self.options = options
    let theme = options.theme
    let empty = PlotPage(width: options.width, height: options.height, legendWidth: 0)
    let legend = Legend(colors, height: empty.plotArea.y.count)
    page = PlotPage(
      width: options.width, height: options.height, legendWidth: legend.width)
    var scene = Scene(width: page.width, height: page.height, theme: theme)
    let points = PlotPoints(layout, classes: colors.classes, background: colors.background)
    let frame = PlotFrame(points.order.map { points.points[$0] }, area: page.plotArea)
    let placed = Placed(points, in: frame)
    let colors = colors.placed(placed.inside, rows: placed.insideRows, area: page.plotArea)
    placed.draw(points, colors, page, on: &scene)
    self.labels = MapLabels(
      labels.wanted(placed.inside, order: placed.insideRows, area: page.plotArea),
      area: page.plotArea, theme: theme)
    self.labels.draw(on: &scene)
    if let span = page.legendSpan {
      Legend(colors, height: page.plotArea.y.count).draw(in: span, page, on: &scene)
    }
    let subtitle =
      colors.isByPlace ? subtitle + ", groups colored by their places" : subtitle
    let lost = points.points.count - points.order.count
    let heading = Heading(
      title: options.title ?? title, suffix: points.depth.isEmpty ? "" : ", " + FixedView.words,
      subtitle: Self.words(subtitle, outside: placed.outside.count, lost: lost), theme: theme)
    heading.draw(on: page, &scene)
    self.scene = scene
    notes = Self.notes(
      scene, hasLegend: page.legendSpan != nil || legend.width == 0, self.labels, options)
  }

  package func png() throws(DataError) -> [UInt8] {
    let (width, height) = options.pixels
    let raster = Raster(
      scene, scale: Float(options.scale) * page.unit,
      window: .init(columns: 0..<width, rows: 0..<height))
    return try PNG.encode(
      raster.pixels, width: width, height: height, format: .rgb, isFast: true)
  }

  package func svg() throws(DataError) -> [UInt8] {
    try SVG(
      scene, points: (options.width, options.height), plotArea: page.plotArea,
      pixels: Float(options.scale) * page.unit
    ).bytes()
  }

  /// The subtitle, and what the picture cannot show as it is.
  private static func words(_ subtitle: String, outside: Int, lost: Int) -> String {
    var words = subtitle.isEmpty ? [] : [subtitle]
    if outside > 0 {
      words.append("\(grouped(outside)) far-off \(outside == 1 ? "point" : "points") at the edge")
    }
    if lost > 0 { words.append("\(grouped(lost)) without a place") }
    return words.joined(separator: ", ")
  }

  private static func notes(
    _ scene: Scene, hasLegend: Bool, _ labels: MapLabels, _ options: PlotOptions
  ) -> [String] {
    var notes: [String] = []
    if !hasLegend {
      notes.append(
        "\(options.width) x \(options.height) is too small for a legend: there is none. Use a "
          + "larger --plot-size")
    }
    if labels.leftOut > 0 {
      notes.append(
        "\(grouped(labels.leftOut)) of \(grouped(labels.leftOut + labels.labels.count)) labels "
          + "found no room on the map. Use a larger --plot-size, or --plot-labels off")
    }
    var missing: Set<Character> = []
    for case .text(let text) in scene.shapes {
      for letter in text.text where !StrokeFont.has(letter) { missing.insert(letter) }
    }
    if options.formats.contains(.png), !missing.isEmpty {
      let some = missing.sorted().prefix(5).map(String.init).joined(separator: " ")
      let letters = missing.count == 1 ? "letter" : "letters"
      notes.append(
        "\(grouped(missing.count)) different \(letters) (\(some)) that PNG pictures cannot draw "
          + "stand there as boxes with their code. --plot-format svg has them as text")
    }
    return notes
  }
}

/// The points of a picture in units of its page.
private struct Placed {
  private(set) var inside: [(x: Float, y: Float)] = []
  private(set) var insideRows: [Int] = []
  /// At the frame's edge, because they lie far beyond it.
  private(set) var outside: [(x: Float, y: Float, row: Int)] = []

  init(_ points: PlotPoints, in frame: PlotFrame) {
    inside.reserveCapacity(points.order.count)
    insideRows.reserveCapacity(points.order.count)
    for row in points.order {
      let place = frame.place(points.points[row])
      if place.isOutside {
        outside.append((place.x, place.y, row))
      } else {
        inside.append((place.x, place.y))
        insideRows.append(row)
      }
    }
  }

  /// Draws all points; those outside as rings at the edge.
  func draw(_ points: PlotPoints, _ colors: PointColors, _ page: PlotPage, on scene: inout Scene) {
    let ink = PointInk(inside, area: page.plotArea)
    scene.dots.reserveCapacity(inside.count)
    for (place, row) in zip(inside, insideRows) {
      var color = colors.colors[Int(colors.classes[row])]
      var radius = ink.radius
      if !points.depth.isEmpty {
        // Far points are smaller and paler.
        let near = points.depth[row]
        radius *= 0.7 + 0.6 * near
        color = color.mixed(with: scene.theme.paper, 0.35 * (1 - near))
      }
      scene.dots.append(
        .init(
          x: place.x, y: place.y, radius: radius, opacity: ink.opacity(place), color: color))
    }
    let radius = min(5, max(2.5, ink.radius))
    for place in outside {
      let color = colors.colors[Int(colors.classes[place.row])]
      scene.shapes.append(.ring(x: place.x, y: place.y, radius: radius, pen: 1.5, color))
    }
  }
}
