import Values

/// What the colors mean, at the right of a plot.
struct Legend {
  private let heading: Lettering
  private let name: Lettering
  private let count: Lettering
  private let theme: Theme
  private let title: String
  private let key: PointColors.Key
  private let rows: [Row]
  /// Rows that find room, at least two.
  private let most: Int

  /// One line under the title.
  private struct Row {
    let name: String
    let count: Int
    let color: Color?
  }

  /// `height`: units of the page from its top to its bottom.
  init(_ colors: PointColors, height: Int) {
    most = max(2, min(Self.mostRows, Int((Float(height) - 11) / Self.lines.least)))
    theme = colors.theme
    heading = Lettering(height: 11, weight: 0.85, color: theme.ink)
    name = Lettering(height: 10.5, color: theme.ink)
    count = Lettering(height: 9, color: theme.quiet)
    title = colors.title.isEmpty ? "" : tidied(colors.title, limit: 200)
    key = colors.key
    switch key {
    case .none: rows = []
    case .groups(let groups):
      rows = groups.map { Row(name: tidied($0.name, limit: 200), count: $0.count, color: $0.color) }
    case .scale(let scale, _):
      rows =
        scale.empty > 0
        ? [Row(name: Grouping.emptyName, count: scale.empty, color: theme.none)] : []
    }
  }

  /// The most units that a legend takes.
  static let widest: Float = 215
  /// From the left edge to the names.
  private static let indent: Float = 21
  /// Between names and counts, at least.
  private static let gap: Float = 14
  /// Between lines, at most and at least.
  private static let lines: (most: Float, least: Float) = (25, 19)
  /// Rows, of which the last say how many more there are.
  private static let mostRows = 28
  private static let barWidth: Float = 17
  private static let barHeight: Float = 260

  /// Units that the content wants, at most `widest`; 0 when there is nothing to say.
  var width: Float {
    guard contentWidth > 0 else { return 0 }
    return min(Self.widest, max(contentWidth, heading.width(String(title.prefix(30)))) + 2)
  }

  private var contentWidth: Float {
    var names = rows.map { name.width($0.name) }.max() ?? 0
    if rows.count > most { names = max(names, name.width(Self.more(rows.count))) }
    let row = rows.isEmpty ? 0 : Self.indent + names + Self.gap + countWidth
    guard case .scale(let scale, _) = key else { return row }
    let marks = marks(scale)
    let texts = marks.marks.map { name.width($0.text) + (count.width($0.note) + 8) }
    return max(row, (texts.max() ?? 0) + 30, count.width(marks.heading))
  }

  private var countWidth: Float {
    let sum = rows.count > most ? rows.reduce(0) { $0 + $1.count } : 0
    return rows.map { count.width(grouped($0.count)) }.max().map {
      max($0, count.width(grouped(sum)))
    } ?? 0
  }

  private static func more(_ count: Int) -> String { "and \(grouped(count)) more" }

  /// Draws in `span`, from `top` down to `bottom`.
  func draw(in span: Range<Int>, _ page: PlotPage, on scene: inout Scene) {
    let x = Float(span.lowerBound)
    var y = Float(page.plotArea.y.lowerBound) + heading.height
    let bottom = Float(page.plotArea.y.upperBound)
    let text = heading.fitted(title, to: Float(span.count))
    scene.shapes.append(.text(.init(text: text, x: x, y: y, lettering: heading)))
    if case .scale(let scale, let palette) = key {
      y = draw(scale, palette, span, (y, bottom), on: &scene)
    }
    draw(rows, span, (y, bottom), on: &scene)
  }

  // MARK: Groups

  private func draw(
    _ rows: [Row], _ span: Range<Int>, _ room: (top: Float, bottom: Float), on scene: inout Scene
  ) {
    guard !rows.isEmpty else { return }
    let space = room.bottom - room.top
    let wanted = Float(min(rows.count, Self.mostRows))
    let line = min(Self.lines.most, max(Self.lines.least, space / wanted))
    let shown = shortened(rows, to: max(2, min(most, Int(space / line))))
    let right = Float(span.lowerBound) + min(Float(span.count), contentWidth)
    for (index, row) in shown.enumerated() {
      let y = room.top + Float(index + 1) * line
      draw(row, (Float(span.lowerBound), right), y, radius: min(6, 0.3 * line), on: &scene)
    }
  }

  /// At most `most` rows: the first, how many more there are, and those that are no group's.
  private func shortened(_ rows: [Row], to most: Int) -> [Row] {
    guard rows.count > most else { return rows }
    let tail = rows[((rows.lastIndex { $0.color != theme.none } ?? -1) + 1)...]
    let head = rows.prefix(max(0, min(most - 1 - tail.count, rows.count - tail.count)))
    let left = rows.dropFirst(head.count).dropLast(tail.count)
    let sum = left.reduce(0) { $0 + $1.count }
    return head + [Row(name: Self.more(left.count), count: sum, color: nil)] + tail
  }

  private func draw(
    _ row: Row, _ edges: (left: Float, right: Float), _ y: Float, radius: Float,
    on scene: inout Scene
  ) {
    if let color = row.color {
      scene.shapes.append(.disc(x: edges.left + 6.5, y: y - 5, radius: radius, color))
    }
    let number = grouped(row.count)
    let left = edges.right - count.width(number)
    // A little more, lest rounding cut the longest name, which fits exactly.
    let text = name.fitted(row.name, to: left - edges.left - Self.indent - Self.gap + 0.3)
    var lettering = name
    if row.color == nil { lettering.color = theme.quiet }
    scene.shapes.append(
      .text(.init(text: text, x: edges.left + Self.indent, y: y, lettering: lettering)))
    scene.shapes.append(
      .text(.init(text: number, x: left, y: y, lettering: count, anchor: 1)))
  }

  // MARK: Scales

  private struct Mark {
    /// On the scale, 0 at its foot.
    let share: Double
    let text: String
    /// Said behind it in small letters.
    var note = ""
  }

  /// The marks of a scale; its ends say what lies beyond them.
  private func marks(_ scale: ColorScale) -> (heading: String, marks: [Mark]) {
    let ticks =
      scale.isLogarithmic
      ? Ticks(logarithmic: scale.low, scale.high) : Ticks(scale.low, scale.high)
    var marks = ticks.ticks.map { Mark(share: scale.share($0.value), text: $0.text) }
    let step = scale.isLogarithmic ? nil : Ticks.step(scale.high - scale.low) / 10
    if scale.above > 0 {
      marks.removeAll { $0.share > 0.93 }
      let words = "\(grouped(scale.above)) above"
      marks.append(
        Mark(share: 1, text: "> " + Ticks.text(scale.high, step), note: words))
    }
    if scale.below > 0 {
      marks.removeAll { $0.share < 0.07 }
      let words = "\(grouped(scale.below)) below"
      marks.append(
        Mark(share: 0, text: "< " + Ticks.text(scale.low, step), note: words))
    }
    let heading = scale.isLogarithmic ? "logarithmic" : ticks.base.map { "\($0) and" } ?? ""
    return (heading, marks)
  }

  /// Returns where the next line may start.
  private func draw(
    _ scale: ColorScale, _ palette: Palette, _ span: Range<Int>,
    _ room: (top: Float, bottom: Float),
    on scene: inout Scene
  ) -> Float {
    let (heading, marks) = marks(scale)
    let x = Float(span.lowerBound)
    var top = room.top + 22
    if !heading.isEmpty {
      scene.shapes.append(.text(.init(text: heading, x: x, y: top + 2, lettering: count)))
      top += 18
    }
    let foot: Float = rows.isEmpty ? 6 : 42
    let height = max(40, min(Self.barHeight, room.bottom - top - foot))
    let colors = (0..<256).map { step -> Color in
      let share = (Double(255 - step) + 0.5) / 256
      return palette.ramp(
        palette.kind == .diverging ? scale.paletteShare(share) : Float(share), theme)
    }
    scene.shapes.append(
      .bar(
        .init(
          x: x, y: top, width: Self.barWidth, height: height, colors: colors,
          isPointedAbove: scale.above > 0, isPointedBelow: scale.below > 0)))
    for mark in marks {
      let y = top + Float(1 - mark.share) * height
      draw(mark, x + Self.barWidth, y, room: Float(span.count) - 28, on: &scene)
    }
    return top + height + 12
  }

  private func draw(
    _ mark: Mark, _ x: Float, _ y: Float, room: Float, on scene: inout Scene
  ) {
    scene.shapes.append(.line(from: (x + 1, y), to: (x + 5, y), pen: 1, theme.quiet))
    let baseline = y + name.height / 2
    let text = name.fitted(mark.text, to: room)
    scene.shapes.append(.text(.init(text: text, x: x + 11, y: baseline, lettering: name)))
    guard !mark.note.isEmpty else { return }
    let left = 11 + name.width(text) + 8
    let note = count.fitted(mark.note, to: room + 11 - left)
    scene.shapes.append(.text(.init(text: note, x: x + left, y: baseline, lettering: count)))
  }
}
