import Doctor
import Kernels
import Testing

extension OnDevice {
  @Suite struct ProductTests {
    /// Rows, columns and inner size around the tile's edges (8 x 32) and the packing's (64).
    static let shapes = [
      [1, 1, 1], [7, 31, 63], [8, 32, 64], [9, 33, 65], [61, 16, 97], [130, 47, 5],
      [257, 129, 130],
    ]

    @Test(arguments: cases(shapes, few: 3)) func matchesReference(shape: [Int]) throws {
      try holds { device, seen in
        for tuning in device.tuning.bothWays {
          try checkProduct(
            Product(device, tuning: tuning), device, m: shape[0], n: shape[1], k: shape[2], seen)
        }
      }
    }
  }
}
