import Kernels

/// What some axes leave of the points: x - V'(V x), subtracted in float64, so that it has its own
/// seven digits however long the axes are.
final class Residual: PointBlocks {
  private let points: PreparedPoints
  private let exact: ExactRows
  private let axes: OrthonormalAxes
  private var kept: [Matrix?]

  init(_ points: PreparedPoints, _ exact: ExactRows, without axes: OrthonormalAxes) {
    self.points = points
    self.exact = exact
    self.axes = axes
    kept = Array(repeating: nil, count: points.blocks.count)
  }

  var device: Device { points.device }
  var rows: Int { points.rows }
  var columns: Int { points.columns }
  var blocks: [Range<Int>] { points.blocks }

  func block(_ index: Int) throws -> Matrix {
    if axes.count == 0 { return try points.block(index) }
    if let block = kept[index] { return block }
    let block = try make(blocks[index])
    // Only an operator that is not formed asks again and again.
    if points.isResident, columns > PrincipalAxes.denseLimit { kept[index] = block }
    return block
  }

  private func make(_ range: Range<Int>) throws -> Matrix {
    let d = columns
    return try unsafe Matrix(device, rows: range.count, columns: d, for: "principal axes") {
      target in
      // Every row of the target is written by one stretch alone.
      nonisolated(unsafe) let target = unsafe target
      let axes = axes
      _ = try unsafe exact.reduce(range, 0) { _, piece, x in
        for row in 0..<piece.count {
          let start = unsafe x + row * d
          unsafe axes.subtract(from: start, axes.scores(of: start))
          let first = (piece.lowerBound - range.lowerBound + row) * d
          for c in 0..<d { unsafe target[first + c] = Float(start[c]) }
        }
      }
    }
  }
}

extension OrthonormalAxes {
  /// V x of a point.
  func scores(of x: UnsafePointer<Double>) -> [Double] {
    unsafe values.withUnsafeBufferPointer { v in
      (0..<count).map { k in
        // Eight sums side by side.
        var sums = SIMD8<Double>.zero
        let first = k * columns, whole = columns / 8 * 8
        var c = 0
        while c < whole {
          for lane in 0..<8 { unsafe sums[lane] += v[first + c + lane] * x[c + lane] }
          c += 8
        }
        var sum = sums.sum()
        while c < columns {
          unsafe sum += v[first + c] * x[c]
          c += 1
        }
        return sum
      }
    }
  }

  /// x - V's, in place.
  func subtract(from x: UnsafeMutablePointer<Double>, _ scores: [Double]) {
    unsafe values.withUnsafeBufferPointer { v in
      for (k, score) in scores.enumerated() {
        let first = k * columns
        for c in 0..<columns { unsafe x[c] -= score * v[first + c] }
      }
    }
  }
}
