#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where points lie on a picture: the same scale in both directions, the whole map centered.
///
/// When a few points lie so far out that the rest would shrink to a third, the frame is drawn around
/// the rest, and those points stand at its edge.
struct PlotFrame {
  /// Pixels of the plot's area.
  let area: (x: Range<Int>, y: Range<Int>)
  /// Points that lie outside and stand at the edge.
  private(set) var outside = 0
  private var center: (x: Float, y: Float) = (0, 0)
  private var scale: Float = 1

  /// Shares of the points on each side that may be far out.
  private static let tail = 0.002

  init(_ points: [(x: Float, y: Float)], area: (x: Range<Int>, y: Range<Int>)) {
    self.area = area
    let x = Self.limits(points.map(\.x))
    let y = Self.limits(points.map(\.y))
    center = ((x.low + x.high) / 2, (y.low + y.high) / 2)
    let width = x.high - x.low
    let height = y.high - y.low
    let candidates = [
      width > 0 ? Float(area.x.count) / width : .infinity,
      height > 0 ? Float(area.y.count) / height : .infinity,
    ]
    scale = candidates.min() ?? 1
    if !scale.isFinite { scale = 1 }
    outside = points.count { point in
      let (px, py) = raw(point)
      return px < Float(area.x.lowerBound) - 1 || px > Float(area.x.upperBound) + 1
        || py < Float(area.y.lowerBound) - 1 || py > Float(area.y.upperBound) + 1
    }
  }

  /// The whole range, or that of all but the tails when it is more than three times as narrow.
  private static func limits(_ values: [Float]) -> (low: Float, high: Float) {
    guard let low = values.min(), let high = values.max() else { return (0, 0) }
    let cut = Int((Double(values.count) * tail).rounded(.up))
    guard values.count >= 20 else { return (low, high) }
    let sorted = values.sorted()
    let inner = (low: sorted[cut], high: sorted[values.count - 1 - cut])
    let margin = (inner.high - inner.low) * 0.15
    guard high - low > 3 * (inner.high - inner.low + 2 * margin), inner.high > inner.low else {
      return (low, high)
    }
    return (inner.low - margin, inner.high + margin)
  }

  private func raw(_ point: (x: Float, y: Float)) -> (x: Float, y: Float) {
    let middleX = Float(area.x.lowerBound + area.x.upperBound) / 2
    let middleY = Float(area.y.lowerBound + area.y.upperBound) / 2
    return (middleX + (point.x - center.x) * scale, middleY - (point.y - center.y) * scale)
  }

  /// The pixel of a point; y grows upward in the map.
  func place(_ point: (x: Float, y: Float)) -> (x: Float, y: Float) {
    let (x, y) = raw(point)
    return (
      min(max(x, Float(area.x.lowerBound)), Float(area.x.upperBound)),
      min(max(y, Float(area.y.lowerBound)), Float(area.y.upperBound))
    )
  }
}

/// A fixed orthographic view of three dimensions.
enum FixedView {
  static let azimuth: Float = 30
  static let elevation: Float = 20
  static let words = "view from \(Int(azimuth))°, \(Int(elevation))°"

  /// Where the point stands on the picture, and how near it is.
  static func project(_ x: Float, _ y: Float, _ z: Float) -> (x: Float, y: Float, depth: Float) {
    let (a, e) = (azimuth * .pi / 180, elevation * .pi / 180)
    let right = x * cosf(a) - y * sinf(a)
    let away = x * sinf(a) + y * cosf(a)
    return (right, z * cosf(e) + away * sinf(e), z * sinf(e) - away * cosf(e))
  }
}
