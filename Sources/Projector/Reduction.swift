import Values
package import Kernels

/// The points' coordinates on their principal axes, in the points' blocks.
package struct Reduction {
  package let axes: PrincipalAxes
  /// One n_b x count matrix a block.
  package let scores: [Matrix]
  /// What brings scores back to the units of the input.
  private let unit: Float

  package init(of points: PreparedPoints, count: Int, progress: (Int, Int) throws -> Void) throws {
    let blocks = points.blocks
    axes = try PrincipalAxes(of: points, count: count)
    unit = 1 / points.scale
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
    try points.device.finish()
    self.scores = scores
  }

  /// The first `count` components of every point in the input's units, row-major.
  package func leading(_ count: Int) throws -> [Float] {
    try scores.flatMap { try $0.readLeading(count).map { $0 * unit } }
  }
}
