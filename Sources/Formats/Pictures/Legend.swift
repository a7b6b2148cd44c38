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
    let wanted: Float
    switch key {
    case .none: return 0
    case .groups(let groups):
      wanted =
        groups.map {
          42 + name.width(String($0.name.prefix(60))) + 24 + count.width(grouped($0.count))
        }.max() ?? 0
    case .scale(let least, let most):
      wanted = 60 + (Ticks.between(least, most).map { name.width(Ticks.text($0)) }.max() ?? 0)
    }
    return min(Self.widest, Int(max(wanted, heading.width(String(title.prefix(60))))) + 4)
  }

  private static let line: Float = 50

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
    case .scale(let least, let most):
      draw(title, x, Float(top) + 22, width, on: &canvas)
      drawScale(least, most, span, top: top + 60, on: &canvas)
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
    let room = width - 42 - 24 - count.width(number)
    let text = name.fitted(group.name, to: room)
    name.draw(text, x: x + 42, y: y, on: &canvas)
    count.draw(number, x: x + 42 + name.width(text) + 20, y: y, on: &canvas)
  }

  private func drawScale(
    _ least: Double, _ most: Double, _ span: Range<Int>, top: Int, on canvas: inout Canvas
  ) {
    let height = 520
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

/// Round numbers for a scale.
enum Ticks {
  /// About five multiples of 1, 2 or 5 times a power of ten.
  static func between(_ least: Double, _ most: Double) -> [Double] {
    let span = most - least
    guard span > 0, span.isFinite else { return [least] }
    var step = 1.0
    while step > span / 4 { step /= 10 }
    while step * 10 <= span / 4 { step *= 10 }
    let factor = [5.0, 2, 1].first { step * $0 <= span / 4 } ?? 1
    step *= factor
    let first = (least / step).rounded(.up)
    return (0...8).map { (first + Double($0)) * step }.filter { $0 <= most + step * 1e-9 }
  }

  static func text(_ value: Double) -> String {
    if value == value.rounded(), value.magnitude < 1e9 { return grouped(Int(value)) }
    if value.magnitude >= 1e9 || value.magnitude < 1e-4 {
      let exponent = Int(value == 0 ? 0 : log10Floor(value.magnitude))
      var scaled = value
      for _ in 0..<abs(exponent) { scaled = exponent > 0 ? scaled / 10 : scaled * 10 }
      return "\(number(scaled, digits: 2))e\(exponent)"
    }
    return number(value, digits: 6)
  }

  private static func log10Floor(_ value: Double) -> Double {
    var exponent = 0.0
    var rest = value
    while rest >= 10 { (rest, exponent) = (rest / 10, exponent + 1) }
    while rest < 1 { (rest, exponent) = (rest * 10, exponent - 1) }
    return exponent
  }
}
