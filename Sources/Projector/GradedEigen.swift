/// Eigenvalues and eigenvectors of a positive semidefinite matrix whose diagonal spans many orders
/// of magnitude, by Jacobi's rotations: every eigenvalue comes out to its own precision, not to the
/// largest one's (Demmel and Veselic 1992).
struct GradedEigen {
  /// Descending.
  let values: [Double]
  /// n x n, row-major: column i belongs to `values[i]`.
  let vectors: [Double]

  private static let maxSweeps = 60

  init(_ matrix: [Double], n: Int) {
    precondition(matrix.count == n * n)
    var a = matrix
    var v = [Double](repeating: 0, count: n * n)
    for i in 0..<n { v[i * n + i] = 1 }
    for _ in 0..<Self.maxSweeps where Self.sweep(&a, &v, n) == 0 { break }
    let order = (0..<n).sorted { a[$0 * n + $0] > a[$1 * n + $1] }
    values = order.map { a[$0 * n + $0] }
    vectors = (0..<n * n).map { v[$0 / n * n + order[$0 % n]] }
  }

  /// One rotation of every pair that is not at right angles yet; returns how many.
  private static func sweep(_ a: inout [Double], _ v: inout [Double], _ n: Int) -> Int {
    var rotations = 0
    for p in 0..<n {
      for q in p + 1..<max(p + 1, n) {
        let off = a[p * n + q], (low, high) = (a[p * n + p], a[q * n + q])
        guard abs(off) > 1e-15 * (abs(low) * abs(high)).squareRoot(), off != 0 else { continue }
        rotations += 1
        let theta = (high - low) / (2 * off)
        let t = (theta < 0 ? -1 : 1) / (abs(theta) + (1 + theta * theta).squareRoot())
        let c = 1 / (1 + t * t).squareRoot(), s = t * c
        for k in 0..<n where k != p && k != q {
          let (x, y) = (a[p * n + k], a[q * n + k])
          a[p * n + k] = c * x - s * y
          a[q * n + k] = s * x + c * y
          a[k * n + p] = a[p * n + k]
          a[k * n + q] = a[q * n + k]
        }
        a[p * n + p] = low - t * off
        a[q * n + q] = high + t * off
        a[p * n + q] = 0
        a[q * n + p] = 0
        for k in 0..<n {
          let (x, y) = (v[k * n + p], v[k * n + q])
          v[k * n + p] = c * x - s * y
          v[k * n + q] = s * x + c * y
        }
      }
    }
    return rotations
  }
}
