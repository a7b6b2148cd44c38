#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Reference {
  /// t-SNE's objective and gradient by the plain sums over all pairs (van der Maaten and Hinton
  /// 2008, equations 4 and 5). Layouts are row-major n x components.
  package struct Forces {
    package let n: Int
    package let components: Int
    /// Row-major n x n; empty where only repulsion is asked for.
    package let p: [Double]

    package init(n: Int, components: Int, p: [Double] = []) {
      self.n = n
      self.components = components
      self.p = p
    }

    private func weight(_ y: [Double], _ i: Int, _ j: Int) -> Double {
      var square = 0.0
      for c in 0..<components {
        let difference = y[i * components + c] - y[j * components + c]
        square += difference * difference
      }
      return 1 / (1 + square)
    }

    /// Z = sum_(i != j) w_ij.
    package func normalizer(_ y: [Double]) -> Double {
      var z = 0.0
      for i in 0..<n { for j in 0..<n where j != i { z += weight(y, i, j) } }
      return z
    }

    /// KL(P || Q) in nats.
    package func divergence(_ y: [Double]) -> Double {
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
    private func sums(_ y: [Double], _ factor: (Int, Int) -> Double) -> [Double] {
      var forces = [Double](repeating: 0, count: n * components)
      for i in 0..<n {
        for j in 0..<n where j != i {
          let f = factor(i, j)
          guard f != 0 else { continue }
          for c in 0..<components {
            forces[i * components + c] += f * (y[i * components + c] - y[j * components + c])
          }
        }
      }
      return forces
    }

    /// sum_j p_ij w_ij (y_i - y_j).
    package func attraction(_ y: [Double]) -> [Double] {
      sums(y) { i, j in
        let p = p[i * n + j]
        return p == 0 ? 0 : p * weight(y, i, j)
      }
    }

    /// sum_j w_ij^2 (y_i - y_j).
    package func repulsion(_ y: [Double]) -> [Double] {
      sums(y) { i, j in
        let w = weight(y, i, j)
        return w * w
      }
    }

    /// A dense P from a sparse one.
    package static func dense(
      _ rows: [Int32], _ columns: [Int32], _ values: [Float], n: Int
    ) -> [Double] {
      var p = [Double](repeating: 0, count: n * n)
      for i in 0..<n {
        for e in Int(rows[i])..<Int(rows[i + 1]) { p[i * n + Int(columns[e])] = Double(values[e]) }
      }
      return p
    }
  }
}
