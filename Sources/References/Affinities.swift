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

  /// e to the entropy of `p`: how many neighbors it amounts to.
  package static func perplexity(_ p: [Double]) -> Double { exp(entropy(p)) }

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
}
