import Foundation

/// t-SNE's objective and gradient in float64, by the plain sums over all pairs.
struct Reference {
  let n: Int
  let components: Int
  /// Row-major n x n.
  let p: [Double]

  func point(_ y: [Double], _ i: Int) -> ArraySlice<Double> {
    y[i * components..<(i + 1) * components]
  }

  func weight(_ y: [Double], _ i: Int, _ j: Int) -> Double {
    let square = zip(point(y, i), point(y, j)).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    return 1 / (1 + square)
  }

  func normalizer(_ y: [Double]) -> Double {
    var z = 0.0
    for i in 0..<n { for j in 0..<n where j != i { z += weight(y, i, j) } }
    return z
  }

  /// KL(P || Q) in nats.
  func divergence(_ y: [Double]) -> Double {
    let z = normalizer(y)
    var sum = 0.0
    for i in 0..<n {
      for j in 0..<n where j != i && p[i * n + j] > 0 {
        sum += p[i * n + j] * log(p[i * n + j] * z / weight(y, i, j))
      }
    }
    return sum
  }

  /// sum_j f(i, j) (y_i - y_j) for every i.
  func sums(_ y: [Double], _ factor: (Int, Int) -> Double) -> [Double] {
    var forces = [Double](repeating: 0, count: n * components)
    for i in 0..<n {
      for j in 0..<n where j != i {
        let f = factor(i, j)
        for c in 0..<components {
          forces[i * components + c] += f * (y[i * components + c] - y[j * components + c])
        }
      }
    }
    return forces
  }

  func attraction(_ y: [Double]) -> [Double] {
    sums(y) { p[$0 * n + $1] * weight(y, $0, $1) }
  }

  func repulsion(_ y: [Double]) -> [Double] {
    sums(y) { weight(y, $0, $1) * weight(y, $0, $1) }
  }

  /// A dense P from a sparse one.
  static func dense(_ rows: [Int32], _ columns: [Int32], _ values: [Float], n: Int) -> [Double] {
    var p = [Double](repeating: 0, count: n * n)
    for i in 0..<n {
      for e in Int(rows[i])..<Int(rows[i + 1]) { p[i * n + Int(columns[e])] = Double(values[e]) }
    }
    return p
  }
}
