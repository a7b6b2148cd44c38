import Foundation
import Kernels
import References
import Testing

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
        let plain = Reference.Convolution(
          nx: nx, ny: ny, spacing: spacing,
          correction: (
            TransformAxis(length: nx).corrections(order: order),
            TransformAxis(length: ny).corrections(order: order)
          ))
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
