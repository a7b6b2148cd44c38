import Doctor
import Kernels
import References
import Testing

extension OnDevice {
  @Suite struct PrepareTests {
    static let shapes = [(1, 1), (2, 15), (255, 16), (256, 17), (257, 50), (1031, 33)]

    @Test(arguments: cases(shapes)) func matchesReference(rows: Int, columns: Int) throws {
      try holds { device, seen in
        try checkPrepare(device, rows: rows, columns: columns, seen)
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
  }
}
