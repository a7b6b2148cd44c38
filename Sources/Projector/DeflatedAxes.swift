import Kernels

/// Principal axes whose variances may differ by a factor of 1e12, where a device has only float32.
///
/// In float32 the short axes drown in the rounding of the long ones. So the long ones are found
/// first; what they leave of the points, subtracted in float64 (`Residual`), has its own long axes,
/// which are found next, and so on. A step of the power method in float64 after every round takes
/// from the axes found what rounding mixed into them of the rest; what it mixed among them, the
/// eigenvectors of the k x k products of all scores set right at the end (Rayleigh and Ritz).
struct DeflatedAxes {
  /// By falling variance; fewer than asked for where the points vary along no more.
  let axes: OrthonormalAxes
  /// Of scaled points (divisor n - 1).
  let variances: [Double]
  /// The points' scores, one n_b x count matrix a block; zeros beyond `variances`.
  let scores: [Matrix]

  /// Axes are taken of a round down to this share of its largest variance ...
  private static let taken = 0.01
  /// Variances below this share of the largest are rounding, of the input or ours.
  private static let floor = 1e-13
  /// Axes that are looked for beyond those asked for: what rounding mixed with them.
  private static let spare = 8
  private static let maxRounds = 40

  init(of points: PreparedPoints, _ exact: ExactRows, count: Int) throws {
    let width = max(1, min(count + Self.spare, points.columns, points.rows - 1))
    var axes = OrthonormalAxes(columns: points.columns)
    var largest = 0.0
    for _ in 0..<Self.maxRounds where axes.count < width {
      let rest = Residual(points, exact, without: axes)
      let round = try PrincipalAxes(of: rest, count: width - axes.count)
      let top = round.variances[0]
      largest = max(largest, top)
      guard top > Self.floor * largest else { break }
      let least = round.variances[min(max(count - axes.count, 1), round.variances.count) - 1]
      let isLast = least > Self.taken * top
      let cut = max(isLast ? 1e-4 * top : Self.taken * top, Self.floor * largest)
      let before = axes.count
      try axes.append(round, variancesAbove: cut)
      guard axes.count > before else { break }
      axes = try Self.improved(axes, exact)
      if isLast { break }
    }
    (self.axes, variances, scores) = try Self.ritz(points, exact, axes, count, largest)
  }

  /// Bytes that sums side by side may take.
  private static let sumBytes = 64_000_000

  /// Stretches of rows that are summed apart, each `numbers` of float64: fewer where they are many.
  static func stretches(summing numbers: Int) -> Int {
    max(2, min(ExactRows.stretches, sumBytes / (8 * max(1, numbers))))
  }

  /// The most bytes that deflation holds beside the points, for n of them with `columns` numbers
  /// and `count` axes.
  static func memory(points n: Int, columns: Int, count: Int) -> Double {
    let width = count + spare
    let axes = 8 * Double(width) * Double(columns)
    // Sums side by side; the axes, their image and the turned ones; scores before and after.
    return max(2 * axes, Double(sumBytes)) + 3 * axes + 8 * Double(n) * Double(width)
  }

  /// The axes of C V for axes V, in float64: one step of the power method.
  private static func improved(
    _ axes: OrthonormalAxes, _ exact: ExactRows
  ) throws -> OrthonormalAxes {
    let d = axes.columns
    let zeros = [Double](repeating: 0, count: axes.values.count)
    let most = stretches(summing: zeros.count)
    let image = ExactRows.sum(
      try unsafe exact.reduce(0..<exact.rows, zeros, atMost: most) { sums, piece, x in
        for row in 0..<piece.count {
          let start = unsafe x + row * d
          let scores = unsafe axes.scores(of: start)
          unsafe sums.withUnsafeMutableBufferPointer { sums in
            for (k, score) in scores.enumerated() {
              let first = k * d
              for c in 0..<d { unsafe sums[first + c] += score * start[c] }
            }
          }
        }
      })
    var result = OrthonormalAxes(columns: d)
    for k in 0..<axes.count { result.append(Array(image[k * d..<(k + 1) * d])) }
    return result
  }

  /// Scores of some rows in float32, and the sums of their products in float64.
  private struct Scores: Sendable {
    var values: [Float] = []
    var products: [Double]
  }

  /// The axes turned to the principal ones, the leading of them, with the points' scores.
  private static func ritz(
    _ points: PreparedPoints, _ exact: ExactRows, _ axes: OrthonormalAxes, _ count: Int,
    _ largest: Double
  ) throws -> (OrthonormalAxes, [Double], [Matrix]) {
    let (k, d) = (axes.count, axes.columns)
    let parts = try points.blocks.map { block in
      try unsafe exact.reduce(block, Scores(products: [Double](repeating: 0, count: k * k))) {
        sum, piece, x in
        for row in 0..<piece.count {
          let scores = unsafe axes.scores(of: x + row * d)
          for i in 0..<k { for j in 0..<k { sum.products[i * k + j] += scores[i] * scores[j] } }
          sum.values += scores.map(Float.init)
        }
      }
    }
    let eigen = GradedEigen(ExactRows.sum(parts.flatMap { $0.map(\.products) }), n: k)
    let all = eigen.values.map { $0 / Double(max(1, points.rows - 1)) }
    let found = min(count, all.count { $0 > floor * largest })
    var turned = OrthonormalAxes(columns: d)
    var rotation = [Float](repeating: 0, count: k * count)
    for place in 0..<found {
      let weights = (0..<k).map { eigen.vectors[$0 * k + place] }
      var axis = [Double](repeating: 0, count: d)
      for (i, weight) in weights.enumerated() {
        for c in 0..<d { axis[c] += weight * axes.values[i * d + c] }
      }
      let sign = (axis.max { abs($0) < abs($1) } ?? 0) < 0 ? -1.0 : 1
      turned.append(axis.map { $0 * sign })
      for (i, weight) in weights.enumerated() { rotation[i * count + place] = Float(weight * sign) }
    }
    let matrices = try scores(points, parts.map { $0.flatMap(\.values) }, k, rotation, count)
    return (turned, Array(all.prefix(found)), matrices)
  }

  private static func scores(
    _ points: PreparedPoints, _ blocks: [[Float]], _ k: Int, _ rotation: [Float], _ count: Int
  ) throws -> [Matrix] {
    let (device, purpose) = (points.device, "principal components")
    guard k > 0 else {
      return try points.blocks.map {
        try Matrix(device, rows: $0.count, columns: count, for: purpose)
      }
    }
    let product = try Product(device)
    let turn = try Matrix(device, rows: k, columns: count, values: rotation, for: purpose)
    return try blocks.map { values in
      let rows = values.count / k
      let target = try Matrix(device, rows: rows, columns: count, for: purpose)
      try product(
        .plain(Matrix(device, rows: rows, columns: k, values: values, for: purpose)),
        .plain(turn), into: target)
      return target
    }
  }
}

extension OrthonormalAxes {
  /// Adds the leading ones of `found`.
  fileprivate mutating func append(_ found: PrincipalAxes, variancesAbove least: Double) throws {
    let loadings = try found.axes.read()
    let count = found.variances.count
    for k in 0..<count where found.variances[k] > least {
      append((0..<columns).map { Double(loadings[$0 * count + k]) })
    }
  }
}
