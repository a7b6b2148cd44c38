import Kernels

/// The covariance of centered points as an operator, by the smaller of its sides: X'X over columns,
/// or, of points fewer than columns, XX' over the points, whose eigenvectors u give the axes X'u.
///
/// Up to `limit` columns or points the matrix is formed once; beyond, it is X'(X V).
struct Covariance<Source: PointBlocks> {
  private let points: Source
  private let product: Product
  private let dense: Matrix?
  /// Whether basis vectors have a number for each point, not for each column.
  let isOfPoints: Bool

  init(_ points: Source, limit: Int) throws {
    self.points = points
    product = try Product(points.device)
    isOfPoints = points.rows < points.columns && points.rows <= limit
    if isOfPoints {
      dense = try Self.products(of: points, product)
    } else if points.columns <= limit {
      dense = try Self.sums(of: points, product)
    } else {
      dense = nil
    }
  }

  /// Numbers of a basis vector.
  var size: Int { isOfPoints ? points.rows : points.columns }

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

  /// The matrix itself, row-major; nil where it is not formed.
  func values() throws -> [Double]? { try dense?.read().map(Double.init) }

  /// X' basis, d x b, of a basis over the points: axes, not of unit length.
  func axes(of basis: Matrix) throws -> Matrix {
    precondition(isOfPoints && basis.rows == points.rows)
    let (device, purpose) = (points.device, "principal axes")
    let target = try Matrix(device, rows: points.columns, columns: basis.columns, for: purpose)
    for (index, range) in points.blocks.enumerated() {
      let part = try Matrix(rows: range, of: basis, on: device, for: purpose)
      try product(
        .transposed(points.block(index)), .plain(part), into: target, accumulating: index > 0)
    }
    return target
  }

  private static func sums(of points: Source, _ product: Product) throws -> Matrix {
    let matrix = try Matrix(
      points.device, rows: points.columns, columns: points.columns, for: "the covariance")
    for index in points.blocks.indices {
      try product.gram(of: points.block(index), into: matrix, accumulating: index > 0)
    }
    try product.mirror(matrix)
    return matrix
  }

  /// XX', block by block.
  private static func products(of points: Source, _ product: Product) throws -> Matrix {
    let (n, device, purpose) = (points.rows, points.device, "the points' products")
    var values = [Float](repeating: 0, count: n * n)
    for (i, across) in points.blocks.enumerated() {
      let left = try points.block(i)
      for (j, along) in points.blocks.enumerated() where j >= i {
        let right = try j == i ? left : points.block(j)
        let part = try Matrix(device, rows: across.count, columns: along.count, for: purpose)
        try product(.plain(left), .transposed(right), into: part)
        for (place, value) in try part.read().enumerated() {
          let (row, column) = (
            across.lowerBound + place / along.count, along.lowerBound + place % along.count
          )
          values[row * n + column] = value
          values[column * n + row] = value
        }
      }
    }
    return try Matrix(device, rows: n, columns: n, values: values, for: purpose)
  }
}
