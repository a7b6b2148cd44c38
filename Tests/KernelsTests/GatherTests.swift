import Kernels
import Testing

extension OnDevice {
  @Suite struct GatherTests {
    @Test func rowsAreTakenInTheOrderAsked() throws {
      try guarded { device in
        let values = (0..<60).map(Float.init)
        let points = try Matrix(device, rows: 20, columns: 3, values: values, for: "test")
        let taken = try Gather(device)([19, 0, 7, 7], of: points)
        #expect(try taken.read() == [57, 58, 59, 0, 1, 2, 21, 22, 23, 21, 22, 23])
      }
    }
  }
}
