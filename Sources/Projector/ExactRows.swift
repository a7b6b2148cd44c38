import Values

/// The input's rows in float64 as methods see them: columns standardized if that is asked for, rows
/// of unit length for cosine, centered, and scaled by a power of two to a total variance near 1.
struct ExactRows: Sendable {
  private let points: Points
  /// Euclidean until columns are standardized: lengths are those of standardized rows.
  private var metric = Metric.euclidean
  /// What standardizes a column: (x - center) * factor; nil: it stays as it is.
  private var standard: (centers: [Double], factors: [Double])?
  private var means: [Double] = []
  /// A power of two that float32 holds.
  private(set) var scale = 1.0
  /// Of the scaled rows, by column (divisor n - 1).
  private(set) var variances: [Double] = []

  /// Numbers of rows in work at once: what stays in a processor's cache.
  private static let pieceNumbers = 65_536
  /// Stretches of rows that are summed apart, at most.
  static let stretches = 64

  init(_ points: Points, metric: Metric, standardize: Bool) throws {
    self.points = points
    if standardize {
      let moments = try self.moments()
      standard = (moments.means, moments.variances.map { $0 > 0 ? 1 / $0.squareRoot() : 0 })
    }
    self.metric = metric
    if metric == .cosine { try checkLengths() }
    let moments = try self.moments()
    means = moments.means
    let total = moments.variances.reduce(0, +)
    if total > 0 {
      let exponent = min(126, max(-126, -total.squareRoot().exponent))
      scale = Double(sign: .plus, exponent: Int(exponent), significand: 1)
    }
    variances = moments.variances.map { $0 * scale * scale }
  }

  var rows: Int { points.rows }
  var columns: Int { points.columns }

  /// What `body` adds to `start` over pieces of consecutive rows, for stretches of `range` in
  /// order, at most `most`. They depend on that and the numbers of rows and columns alone.
  func reduce<T: Sendable>(
    _ range: Range<Int>, _ start: T, atMost most: Int = stretches,
    _ body: @Sendable (inout T, Range<Int>, UnsafeMutablePointer<Double>) -> Void
  ) throws -> [T] {
    let piece = max(1, min(256, Self.pieceNumbers / columns))
    let pieces = (range.count + piece - 1) / piece
    let count = min(most, pieces)
    return try ParallelBlocks.map(count) { (index: Int) throws(DataError) in
      var sum = start
      _ = unsafe [Double](unsafeUninitializedCapacity: piece * columns) { buffer, filled in
        for number in pieces * index / count..<pieces * (index + 1) / count {
          let first = range.lowerBound + number * piece
          let rows = first..<min(range.upperBound, first + piece)
          unsafe fill(rows, into: UnsafeMutableBufferPointer(rebasing: buffer[...]))
          if let base = buffer.baseAddress { unsafe body(&sum, rows, base) }
        }
        filled = 0
      }
      return sum
    }
  }

  /// Rows of the input, in the order given, as float32.
  func copy(_ rows: [Int], into target: UnsafeMutableBufferPointer<Float>) throws {
    let d = columns, part = max(1, Self.pieceNumbers / d)
    // Every row of the target is written by one part alone.
    nonisolated(unsafe) let target = unsafe target
    _ = try ParallelBlocks.map((rows.count + part - 1) / part) {
      (index: Int) throws(DataError) in
      _ = unsafe [Double](unsafeUninitializedCapacity: d) { buffer, filled in
        for place in index * part..<min(rows.count, (index + 1) * part) {
          unsafe fill(
            rows[place]..<rows[place] + 1, into: UnsafeMutableBufferPointer(rebasing: buffer[...]))
          for c in 0..<d { unsafe target[place * d + c] = Float(buffer[c]) }
        }
        filled = 0
      }
    }
  }

  /// Consecutive rows as far as they are known by now: what is not measured yet is left undone.
  private func fill(_ rows: Range<Int>, into target: UnsafeMutableBufferPointer<Double>) {
    unsafe points.copyRows(rows, into: target)
    for row in 0..<rows.count {
      let x = unsafe UnsafeMutableBufferPointer(
        rebasing: target[row * columns..<(row + 1) * columns])
      if let standard {
        for c in 0..<columns { unsafe x[c] = (x[c] - standard.centers[c]) * standard.factors[c] }
      }
      if metric == .cosine {
        let length = unsafe Self.length(x)
        for c in 0..<columns { unsafe x[c] /= length }
      }
      if !means.isEmpty {
        for c in 0..<columns { unsafe x[c] = (x[c] - means[c]) * scale }
      }
    }
  }

  /// Without squares that overflow or vanish.
  private static func length(_ x: UnsafeMutableBufferPointer<Double>) -> Double {
    var largest = 0.0
    for index in x.indices { unsafe largest = max(largest, abs(x[index])) }
    guard largest > 0 else { return 1 }
    var sum = 0.0
    for index in x.indices { unsafe sum += (x[index] / largest) * (x[index] / largest) }
    return largest * sum.squareRoot()
  }

  /// Means and variances of the columns, by differences to the first row: those of a column that is
  /// constant are exact.
  private func moments() throws -> (means: [Double], variances: [Double]) {
    let d = columns
    let zeros = [Double](repeating: 0, count: d)
    let origin = try unsafe reduce(0..<1, zeros) { first, _, x in
      for c in 0..<d { unsafe first[c] = x[c] }
    }[0]
    let shifts = Self.sum(
      try unsafe reduce(0..<rows, zeros) { sums, piece, x in
        for row in 0..<piece.count {
          for c in 0..<d { unsafe sums[c] += x[row * d + c] - origin[c] }
        }
      }
    ).map { $0 / Double(rows) }
    let squares = Self.sum(
      try unsafe reduce(0..<rows, zeros) { sums, piece, x in
        for row in 0..<piece.count {
          for c in 0..<d {
            let difference = unsafe x[row * d + c] - origin[c] - shifts[c]
            sums[c] += difference * difference
          }
        }
      })
    return (
      (0..<d).map { origin[$0] + shifts[$0] }, squares.map { $0 / Double(max(1, rows - 1)) }
    )
  }

  /// Sums of equally long lists, term by term, in their order.
  static func sum(_ parts: [[Double]]) -> [Double] {
    guard var sums = parts.first else { return [] }
    for part in parts.dropFirst() {
      for index in sums.indices { sums[index] += part[index] }
    }
    return sums
  }

  /// Refuses rows without a direction.
  private func checkLengths() throws {
    let d = columns
    let zero = try unsafe reduce(0..<rows, Int.max) { first, piece, x in
      // Of unit length, or zeros.
      for row in 0..<piece.count
      where first == .max && (0..<d).allSatisfy({ unsafe x[row * d + $0] == 0 }) {
        first = piece.lowerBound + row
      }
    }.min()
    guard let zero, zero != .max else { return }
    let place = points.place(ofRow: zero)
    let what = standard == nil ? "all zeros" : "the mean of all rows"
    throw DataError(
      "\(place.path): row \(grouped(place.row)) is \(what), so it has no direction and no cosine "
        + "distance. Remove it, or use --metric euclidean")
  }
}
