import CLAPACK

/// Eigenvalues and eigenvectors of a small symmetric matrix, by LAPACK.
struct SymmetricEigen {
  /// Descending.
  let values: [Double]
  /// n x n, row-major: column i belongs to `values[i]`.
  let vectors: [Double]

  /// `matrix`: n x n; its upper triangle is read. nil when LAPACK does not converge.
  init?(_ matrix: [Double], n: Int) {
    precondition(matrix.count == n * n)
    guard n > 0 else { return nil }
    var a = matrix
    var ascending = [Double](repeating: 0, count: n)
    var size = Int32(n)
    var length = Int32(max(1, 34 * n))
    var work = [Double](repeating: 0, count: Int(length))
    var info: Int32 = 0
    // Row-major and column-major are the same for a symmetric matrix, but "upper" swaps.
    unsafe dsyev_("V", "L", &size, &a, &size, &ascending, &work, &length, &info)
    guard info == 0 else { return nil }
    values = ascending.reversed()
    // LAPACK's column i is the run a[i n ..< (i + 1) n], for the ascending values.
    var vectors = [Double](repeating: 0, count: n * n)
    for i in 0..<n {
      for row in 0..<n { vectors[row * n + i] = a[(n - 1 - i) * n + row] }
    }
    self.vectors = vectors
  }

  /// The `count` largest eigenvalues alone, by LAPACK: `vectors` is n x count.
  init?(_ matrix: [Double], n: Int, leading count: Int) {
    precondition(matrix.count == n * n && count > 0 && count <= n)
    var a = matrix
    var ascending = [Double](repeating: 0, count: n)
    var z = [Double](repeating: 0, count: n * count)
    var support = [Int32](repeating: 0, count: 2 * n)
    var size = Int32(n)
    var bounds = (low: 0.0, high: 0.0, first: Int32(n - count + 1), last: Int32(n))
    var tolerance = 0.0
    var found: Int32 = 0
    var info: Int32 = 0
    var length = Int32(32 * n)
    var work = [Double](repeating: 0, count: Int(length))
    var wholeLength = Int32(10 * n)
    var wholeWork = [Int32](repeating: 0, count: Int(wholeLength))
    unsafe dsyevr_(
      "V", "I", "L", &size, &a, &size, &bounds.low, &bounds.high, &bounds.first, &bounds.last,
      &tolerance, &found, &ascending, &z, &size, &support, &work, &length, &wholeWork,
      &wholeLength, &info)
    guard info == 0, Int(found) == count else { return nil }
    values = ascending.prefix(count).reversed()
    // LAPACK's column i is the run z[i n ..< (i + 1) n], for the ascending values.
    var vectors = [Double](repeating: 0, count: n * count)
    for i in 0..<count {
      for row in 0..<n { vectors[row * count + i] = z[(count - 1 - i) * n + row] }
    }
    self.vectors = vectors
  }
}
