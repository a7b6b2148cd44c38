#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Reference {
  /// Gaussian weights of a row of ascending squared distances at precision `beta`; they sum to one
  /// (van der Maaten and Hinton 2008, equation 1).
  package static func conditional(_ squaredDistances: [Float], beta: Double) -> [Double] {
    let nearest = Double(squaredDistances.first ?? 0)
    let weights = squaredDistances.map { exp(-beta * (Double($0) - nearest)) }
    let total = weights.reduce(0, +)
    return weights.map { $0 / total }
  }

  /// The entropy of `p` in nats.
  package static func entropy(_ p: [Double]) -> Double {
    p.reduce(0) { $0 - ($1 > 0 ? $1 * log($1) : 0) }
  }

  /// (p_j|i + p_i|j) / 2n over the union of an n x k graph's edges, by i n + j.
  package static func symmetric(
    _ neighbors: [Int32], _ p: [Float], n: Int, k: Int
  ) -> [Int: Double] {
    var union: [Int: Double] = [:]
    for i in 0..<n {
      for e in i * k..<(i + 1) * k {
        let j = Int(neighbors[e])
        let half = Double(p[e]) / Double(2 * n)
        union[i * n + j, default: 0] += half
        union[j * n + i, default: 0] += half
      }
    }
    return union
  }

  /// What `symmetric` gives, as compressed sparse rows with ascending columns.
  package struct SparseRows {
    /// n + 1 positions.
    package let rows: [Int32]
    package let columns: [Int32]
    package let values: [Double]

    package init(_ neighbors: [Int32], _ p: [Float], n: Int, k: Int) {
      let edges = symmetric(neighbors, p, n: n, k: k).sorted { $0.key < $1.key }
      var rows = [Int32](repeating: 0, count: n + 1)
      for (edge, _) in edges { rows[edge / n + 1] += 1 }
      for row in 0..<n { rows[row + 1] += rows[row] }
      self.rows = rows
      columns = edges.map { Int32($0.key % n) }
      values = edges.map(\.value)
    }
  }
}
