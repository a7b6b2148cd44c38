import Foundation
import Kernels
import Testing

/// Everything that runs on the device: one device for all, one test at a time, because PoCL 3.1
/// fails at random when contexts are made in parallel.
@Suite(.serialized) enum OnDevice {
  nonisolated(unsafe) private static var opened: Device?

  /// The shared device: buffers start as NaN and are watched for overruns.
  static func device() throws -> Device {
    if let opened { return opened }
    // The kernels' shapes for a GPU can be tested on any device.
    let shapes = ProcessInfo.processInfo.environment["ASTROLABE_TUNING"]
    let device = try Device(
      index: 0, guarded: true, tuning: shapes == "gpu" ? .gpu : shapes == "cpu" ? .cpu : nil)
    opened = device
    return device
  }
}

/// Runs `body` on the shared device and fails if it wrote past the end of any buffer.
func guarded(_ body: (Device) throws -> Void) throws {
  let device = try OnDevice.device()
  try body(device)
  #expect(device.overruns.isEmpty)
}

/// All of `cases`, or, where a simulator takes milliseconds a launch, the first `few`.
func cases<T>(_ all: [T], few: Int = 2) -> [T] {
  ProcessInfo.processInfo.environment["ASTROLABE_SMALL"] == nil ? all : Array(all.prefix(few))
}

/// `size`, or a smaller one under such a simulator.
func size(_ size: Int, few: Int) -> Int { cases([size, few], few: 1).count == 1 ? few : size }
