import Kernels
import References
import Testing

extension OnDevice {
  @Suite struct ProductTests {
    /// Rows, columns and inner size around the tile's edges (8 x 32) and the packing's (64).
    static let shapes = [
      [1, 1, 1], [7, 31, 63], [8, 32, 64], [9, 33, 65], [61, 16, 97], [130, 47, 5],
      [257, 129, 130],
    ]

    private func values(_ seed: UInt64, _ rows: Int, _ columns: Int) -> [Float] {
      var noise = Noise(seed)
      return noise.values(rows * columns)
    }

    @Test(arguments: cases(shapes, few: 3), [0, 1, 2, 3])
    func matchesReference(shape: [Int], transposed: Int) throws {
      try guarded { device in
        let (m, n, k) = (shape[0], shape[1], shape[2])
        let a = values(1, m, k)
        let b = values(2, k, n)
        let turnA = transposed & 1 == 1
        let turnB = transposed & 2 == 2
        let left = try operand(device, a, m, k, turned: turnA)
        let right = try operand(device, b, k, n, turned: turnB)
        let c = try Matrix(device, rows: m, columns: n, for: "test")
        let product = try Product(device)
        try product(left, right, into: c)
        let expected = Reference.product(a, b, m: m, n: n, k: k)
        #expect(largestError(try c.read(), expected, floor: 1) < 1e-5)
        try product(left, right, into: c, accumulating: true)
        #expect(largestError(try c.read(), expected.map { 2 * $0 }, floor: 1) < 1e-5)
        let again = try Matrix(device, rows: m, columns: n, for: "test")
        try product(left, right, into: again)
        try product(left, right, into: again, accumulating: true)
        #expect(try again.read() == (try c.read()))
      }
    }

    @Test(arguments: cases(shapes, few: 3)) func gramMatchesReference(shape: [Int]) throws {
      try guarded { device in
        for tuning in device.tuning.bothWays {
          let (m, k) = (shape[0], shape[2])
          let a = values(1, m, k)
          let turned = (0..<m * k).map { a[$0 % m * k + $0 / m] }
          let matrix = try Matrix(device, rows: m, columns: k, values: a, for: "test")
          let c = try Matrix(device, rows: k, columns: k, for: "test")
          let product = try Product(device, tuning: tuning)
          try product.gram(of: matrix, into: c)
          try product.gram(of: matrix, into: c, accumulating: true)
          try product.mirror(c)
          let expected = Reference.product(turned, a, m: k, n: k, k: m)
          let found = try c.read()
          #expect(largestError(found, expected.map { 2 * $0 }, floor: 1) < 1e-5)
          for i in 0..<k { for j in 0..<i { #expect(found[i * k + j] == found[j * k + i]) } }
        }
      }
    }

    private func operand(
      _ device: Device, _ values: [Float], _ rows: Int, _ columns: Int, turned: Bool
    ) throws -> Product.Operand {
      guard turned else {
        return .plain(
          try Matrix(device, rows: rows, columns: columns, values: values, for: "test"))
      }
      let swapped = (0..<rows * columns).map { values[$0 % rows * columns + $0 / rows] }
      return .transposed(
        try Matrix(device, rows: columns, columns: rows, values: swapped, for: "test"))
    }
  }
}
