import Foundation
import Kernels
import References
import Testing

extension OnDevice {
  @Suite struct FieldConvolutionTests {
    @Test(arguments: [
      (12, 16), (16, 12), (17, 20), (20, 36), (33, 18), (36, 48), (47, 31), (96, 24), (64, 100),
    ]) func isThePlainSum(nx: Int, ny: Int) throws {
      try guarded { device in
        let spacing = 0.4
        let order = nx < ny ? 4 : 6
        let plain = Reference.Convolution(
          nx: nx, ny: ny, spacing: spacing,
          correction: (0...128).map { FieldAxis.correction(bin: $0, of: 256, order: order) })
        let splined = Reference.SplinedCharges(nx: nx, ny: ny, order: order)
        let field = plain.field(splined.charges)
        let expected = splined.read { field[$0 * ny + $1] }
        let scale = expected.map(abs).max() ?? 0
        var tuning = FieldTuning(device, points: 1000)
        tuning.order = order
        for (vector, group, copies) in [(16, 1, 3), (8, 1, 1), (4, 1, 2), (4, 64, 0), (8, 32, 0)] {
          (tuning.vector, tuning.group, tuning.copies) = (vector, group, copies)
          let convolution = try FieldConvolution(
            device, tuning, nx: nx, ny: ny, spacing: Float(spacing))
          // Twice: the second call needs the zeros that the first one left.
          for _ in 0..<2 {
            var grid = try convolution.charges.read()
            #expect(grid.allSatisfy { $0 == 0 })
            for (index, charge) in splined.charges.enumerated() {
              let copy = index % convolution.copies * convolution.phi.count
              grid[copy + convolution.place(charge.x, charge.y)] += Int32(charge.charge)
            }
            try convolution.charges.write(grid)
            try convolution(unit: 0.5)
            let phi = try convolution.phi.read()
            let values = splined.read { 2 * Double(phi[convolution.place($0, $1)]) }
            #expect(largestError(values.map(Float.init), expected, floor: scale) < 5e-5)
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
