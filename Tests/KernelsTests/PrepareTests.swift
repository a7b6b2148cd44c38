import Kernels
import References
import Testing

extension OnDevice {
  @Suite struct PrepareTests {
    static let shapes = [(1, 1), (2, 15), (255, 16), (256, 17), (257, 50), (1031, 33)]

    @Test(arguments: cases(shapes)) func rowsGetUnitLength(rows: Int, columns: Int) throws {
      try guarded { device in
        var noise = Noise(1)
        let values = noise.values(rows * columns, scale: 3)
        let x = try Matrix(device, rows: rows, columns: columns, values: values, for: "test")
        let norms = try Prepare(device).normalizeRows(x)
        let expected = Reference.unitRows(values, columns: columns)
        #expect(largestError(norms, expected.lengths, floor: 0) < 1e-6)
        #expect(largestError(try x.read(), expected.rows, floor: 1e-3) < 1e-5)
      }
    }

    @Test func hugeTinyAndZeroRows() throws {
      try guarded { device in
        let x = try Matrix(
          device, rows: 3, columns: 2, values: [3e30, 4e30, 3e-30, 4e-30, 0, 0], for: "test")
        let norms = try Prepare(device).normalizeRows(x)
        #expect(largestError(norms, [5e30, 5e-30, 0], floor: 1e-40) < 1e-6)
        #expect(largestError(try x.read(), [0.6, 0.8, 0.6, 0.8, 0, 0], floor: 1e-9) < 1e-6)
      }
    }

    @Test(arguments: cases(shapes)) func sumsAndCentering(rows: Int, columns: Int) throws {
      try guarded { device in
        var noise = Noise(2)
        let values = noise.values(rows * columns).map { $0 + 0.5 }
        let x = try Matrix(device, rows: rows, columns: columns, values: values, for: "test")
        let prepare = try Prepare(device)
        let sums = try prepare.columnSums(x)
        let expected = Reference.columnSums(values, columns: columns)
        #expect(zip(sums, expected).allSatisfy { abs($0 - $1) < 1e-5 * Double(rows) })
        let mean = sums.map { Float($0 / Double(rows)) }
        try prepare.subtract(
          Matrix(device, rows: 1, columns: columns, values: mean, for: "test"), from: x)
        let centered = values.indices.map { Double(values[$0] - mean[$0 % columns]) }
        #expect(largestError(try x.read(), centered, floor: 1) < 1e-7)
      }
    }
  }
}
