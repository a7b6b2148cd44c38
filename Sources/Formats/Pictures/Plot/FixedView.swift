#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

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
