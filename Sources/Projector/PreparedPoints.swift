package import Values
package import Kernels

/// The points as every method sees them: float32, for cosine of unit length, centered, in blocks
/// of rows on the device.
///
/// Blocks stay on the device when all of them fit in `residentLimit`, or when the caller needs them
/// there; else they are read from the file anew each time they are asked for.
package final class PreparedPoints: PointBlocks {
  package let device: Device
  private let points: Points
  private let metric: Metric
  private let standardize: Bool
  private let prepare: Prepare
  private let blockRows: Int
  private var resident: [Matrix] = []
  private var mean: Matrix
  /// Coordinates are multiplied by this power of two, so that no square of them overflows or
  /// vanishes in float32; 1 for all but extreme data.
  package private(set) var scale: Float
  /// The variance of every column (divisor n - 1).
  package private(set) var columnVariances: [Double] = []
  /// Sum over all columns of the variance.
  package private(set) var totalVariance = 0.0
  /// How far from zero the mean lies that was subtracted in float32; 0 once rows are exact.
  private(set) var offset = 0.0
  /// The rows in float64, once they are needed: then blocks are these, rounded last of all.
  private(set) var exact: ExactRows?

  package static let residentLimit = 1_000_000_000
  /// Rows of a block: so many queries of the neighbor search are in work at once.
  package static let maxBlockRows = 16384
  private static let maxBlockBytes = 256_000_000

  package init(
    _ points: Points, metric: Metric, device: Device, keep: Bool, standardize: Bool = false
  ) throws {
    self.device = device
    self.points = points
    self.metric = metric
    self.standardize = standardize
    prepare = try Prepare(device)
    scale = metric == .cosine ? 1 : try Self.scale(points)
    let rowBytes = 4 * roundUp(points.columns, to: Matrix.alignment)
    blockRows = max(1, min(Self.maxBlockRows, points.rows, Self.maxBlockBytes / rowBytes))
    mean = try Matrix(device, rows: 1, columns: points.columns, for: "the points' mean")
    let keeps = keep || points.rows * rowBytes <= Self.residentLimit
    if standardize {
      // Names the first number that is not finite.
      _ = try points.largestMagnitude()
      try becomeExact(keeping: keeps)
    } else {
      try measure(keeping: keeps)
    }
  }

  package var rows: Int { points.rows }
  package var columns: Int { points.columns }

  /// Whether all points stay on the device.
  var isResident: Bool { !resident.isEmpty }

  /// First row of each block, with its rows.
  package var blocks: [Range<Int>] {
    stride(from: 0, to: rows, by: blockRows).map { $0..<min(rows, $0 + blockRows) }
  }

  /// The block at `index` of `blocks`.
  package func block(_ index: Int) throws -> Matrix {
    if !resident.isEmpty { return resident[index] }
    return try matrix(ofRows: Array(blocks[index]))
  }

  /// Some rows, in the order given.
  package func matrix(ofRows rows: [Int]) throws -> Matrix {
    if let exact { return try load(rows, exact) }
    let matrix = try load(rows)
    try prepare.subtract(mean, from: matrix)
    return matrix
  }

  /// From now on rows are computed in float64, from numbers as precise as the file has them, and
  /// become float32 once they are centered and scaled.
  @discardableResult func becomeExact() throws -> ExactRows {
    try becomeExact(keeping: isResident)
  }

  @discardableResult private func becomeExact(keeping: Bool) throws -> ExactRows {
    let exact = try ExactRows(points, metric: metric, standardize: standardize)
    self.exact = exact
    scale = Float(exact.scale)
    columnVariances = exact.variances
    totalVariance = exact.variances.reduce(0, +)
    offset = 0
    resident = []
    if keeping { resident = try blocks.map { try load(Array($0), exact) } }
    return exact
  }

  /// 1 when the largest magnitude is between 1e-4 and 1e4, else what brings it near 1.
  private static func scale(_ points: Points) throws -> Float {
    guard points.mayBeExtreme else { return 1 }
    let largest = try points.largestMagnitude()
    guard largest > 0, largest < 1e-4 || largest > 1e4 else { return 1 }
    return Float(sign: .plus, exponent: -min(126, largest.exponent), significand: 1)
  }

  private func measure(keeping: Bool) throws {
    var sums = [Double](repeating: 0, count: columns)
    for range in blocks {
      let block = try load(Array(range))
      for (c, sum) in try prepare.columnSums(block).enumerated() { sums[c] += sum }
      if keeping { resident.append(block) }
    }
    let values = sums.map { Float($0 / Double(rows)) }
    mean = try Matrix(
      device, rows: 1, columns: columns, values: values, for: "the points' mean")
    for block in resident { try prepare.subtract(mean, from: block) }
    offset = values.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
    var squares = 0.0
    columnVariances = [Double](repeating: 0, count: columns)
    let divisor = Double(max(1, rows - 1))
    for index in blocks.indices {
      let sums = try prepare.columnSquares(block(index))
      squares += sums.reduce(0, +)
      for (c, sum) in sums.enumerated() { columnVariances[c] += sum / divisor }
    }
    totalVariance = squares / divisor
  }

  private func load(_ rows: [Int], _ exact: ExactRows) throws -> Matrix {
    try unsafe Matrix(device, rows: rows.count, columns: columns, for: "the points") {
      try unsafe exact.copy(rows, into: $0)
    }
  }

  /// Rows of the file as float32, of unit length for cosine, not yet centered.
  private func load(_ rows: [Int]) throws -> Matrix {
    let matrix = try unsafe Matrix(
      device, rows: rows.count, columns: columns, for: "the points"
    ) {
      try unsafe copy(rows, to: $0)
      if scale != 1 { for index in $0.indices { unsafe $0[index] *= scale } }
    }
    if metric == .cosine { try normalize(matrix, rows) }
    return matrix
  }

  /// Copies runs of consecutive rows at once.
  private func copy(_ rows: [Int], to target: UnsafeMutableBufferPointer<Float>) throws {
    var start = 0
    while start < rows.count {
      var end = start + 1
      while end < rows.count, rows[end] == rows[end - 1] + 1 { end += 1 }
      let slice = unsafe UnsafeMutableBufferPointer(
        rebasing: target[start * columns..<end * columns])
      try unsafe points.copyRows(rows[start]..<rows[start] + end - start, into: slice)
      start = end
    }
  }

  private func normalize(_ matrix: Matrix, _ rows: [Int]) throws {
    let norms = try prepare.normalizeRows(matrix)
    guard let zero = norms.firstIndex(of: 0) else { return }
    let place = points.place(ofRow: rows[zero])
    throw DataError(
      "\(place.path): row \(grouped(place.row)) is all zeros, so it has no direction and no cosine "
        + "distance. Remove it, or use --metric euclidean")
  }
}
