import Values
package import Kernels

/// The leading eigenvectors of the points' covariance, by block subspace iteration on the device
/// (Halko, Martinsson and Tropp 2011, algorithm 4.4, to convergence).
///
/// Every iteration multiplies an orthonormal d x b basis V by the covariance C, and takes from the
/// small b x b products V'CV and (CV)'(CV) the Ritz values and the next orthonormal basis. Up to
/// 4,096 dimensions C is formed once; beyond, C V is X'(X V), block by block.
package struct PrincipalAxes {
  /// d x count, orthonormal columns, by falling variance; the loading of the largest magnitude is
  /// positive in each. Columns past the points' rank are zero.
  package let axes: Matrix
  /// Variance along each axis (divisor n - 1).
  package let variances: [Double]

  static let denseLimit = 4096
  private static let maxIterations = 100
  private static let tolerance = 1e-6

  package init(of points: PreparedPoints, count: Int) throws {
    precondition(count > 0 && count <= points.columns)
    let device = points.device
    let width = min(points.columns, roundUp(count + max(14, count / 2), to: 16))
    let covariance = try Covariance(points)
    let small = try SmallProducts(device, width: width)
    var basis = try Self.start(device, columns: points.columns, width: width)
    let image = try Matrix(device, rows: points.columns, columns: width, for: "principal axes")
    var values: [Double] = []
    for iteration in 1...Self.maxIterations {
      try covariance.apply(to: basis, into: image)
      let step = try small.step(basis: basis, image: image)
      let isLast =
        iteration == Self.maxIterations
        || iteration > 3 && Self.settled(values, step.values, count)
      values = step.values
      // The last step only turns the basis to the Ritz vectors; the others go on from its image.
      let next = try Matrix(device, rows: points.columns, columns: width, for: "principal axes")
      try small.product(
        .plain(isLast ? basis : image),
        .plain(small.matrix(isLast ? step.rotation : step.next)), into: next)
      basis = next
      if isLast { break }
    }
    let divisor = Double(max(1, points.rows - 1))
    variances = values.prefix(count).map { max(0, $0) / divisor }
    axes = try Self.signed(basis, variances, device)
  }

  private static func settled(_ old: [Double], _ new: [Double], _ count: Int) -> Bool {
    guard old.count == new.count, let largest = new.first else { return false }
    return (0..<count).allSatisfy {
      abs(new[$0] - old[$0]) <= tolerance * (new[$0] + 0.1 * largest)
    }
  }

  /// Numbers between -1 and 1 that depend on nothing but their place.
  private static func start(
    _ device: Device, columns: Int, width: Int
  ) throws -> Matrix {
    var random = SplitMix64(seed: 0x0A57_2014)
    let values = (0..<columns * width).map { _ in Float.random(in: -1...1, using: &random) }
    return try Matrix(
      device, rows: columns, columns: width, values: values, for: "principal axes")
  }

  /// The leading columns, signs fixed; zero where there is no variance.
  private static func signed(
    _ basis: Matrix, _ variances: [Double], _ device: Device
  ) throws -> Matrix {
    let all = try basis.read()
    let count = variances.count
    var values = [Float](repeating: 0, count: basis.rows * count)
    let floor = (variances.first ?? 0) * 1e-12
    for column in 0..<count where variances[column] > floor {
      let loadings = (0..<basis.rows).map { all[$0 * basis.columns + column] }
      let largest = loadings.max { abs($0) < abs($1) } ?? 0
      for row in 0..<basis.rows {
        values[row * count + column] = largest < 0 ? -loadings[row] : loadings[row]
      }
    }
    return try Matrix(
      device, rows: basis.rows, columns: count, values: values, for: "principal axes")
  }
}
