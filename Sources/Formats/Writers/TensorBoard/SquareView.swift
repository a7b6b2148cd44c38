#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import Values

/// A flat map turned and shifted so that TensorBoard's page shows its true shape.
///
/// The page opens a tensor by its own principal components, taken *without* centering, and then
/// stretches each axis by itself to [-1, 1]. So the map is turned (by 45 degrees at most) until it
/// is as wide as high: then both are stretched alike. And it is shifted off the center: for mean
/// (a, b) the page's matrix of second moments is S + (a, b)(a, b)', and b = -Sxy / a makes x and y
/// its eigenvectors, the larger `a`, the more firmly. What is shown is this map, the right way up.
struct SquareView {
  /// The shift along x in standard deviations. The page looks at 50,000 points at most, which may
  /// tilt the map by about 1 / (shift sqrt(50,000)) radians; float32 loses log2(shift) bits.
  private static let shift = 8.0
  /// The page's first two components come out with the opposite sign.
  private static let sign = -1.0

  private let cosine: Double
  private let sine: Double
  /// The mean of the map, and where it goes.
  private let center: (x: Double, y: Double)
  private let target: (x: Double, y: Double)

  /// `layout` has two components. Points in one line stay as they are but for the shift.
  init(_ layout: Layout) {
    let points = stride(from: 0, to: layout.coordinates.count, by: 2).map { i in
      Place(x: Double(layout.coordinates[i]), y: Double(layout.coordinates[i + 1]))
    }
    let angle = Self.squareAngle(Place.hull(points))
    (cosine, sine) = (cos(angle), sin(angle))
    let n = Double(max(1, points.count))
    center = (points.reduce(0) { $0 + $1.x } / n, points.reduce(0) { $0 + $1.y } / n)
    var (xx, xy, yy) = (0.0, 0.0, 0.0)
    for point in points {
      let (x, y) = (point.x - center.x, point.y - center.y)
      let (turnedX, turnedY) = (cosine * x - sine * y, sine * x + cosine * y)
      xx += turnedX * turnedX / n
      xy += turnedX * turnedY / n
      yy += turnedY * turnedY / n
    }
    let offset = Self.shift * (xx + yy).squareRoot()
    target = offset > 0 ? (offset, -xy / offset) : (0, 0)
  }

  /// Where the point of these coordinates goes in the tensor.
  func callAsFunction(_ x: Float, _ y: Float) -> (x: Float, y: Float) {
    let (dx, dy) = (Double(x) - center.x, Double(y) - center.y)
    let (turnedX, turnedY) = (cosine * dx - sine * dy, sine * dx + cosine * dy)
    return (
      Float(Self.sign * (turnedX + target.x)), Float(Self.sign * (turnedY + target.y))
    )
  }

  /// The smallest angle by which to turn `hull` for equal width and height. It is found within 45
  /// degrees, since a quarter turn changes the sign of width - height.
  private static func squareAngle(_ hull: [Place]) -> Double {
    guard hull.count > 2 else { return 0 }
    let start = excess(hull, 0)
    if start == 0 { return 0 }
    let step = Double.pi / 180
    for i in 1...45 {
      for side in [1.0, -1.0] {
        let far = side * step * Double(i)
        guard excess(hull, far).sign != start.sign else { continue }
        return root(hull, from: far - side * step, to: far)
      }
    }
    return 0
  }

  /// Where width - height changes its sign between two angles.
  private static func root(_ hull: [Place], from: Double, to: Double) -> Double {
    var (near, far) = (from, to)
    let sign = excess(hull, near).sign
    for _ in 0..<50 {
      let middle = (near + far) / 2
      if excess(hull, middle).sign == sign { near = middle } else { far = middle }
    }
    return far
  }

  /// Width - height of the turned hull.
  private static func excess(_ hull: [Place], _ angle: Double) -> Double {
    let (c, s) = (cos(angle), sin(angle))
    var (left, right) = (Double.infinity, -Double.infinity)
    var (low, high) = (left, right)
    for point in hull {
      let (x, y) = (c * point.x - s * point.y, s * point.x + c * point.y)
      (left, right) = (min(left, x), max(right, x))
      (low, high) = (min(low, y), max(high, y))
    }
    return (right - left) - (high - low)
  }
}

private struct Place {
  let x: Double
  let y: Double

  /// The corners of the convex hull of `points` (Andrew's monotone chain).
  static func hull(_ points: [Place]) -> [Place] {
    let sorted = points.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
    let halves = [sorted, sorted.reversed()].map { line in
      var chain: [Place] = []
      for point in line {
        while chain.count > 1, !turnsLeft(chain[chain.count - 2], chain[chain.count - 1], point) {
          chain.removeLast()
        }
        chain.append(point)
      }
      return chain.dropLast()
    }
    return Array(halves.joined())
  }

  private static func turnsLeft(_ a: Place, _ b: Place, _ c: Place) -> Bool {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) > 0
  }
}
