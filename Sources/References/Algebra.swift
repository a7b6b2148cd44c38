extension Reference {
  /// A B for row-major A (m x k) and B (k x n).
  package static func product(_ a: [Float], _ b: [Float], m: Int, n: Int, k: Int) -> [Double] {
    var c = [Double](repeating: 0, count: m * n)
    for i in 0..<m {
      for l in 0..<k {
        let factor = Double(a[i * k + l])
        for j in 0..<n { c[i * n + j] += factor * Double(b[l * n + j]) }
      }
    }
    return c
  }

  /// Rows of `x` (row-major, `columns` wide) divided by their lengths, and the lengths. A row of
  /// zeros stays as it is.
  package static func unitRows(
    _ x: [Float], columns: Int
  ) -> (rows: [Double], lengths: [Double]) {
    var rows: [Double] = []
    var lengths: [Double] = []
    for start in stride(from: 0, to: x.count, by: columns) {
      let row = x[start..<start + columns].map(Double.init)
      let length = row.reduce(0) { $0 + $1 * $1 }.squareRoot()
      lengths.append(length)
      rows += row.map { length > 0 ? $0 / length : 0 }
    }
    return (rows, lengths)
  }

  /// The sums of f(value) over each column.
  package static func columnSums(
    _ x: [Float], columns: Int, _ f: (Double) -> Double = { $0 }
  ) -> [Double] {
    var sums = [Double](repeating: 0, count: columns)
    for (index, value) in x.enumerated() { sums[index % columns] += f(Double(value)) }
    return sums
  }

  /// The mean of each group of rows of `x`; of an empty one its row of `old`.
  package static func means(
    _ x: [Float], columns: Int, of groups: [ArraySlice<Int32>], else old: [Float]
  ) -> [Double] {
    groups.enumerated().flatMap { group, rows in
      (0..<columns).map { c in
        guard !rows.isEmpty else { return Double(old[group * columns + c]) }
        return rows.reduce(0) { $0 + Double(x[Int($1) * columns + c]) } / Double(rows.count)
      }
    }
  }
}
