import Values
package import Kernels

/// The leading eigenvectors of the points' covariance, by block subspace iteration on the device
/// (Halko, Martinsson and Tropp 2011, algorithm 4.4, to convergence).
///
/// Every iteration multiplies an orthonormal basis V of b vectors by the covariance C, and takes
/// from the small b x b products V'CV and (CV)'(CV) the Ritz values and the next orthonormal basis.
/// Up to 4,096 dimensions C is formed once, or the products of the points where there are fewer of
/// them; beyond, C V is X'(X V), block by block. The products of up to 512 points LAPACK takes
/// apart whole.
///
/// In float32: axes of less than about a hundredth of the largest variance are not to be trusted
/// (`DeflatedAxes`).
package struct PrincipalAxes {
  /// d x count, orthonormal columns, by falling variance; the loading of the largest magnitude is
  /// positive in each. Columns past the points' rank are zero.
  package let axes: Matrix
  /// Variance along each axis (divisor n - 1).
  package let variances: [Double]

  package static let denseLimit = 4096
  /// Points whose products are taken apart whole.
  private static let wholeLimit = 512
  private static let maxIterations = 100
  private static let tolerance = 1e-6

  /// `limit`: the largest covariance that is formed.
  package init(
    of points: some PointBlocks, count: Int, limit: Int = PrincipalAxes.denseLimit
  ) throws {
    precondition(count > 0 && count <= points.columns)
    let covariance = try Covariance(points, limit: limit)
    let (basis, values) =
      covariance.isOfPoints && covariance.size <= Self.wholeLimit
      ? try Self.whole(covariance, count, points.device)
      : try Self.iterate(covariance, count, points.device)
    let divisor = Double(max(1, points.rows - 1))
    let found = values.prefix(count).map { max(0, $0) / divisor }
    variances = found + [Double](repeating: 0, count: count - found.count)
    let loadings =
      covariance.isOfPoints
      ? try Self.columns(of: covariance.axes(of: basis), variances) : try basis.read()
    axes = try Self.signed(
      loadings, stride: loadings.count / points.columns, variances, points.columns,
      points.device)
  }

  /// The axes set up to `DeflatedAxes`, for reductions.
  init(_ deflated: DeflatedAxes, count: Int, device: Device) throws {
    let (found, d) = (deflated.axes.count, deflated.axes.columns)
    variances = deflated.variances + [Double](repeating: 0, count: count - found)
    let values = (0..<d * count).map { place in
      place % count < found ? Float(deflated.axes.values[place % count * d + place / count]) : 0
    }
    axes = try Matrix(device, rows: d, columns: count, values: values, for: "principal axes")
  }

  /// Leading eigenvectors and eigenvalues by LAPACK.
  private static func whole(
    _ covariance: Covariance<some PointBlocks>, _ count: Int, _ device: Device
  ) throws -> (basis: Matrix, values: [Double]) {
    let n = covariance.size
    guard let matrix = try covariance.values(),
      let eigen = SymmetricEigen(matrix, n: n, leading: min(count, n))
    else {
      throw DeviceError(doing: "LAPACK could not find the eigenvalues of the points' products")
    }
    let basis = try Matrix(
      device, rows: n, columns: eigen.values.count, values: eigen.vectors.map(Float.init),
      for: "principal axes")
    return (basis, eigen.values)
  }

  private static func iterate(
    _ covariance: Covariance<some PointBlocks>, _ count: Int, _ device: Device
  ) throws -> (basis: Matrix, values: [Double]) {
    let size = covariance.size
    let width = min(size, roundUp(count + max(14, count / 2), to: 16))
    let small = try SmallProducts(device, width: width)
    var basis = try Self.start(device, rows: size, width: width)
    let image = try Matrix(device, rows: size, columns: width, for: "principal axes")
    var values: [Double] = []
    for iteration in 1...Self.maxIterations {
      try covariance.apply(to: basis, into: image)
      let step = try small.step(basis: basis, image: image)
      let isLast =
        iteration == Self.maxIterations
        || iteration > 3 && Self.settled(values, step.values, min(count, width))
      values = step.values
      // The last step only turns the basis to the Ritz vectors; the others go on from its image.
      let next = try Matrix(device, rows: size, columns: width, for: "principal axes")
      try small.product(
        .plain(isLast ? basis : image),
        .plain(small.matrix(isLast ? step.rotation : step.next)), into: next)
      basis = next
      if isLast { break }
    }
    return (basis, values)
  }

  private static func settled(_ old: [Double], _ new: [Double], _ count: Int) -> Bool {
    guard old.count == new.count, let largest = new.first else { return false }
    return (0..<count).allSatisfy {
      abs(new[$0] - old[$0]) <= tolerance * (new[$0] + 0.1 * largest)
    }
  }

  /// Numbers between -1 and 1 that depend on nothing but their place.
  private static func start(
    _ device: Device, rows: Int, width: Int
  ) throws -> Matrix {
    var random = SplitMix64(seed: 0x0A57_2014)
    let values = (0..<rows * width).map { _ in Float.random(in: -1...1, using: &random) }
    return try Matrix(device, rows: rows, columns: width, values: values, for: "principal axes")
  }

  /// Axes that products with the points made, of unit length and at right angles: the leading ones
  /// that have a variance, row-major d x count.
  private static func columns(of axes: Matrix, _ variances: [Double]) throws -> [Float] {
    let all = try axes.read()
    let (d, count) = (axes.rows, variances.count)
    var result = OrthonormalAxes(columns: d)
    var loadings = [Float](repeating: 0, count: d * count)
    for k in 0..<min(count, axes.columns) where variances[k] > variances[0] * 1e-12 {
      let before = result.count
      result.append((0..<d).map { Double(all[$0 * axes.columns + k]) })
      guard result.count > before else { continue }
      for row in 0..<d { loadings[row * count + k] = Float(result.values[before * d + row]) }
    }
    return loadings
  }

  /// The leading columns, signs fixed; zero where there is no variance.
  private static func signed(
    _ all: [Float], stride: Int, _ variances: [Double], _ rows: Int, _ device: Device
  ) throws -> Matrix {
    let count = variances.count
    var values = [Float](repeating: 0, count: rows * count)
    let floor = (variances.first ?? 0) * 1e-12
    for column in 0..<min(count, stride) where variances[column] > floor {
      let loadings = (0..<rows).map { all[$0 * stride + column] }
      let largest = loadings.max { abs($0) < abs($1) } ?? 0
      for row in 0..<rows {
        values[row * count + column] = largest < 0 ? -loadings[row] : loadings[row]
      }
    }
    return try Matrix(device, rows: rows, columns: count, values: values, for: "principal axes")
  }
}
