import Foundation
package import Kernels

/// The one device of a process of tests, with its buffers guarded: PoCL 3.1 fails at random when
/// contexts are made in parallel.
package enum TestDevice {
  /// Buffers that a test wrote past the end of, by what they are for.
  package struct Overruns: Error {
    package let purposes: [String]
  }

  private static let lock = NSRecursiveLock()
  nonisolated(unsafe) private static var opened: Device?
  nonisolated(unsafe) private static var told = 0

  /// Runs `body` on the device, which no other test has meanwhile. Its buffers start as NaN; throws
  /// `Overruns` when it wrote past the end of one. What `body` hands out is looked at when it is
  /// gone, by the next call.
  package static func use<R>(_ body: (Device) throws -> R) throws -> R {
    lock.lock()
    defer { lock.unlock() }
    let device = try opened ?? open()
    opened = device
    let result = try body(device)
    let overruns = Array(device.overruns.dropFirst(told))
    told = device.overruns.count
    guard overruns.isEmpty else { throw Overruns(purposes: overruns) }
    return result
  }

  /// The kernels' shapes for a GPU can be tested on any device.
  private static func open() throws -> Device {
    let shapes = ProcessInfo.processInfo.environment["ASTROLABE_TUNING"]
    return try Device(
      index: 0, guarded: true, tuning: shapes == "gpu" ? .gpu : shapes == "cpu" ? .cpu : nil)
  }
}
