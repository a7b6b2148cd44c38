import Doctor
import Kernels
import Testing

extension OnDevice {
  @Suite struct FieldConvolutionTests {
    @Test(
      arguments: cases(
        [
          (12, 16), (16, 12), (17, 20), (20, 36), (33, 18), (36, 48), (47, 31), (96, 24), (64, 100),
        ], few: 5))
    func isThePlainSum(nx: Int, ny: Int) throws {
      let sum = ConvolutionSum(nx: nx, ny: ny, bins: 128)
      try holds { device, seen in
        let shapes = [(16, 1, 3), (8, 1, 1), (4, 1, 2), (4, 64, 0), (8, 32, 0)]
        let tunings = shapes.map { shape in
          var tuning = FieldTuning(device, points: 1000)
          (tuning.vector, tuning.group, tuning.copies) = shape
          return tuning
        }
        try checkConvolution(device, tunings, sum, seen, within: 5e-5)
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
