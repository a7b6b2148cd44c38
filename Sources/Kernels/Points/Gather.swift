/// Takes rows of a matrix by their numbers (`kernels/gather.cl`).
package struct Gather {
  private let device: Device
  private let tuning: Tuning
  private let take: Kernel<Buffer<Float>, Buffer<Int32>, Buffer<Float>, Int32, Int32>

  /// `tuning`: nil for the device's own.
  package init(_ device: Device, tuning: Tuning? = nil) throws(DeviceError) {
    self.device = device
    let tuning = tuning ?? device.tuning
    self.tuning = tuning
    take = try Kernel(device, file: "gather", function: "take", macros: tuning.productMacros)
  }

  /// The rows of `points` with these numbers, in this order.
  package func callAsFunction(
    _ rows: [Int32], of points: Matrix
  ) throws(DeviceError) -> Matrix {
    precondition(rows.allSatisfy { $0 >= 0 && Int($0) < points.rows })
    let target = try Matrix(
      device, rows: rows.count, columns: points.columns, for: "some of the points")
    try take.launch(
      WorkSize(rows.count, group: tuning.group), points.buffer,
      try Buffer(device, rows, for: "the points' numbers"), target.buffer, Int32(rows.count),
      Int32(points.stride))
    return target
  }
}
