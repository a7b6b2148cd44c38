import Values
package import Kernels

/// The points' coordinates on their principal axes, in the points' blocks.
package struct Reduction {
  package let axes: PrincipalAxes
  /// One n_b x count matrix a block.
  package let scores: [Matrix]
  /// Axes along which the points vary; the others, up to the count, are zero.
  package let found: Int
  /// What brings scores back to the units of the input.
  private let unit: Float

  /// The quick way, in float32, is right where no axis asked for has less than this share of the
  /// largest variance ...
  private static let leastShare = 3e-3
  /// ... and the mean is no farther from zero than so many times the shortest axis' deviation.
  private static let farthestMean = 100.0

  package init(of points: PreparedPoints, count: Int, progress: (Int, Int) throws -> Void) throws {
    let blocks = points.blocks
    var axes = try PrincipalAxes(of: points, count: count)
    if points.exact == nil, Self.isFar(points, axes) {
      try points.becomeExact()
      axes = try PrincipalAxes(of: points, count: count)
    }
    if Self.isSteep(axes.variances) {
      let exact = try points.exact ?? points.becomeExact()
      let deflated = try DeflatedAxes(of: points, exact, count: count)
      self.axes = try PrincipalAxes(deflated, count: count, device: points.device)
      scores = deflated.scores
      found = deflated.variances.count
      try progress(blocks.count, blocks.count)
    } else {
      self.axes = axes
      found = count
      let product = try Product(points.device)
      var scores: [Matrix] = []
      for index in blocks.indices {
        let block = try points.block(index)
        let target = try Matrix(
          points.device, rows: block.rows, columns: count, for: "principal components")
        try product(.plain(block), .plain(axes.axes), into: target)
        scores.append(target)
        try progress(index + 1, blocks.count)
      }
      self.scores = scores
    }
    unit = 1 / points.scale
    try points.device.finish()
  }

  private static func isSteep(_ variances: [Double]) -> Bool {
    guard let first = variances.first, let last = variances.last else { return false }
    return !(last > leastShare * first)
  }

  private static func isFar(_ points: PreparedPoints, _ axes: PrincipalAxes) -> Bool {
    let last = axes.variances.last ?? 0
    return !(points.offset * points.offset <= farthestMean * farthestMean * last)
  }

  /// The first `count` components of every point in the input's units, row-major.
  package func leading(_ count: Int) throws -> [Float] {
    try scores.flatMap { try $0.readLeading(count).map { $0 * unit } }
  }
}
