import Values

/// Principal components in float64, slow and obvious: the singular value decomposition of the
/// centered points by Jacobi's rotations of their columns (Hestenes 1958), which finds every axis
/// to its own precision.
struct ExactPrincipal {
  /// Standard deviation along each axis, descending.
  let deviations: [Double]
  /// Of each axis, the scores of all points.
  let scores: [[Double]]

  init(_ values: [Double], columns d: Int) {
    let n = values.count / d
    var x = (0..<d).map { c in
      let column = (0..<n).map { values[$0 * d + c] - values[c] }
      let mean = column.reduce(0, +) / Double(n)
      return column.map { $0 - mean }
    }
    func product(_ a: [Double], _ b: [Double]) -> Double {
      var sum = 0.0
      for row in 0..<n { sum += a[row] * b[row] }
      return sum
    }
    var isTurned = true
    for _ in 0..<40 where isTurned {
      isTurned = false
      for p in 0..<d {
        for q in p + 1..<max(d, p + 1) {
          let (a, b) = (x[p], x[q])
          let (aa, bb, ab) = (product(a, a), product(b, b), product(a, b))
          guard abs(ab) > 1e-14 * (aa * bb).squareRoot(), ab != 0 else { continue }
          isTurned = true
          let theta = (bb - aa) / (2 * ab)
          let t = (theta < 0 ? -1 : 1) / (abs(theta) + (1 + theta * theta).squareRoot())
          let c = 1 / (1 + t * t).squareRoot()
          let s = t * c
          for row in 0..<n {
            x[p][row] = c * a[row] - s * b[row]
            x[q][row] = s * a[row] + c * b[row]
          }
        }
      }
    }
    let lengths = x.map { product($0, $0).squareRoot() }
    let order = (0..<d).sorted { lengths[$0] > lengths[$1] }
    scores = order.map { x[$0] }
    deviations = order.map { lengths[$0] / Double(max(1, n - 1)).squareRoot() }
  }

  /// The largest error of each axis' scores in units of its deviation, signs aside. `found`:
  /// row-major, n x `count`.
  func errors(of found: [Float], count: Int) -> [Double] {
    (0..<count).map { k in
      let right = scores[k]
      let along = right.indices.reduce(0.0) { $0 + right[$1] * Double(found[$1 * count + k]) }
      let sign = along < 0 ? -1.0 : 1
      let largest = right.indices.map { abs(sign * Double(found[$0 * count + k]) - right[$0]) }
        .max()
      return (largest ?? 0) / deviations[k]
    }
  }
}

/// Numbers of the standard normal distribution, nearly.
struct Normal {
  private var random: SplitMix64

  init(_ seed: UInt64) { random = SplitMix64(seed: seed) }

  mutating func next() -> Double {
    (0..<12).reduce(-6.0) { sum, _ in sum + Double.random(in: 0..<1, using: &random) }
  }

  mutating func values(_ count: Int) -> [Double] { (0..<count).map { _ in next() } }
}

/// A dataset of float64 values in memory.
func wideDataset(_ values: [Double], columns: Int) -> Dataset {
  let bytes = values.flatMap { withUnsafeBytes(of: $0.bitPattern.littleEndian, Array.init) }
  let rows = values.count / columns
  let block = PointBlock(
    path: "test.npy", storage: Storage(bytes), offset: 0, rows: rows, columns: columns,
    type: .float64)
  return Dataset(
    name: "test", points: Points(blocks: [block]),
    source: .init(paths: ["test.npy"], format: "npy", shape: [rows, columns], type: .float64))
}
