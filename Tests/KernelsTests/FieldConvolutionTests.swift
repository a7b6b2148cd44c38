import Foundation
import Kernels
import Testing

/// The filter's own response in float64, by sums that know no fast transform.
private struct PlainConvolution {
  let nx, ny: Int
  /// What a unit charge makes (i, j) nodes away, |i| < nx, |j| < ny, at i ny + j.
  let response: [Double]

  init(nx: Int, ny: Int, spacing: Double, order: Int) {
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
    let correctionX = (0...nx).map { TransformAxis(length: nx).correction(bin: $0, order: order) }
    let correctionY = (0...ny).map { TransformAxis(length: ny).correction(bin: $0, order: order) }
    let filtered = Self.apply(Self.transposed(x, nx), Self.transposed(y, ny), nx + 1, ny + 1) {
      k, l in
      spectrum[k * (ny + 1) + l] * correctionX[k] * correctionY[l]
        * (k == 0 || k == nx ? 1 : 2) * (l == 0 || l == ny ? 1 : 2) / Double(4 * nx * ny)
    }
    response = filtered
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

  func field(_ charges: [(x: Int, y: Int, charge: Double)]) -> [Double] {
    (0..<nx * ny).map { index in
      charges.reduce(0) { sum, charge in
        let (i, j) = (abs(index / ny - charge.x), abs(index % ny - charge.y))
        return sum + charge.charge * response[i * ny + j]
      }
    }
  }
}

extension OnDevice {
  @Suite struct FieldConvolutionTests {
    @Test(arguments: [
      (4, 4), (8, 12), (12, 8), (16, 20), (20, 36), (32, 16), (36, 48), (40, 32), (60, 24),
      (64, 40),
    ]) func isThePlainSum(nx: Int, ny: Int) throws {
      try guarded { device in
        let spacing = 0.4
        let order = nx < ny ? 4 : 6
        // The filter for quintic splines raises the shortest waves a thousandfold, and with them
        // the rounding of the kernel's transform; the splines themselves level them again.
        let bound = order == 4 ? 2e-6 : 3e-5
        let plain = PlainConvolution(nx: nx, ny: ny, spacing: spacing, order: order)
        var noise = Noise(UInt64(nx * ny))
        let charges = (0..<12).map { i in
          (
            x: i < 2 ? i * (nx - 1) : i * 7 % nx, y: i < 2 ? i * (ny - 1) : i * 11 % ny,
            charge: Double(Int(noise.next() * 1000))
          )
        }
        let expected = plain.field(charges)
        let scale = expected.map(abs).max() ?? 0
        var tuning = FieldTuning(device, points: 1000)
        tuning.order = order
        for (vector, group, copies) in [(16, 1, 3), (8, 1, 1), (4, 1, 2), (4, 64, 0), (8, 32, 0)] {
          (tuning.vector, tuning.group, tuning.copies) = (vector, group, copies)
          let convolution = try FieldConvolution(
            device, tuning, nx: nx, ny: ny, spacing: Float(spacing))
          let (stride, copies) = (convolution.stride, convolution.copies)
          // Twice: the second call needs the zeros that the first one left.
          for _ in 0..<2 {
            var grid = try convolution.charges.read()
            #expect(grid.allSatisfy { $0 == 0 })
            for (index, charge) in charges.enumerated() {
              grid[(index % copies * nx + charge.x) * stride + charge.y] += Int32(charge.charge)
            }
            try convolution.charges.write(grid)
            try convolution(unit: 0.5)
            let phi = try convolution.phi.read()
            let values = (0..<nx * ny).map { 2 * phi[$0 / ny * stride + $0 % ny] }
            #expect(largestError(values, expected, floor: scale) < bound)
          }
        }
      }
    }

    @Test func lengthsAreTheNextThatTransform() {
      #expect(TransformAxis.length(atLeast: 1) == 4)
      for n in 1..<3000 {
        let length = TransformAxis.length(atLeast: n)
        #expect(length >= n && length < n + n / 5 + 4)
        #expect(TransformAxis(length: length).radices.reduce(1, *) == length)
      }
    }
  }
}
