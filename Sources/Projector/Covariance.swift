import Kernels

/// The covariance of prepared points as an operator: formed once, or applied through the points.
struct Covariance {
  private let points: PreparedPoints
  private let product: Product
  private let dense: Matrix?

  init(_ points: PreparedPoints) throws {
    self.points = points
    product = try Product(points.device)
    guard points.columns <= PrincipalAxes.denseLimit else {
      dense = nil
      return
    }
    let matrix = try Matrix(
      points.device, rows: points.columns, columns: points.columns, for: "the covariance")
    for index in points.blocks.indices {
      try product.gram(of: points.block(index), into: matrix, accumulating: index > 0)
    }
    try product.mirror(matrix)
    dense = matrix
  }

  /// target = (n - 1) C basis: the sum of squares, not yet divided.
  func apply(to basis: Matrix, into target: Matrix) throws {
    if let dense {
      try product(.plain(dense), .plain(basis), into: target)
      return
    }
    for index in points.blocks.indices {
      let block = try points.block(index)
      let scores = try Matrix(
        points.device, rows: block.rows, columns: basis.columns, for: "principal axes")
      try product(.plain(block), .plain(basis), into: scores)
      try product(.transposed(block), .plain(scores), into: target, accumulating: index > 0)
    }
  }
}
