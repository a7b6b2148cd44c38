import Doctor
import Kernels
import Testing

extension OnDevice {
  @Suite struct GatherTests {
    @Test(arguments: cases([(20, 3), (64, 16), (257, 50)]))
    func rowsAreTakenInTheOrderAsked(rows: Int, columns: Int) throws {
      try holds { device, seen in
        let last = Int32(rows - 1)
        try checkGather(device, [last, 0, 7, 7], rows: rows, columns: columns, seen)
        try checkGather(
          device, (0...last).reversed() + [last], rows: rows, columns: columns, seen)
      }
    }
  }
}
