import CLAPACK

/// Eigenvalues and eigenvectors of a small symmetric matrix, by LAPACK's `dsyev`.
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
}
