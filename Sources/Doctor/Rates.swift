package import Kernels

/// What a device does in a second, measured.
package struct Rates: Sendable {
  /// Bytes read and written by copies from buffer to buffer.
  package let copy: Double
  /// Bytes sent from host memory to a buffer.
  package let transfer: Double
  /// Floating-point operations of a matrix product, its packing included.
  package let product: Double
  /// Seconds from one launch to the next, of kernels that do next to nothing.
  package let launch: Double

  package init(of device: Device) throws {
    (copy, transfer) = try Self.bandwidths(device)
    product = try Self.product(device)
    launch = try Self.launch(device)
  }

  private static func bandwidths(
    _ device: Device
  ) throws -> (copy: Double, transfer: Double) {
    let description = device.description
    let bytes = min(1 << 27, description.maxAllocation / 2, description.memory / 8)
    let values = [Float](repeating: 1, count: bytes / 4)
    let source = try Buffer(device, values, for: "a measurement")
    let target = try Buffer<Float>(device, count: values.count, for: "a measurement")
    let sending = try shortest(device) { try source.write(values) }
    let copying = try shortest(device) { try target.copy(from: source, count: values.count) }
    return (Double(2 * bytes) / copying, Double(bytes) / sending)
  }

  private static func product(_ device: Device) throws -> Double {
    let product = try Product(device)
    var best = 0.0
    for side in [1024, 2048, 4096] {
      let a = try Matrix(device, rows: side, columns: 784, for: "a measurement")
      let c = try Matrix(device, rows: side, columns: side, for: "a measurement")
      let seconds = try shortest(device) {
        try product(.plain(a), .transposed(a), into: c)
      }
      best = max(best, 2 * Double(side) * Double(side) * 784 / seconds)
      if seconds > 0.05 { break }
    }
    return best
  }

  private static func launch(_ device: Device) throws -> Double {
    let prepare = try Prepare(device)
    let x = try Matrix(device, rows: 1, columns: 1, for: "a measurement")
    let count = 1000
    return try shortest(device) {
      for _ in 0..<count { try prepare.subtract(x, from: x) }
    } / Double(count)
  }
}

/// Seconds of `body` and all that it enqueues: the shortest of three, after one that warms up.
func shortest(_ device: Device, _ body: () throws -> Void) throws -> Double {
  try body()
  try device.finish()
  var shortest = Double.infinity
  for _ in 0..<3 {
    let start = ContinuousClock.now
    try body()
    try device.finish()
    shortest = min(shortest, (ContinuousClock.now - start) / .seconds(1))
  }
  return shortest
}
