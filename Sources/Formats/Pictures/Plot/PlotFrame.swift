/// Where points lie on a picture: the same scale in both directions, the whole map centered.
///
/// When a few points lie so far out that the rest would shrink to a third, the frame is drawn
/// around the rest, and those points stand at its edge, in their direction from the middle.
struct PlotFrame {
  /// Pixels of the plot's area.
  let area: (x: Range<Int>, y: Range<Int>)
  private let center: (x: Double, y: Double)
  private let scale: Double

  /// Shares of the points on each side that may be far out.
  private static let tail = 0.002

  /// `points` are finite.
  init(_ points: [(x: Float, y: Float)], area: (x: Range<Int>, y: Range<Int>)) {
    self.area = area
    let x = Self.limits(points.map(\.x))
    let y = Self.limits(points.map(\.y))
    center = ((x.low + x.high) / 2, (y.low + y.high) / 2)
    let fits = [
      Double(area.x.count) / (x.high - x.low), Double(area.y.count) / (y.high - y.low),
    ]
    // Points that are all equal fit at any scale.
    scale = fits.filter(\.isFinite).min() ?? 1
  }

  /// The whole range, or that of all but the tails when it is more than three times as narrow.
  private static func limits(_ values: [Float]) -> (low: Double, high: Double) {
    guard let least = values.min(), let most = values.max() else { return (0, 0) }
    let (low, high) = (Double(least), Double(most))
    guard values.count >= 20 else { return (low, high) }
    let cut = Int((Double(values.count) * tail).rounded(.up))
    let sorted = values.sorted()
    let inner = (low: Double(sorted[cut]), high: Double(sorted[values.count - 1 - cut]))
    let margin = (inner.high - inner.low) * 0.15
    guard high - low > 3 * (inner.high - inner.low + 2 * margin), inner.high > inner.low else {
      return (low, high)
    }
    return (inner.low - margin, inner.high + margin)
  }

  /// The pixel of a point, and whether it would lie outside; y grows upward in the map.
  func place(_ point: (x: Float, y: Float)) -> (x: Float, y: Float, isOutside: Bool) {
    let half = (x: Double(area.x.count) / 2, y: Double(area.y.count) / 2)
    var dx = (Double(point.x) - center.x) * scale
    var dy = (center.y - Double(point.y)) * scale
    let excess = max(abs(dx) / half.x, abs(dy) / half.y)
    if excess > 1 { (dx, dy) = (dx / excess, dy / excess) }
    let (x, y) = (Double(area.x.lowerBound) + half.x + dx, Double(area.y.lowerBound) + half.y + dy)
    return (Float(x), Float(y), excess > 1 + 1 / min(half.x, half.y))
  }
}
