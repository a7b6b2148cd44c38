#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Reference {
  /// The response of the field's filter (`kernels/convolution.cl`), by sums that know no fast
  /// transform.
  package struct Convolution {
    private let nx, ny: Int
    /// What a unit charge makes (i, j) nodes away, |i| < nx, |j| < ny, at i ny + j.
    private let response: [Double]

    /// On nx x ny nodes `spacing` apart. `correction`: of the splines, for bins 0 to nx of 2 nx, and
    /// 0 to ny of 2 ny.
    package init(
      nx: Int, ny: Int, spacing: Double, correction: (x: [Double], y: [Double])
    ) {
      precondition(correction.x.count == nx + 1 && correction.y.count == ny + 1)
      (self.nx, self.ny) = (nx, ny)
      let kernel = (0..<nx * ny).map { index in
        let (i, j) = (Double(index / ny), Double(index % ny))
        return 1 / (1 + spacing * spacing * (i * i + j * j))
      }
      let x = Self.cosines(nx), y = Self.cosines(ny)
      // The kernel is even, and zero at the distance of n nodes: twice its cosine sums, the node at
      // zero once.
      let spectrum = Self.apply(x, y, nx, ny) { i, j in
        kernel[i * ny + j] * (i == 0 ? 1 : 2) * (j == 0 ? 1 : 2)
      }
      response = Self.apply(Self.transposed(x, nx), Self.transposed(y, ny), nx + 1, ny + 1) {
        k, l in
        spectrum[k * (ny + 1) + l] * correction.x[k] * correction.y[l]
          * (k == 0 || k == nx ? 1 : 2) * (l == 0 || l == ny ? 1 : 2) / Double(4 * nx * ny)
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
