/// What the colors mean, at the right of a plot.
struct Legend {
  private let heading = Lettering(height: 22, weight: 0.85, color: .ink)
  private let name = Lettering(height: 21)
  private let count = Lettering(height: 18, color: .quiet)

  let title: String
  let key: PointColors.Key

  init(title: String, key: PointColors.Key) {
    self.title = title
    self.key = key
  }

  /// The most pixels that a legend takes.
  static let widest = 430

  /// Pixels that the content wants, at most `widest`; 0 when there is nothing to say.
  var width: Int {
    guard contentWidth > 0 else { return 0 }
    return min(Self.widest, Int(max(contentWidth, heading.width(String(title.prefix(60))))) + 4)
  }

  /// Pixels that the rows or the scale want.
  private var contentWidth: Float {
    switch key {
    case .none: return 0
    case .groups(let groups):
      let names = groups.map { name.width(String(shown($0.name).prefix(60))) }
      return Self.indent + (names.max() ?? 0) + Self.gap + countWidth(groups.map(\.count))
    case .scale(let least, let most, let empty):
      let ticks = Ticks.between(least, most).map { 60 + name.width(Ticks.text($0)) }
      let row = Self.indent + name.width(PointColors.emptyName) + Self.gap + countWidth([empty])
      return max(ticks.max() ?? 0, empty > 0 ? row : 0)
    }
  }

  private func countWidth(_ counts: [Int]) -> Float {
    counts.map { count.width(grouped($0)) }.max() ?? 0
  }

  /// A name without the spaces around it.
  private func shown(_ name: String) -> String {
    let words = name.prefix(400).split(whereSeparator: \.isWhitespace)
    return words.isEmpty ? "(spaces)" : words.joined(separator: " ")
  }

  /// From the left edge to the names.
  private static let indent: Float = 42
  /// Between names and counts, at least.
  private static let gap: Float = 28
  private static let line: Float = 50
  private static let scaleHeight = 520

  func draw(in span: Range<Int>, from top: Int, on canvas: inout Canvas) {
    let x = Float(span.lowerBound)
    let width = Float(span.count)
    switch key {
    case .none: return
    case .groups(let groups):
      draw(title, x, Float(top) + 22, width, on: &canvas)
      for (index, group) in groups.enumerated() {
        draw(group, x, Float(top) + 22 + Float(index + 1) * Self.line, width, on: &canvas)
      }
    case .scale(let least, let most, let empty):
      draw(title, x, Float(top) + 22, width, on: &canvas)
      drawScale(least, most, span, top: top + 60, on: &canvas)
      guard empty > 0 else { return }
      let group = PointColors.Group(name: PointColors.emptyName, count: empty, color: .none)
      draw(group, x, Float(top + 60 + Self.scaleHeight) + 70, width, on: &canvas)
    }
  }

  private func draw(
    _ text: String, _ x: Float, _ y: Float, _ width: Float, on canvas: inout Canvas
  ) {
    heading.draw(heading.fitted(text, to: width), x: x, y: y, on: &canvas)
  }

  private func draw(
    _ group: PointColors.Group, _ x: Float, _ y: Float, _ width: Float, on canvas: inout Canvas
  ) {
    canvas.disc(x: x + 13, y: y - 10, radius: 12, group.color)
    let number = grouped(group.count)
    let right = x + min(width, contentWidth)
    let left = right - count.width(number)
    // Half a pixel more, lest rounding cut the longest name, which fits exactly.
    let text = name.fitted(shown(group.name), to: left - x - Self.indent - Self.gap + 0.5)
    name.draw(text, x: x + Self.indent, y: y, on: &canvas)
    count.draw(number, x: left, y: y, on: &canvas)
  }

  private func drawScale(
    _ least: Double, _ most: Double, _ span: Range<Int>, top: Int, on canvas: inout Canvas
  ) {
    let height = Self.scaleHeight
    let left = span.lowerBound
    for row in 0..<height {
      let color = Palette.viridis(1 - Float(row) / Float(height - 1))
      canvas.rectangle(left..<left + 34, top + row..<top + row + 1, color)
    }
    for tick in Ticks.between(least, most) {
      let share = most > least ? (tick - least) / (most - least) : 0.5
      let y = Float(top) + Float(1 - share) * Float(height - 1)
      canvas.rectangle(left + 34..<left + 44, Int(y)..<Int(y) + 2, .quiet)
      let text = name.fitted(Ticks.text(tick), to: Float(span.count) - 58)
      name.draw(text, x: Float(left) + 56, y: y + 11, on: &canvas)
    }
  }
}
