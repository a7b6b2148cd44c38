#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Reference {
  /// The response of the field's filters (`kernels/convolution.cl`), by sums that know no fast
  /// transform and no split: the kernel, free in space, with the splines' correction.
  package struct Convolution {
    private let nx, ny: Int
    /// What a unit charge makes (i, j) nodes away, |i| < nx, |j| < ny, at i ny + j.
    private let response: [Double]

    /// On nx x ny nodes `spacing` apart. `correction`: of the splines, on one axis, for bins 0 to
    /// n of 2 n; n is so large that the end of the kernel at that distance is not felt.
    package init(nx: Int, ny: Int, spacing: Double, correction: [Double]) {
      let n = correction.count - 1
      precondition(max(nx, ny) < n)
      (self.nx, self.ny) = (nx, ny)
      let kernel = (0..<n * n).map { index in
        let (i, j) = (Double(index / n), Double(index % n))
        return 1 / (1 + spacing * spacing * (i * i + j * j))
      }
      let cosines = Self.cosines(n)
      // The kernel is even, and zero at the distance of n nodes: twice its cosine sums, the node at
      // zero once.
      let spectrum = Self.apply(cosines, cosines, n, n) { i, j in
        kernel[i * n + j] * (i == 0 ? 1 : 2) * (j == 0 ? 1 : 2)
      }
      let back = Self.transposed(cosines, n)
      response = Self.apply(Array(back.prefix(nx)), Array(back.prefix(ny)), n + 1, n + 1) {
        k, l in
        spectrum[k * (n + 1) + l] * correction[k] * correction[l]
          * (k == 0 || k == n ? 1 : 2) * (l == 0 || l == n ? 1 : 2) / Double(4 * n * n)
      }
    }

    /// The field of some charges, at every node: x ny + y.
    package func field(_ charges: [(x: Int, y: Int, charge: Double)]) -> [Double] {
      (0..<nx * ny).map { index in
        charges.reduce(0) { sum, charge in
          let (i, j) = (abs(index / ny - charge.x), abs(index % ny - charge.y))
          return sum + charge.charge * response[i * ny + j]
        }
      }
    }

    /// cos(pi k i / n): n + 1 rows k of n.
    private static func cosines(_ n: Int) -> [[Double]] {
      (0...n).map { k in (0..<n).map { cos(.pi * Double(k * $0) / Double(n)) } }
    }

    private static func transposed(_ rows: [[Double]], _ n: Int) -> [[Double]] {
      (0..<n).map { i in rows.map { $0[i] } }
    }

    /// sum_ij a_ki b_lj f(i, j), row-major.
    private static func apply(
      _ a: [[Double]], _ b: [[Double]], _ nx: Int, _ ny: Int, _ f: (Int, Int) -> Double
    ) -> [Double] {
      let half = (0..<nx).map { i in
        b.map { row in (0..<ny).reduce(0) { $0 + row[$1] * f(i, $1) } }
      }
      return a.flatMap { row in
        b.indices.map { l in (0..<nx).reduce(0) { $0 + row[$1] * half[$1][l] } }
      }
    }
  }
}
