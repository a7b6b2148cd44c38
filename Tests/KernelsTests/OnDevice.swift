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

/// Numbers of a normal-looking spread that depend on the seed alone.
struct Noise {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  /// In -1 ..< 1.
  mutating func next() -> Float {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Float(Int64(bitPattern: state) >> 40) / Float(1 << 23)
  }

  mutating func values(_ count: Int, scale: Float = 1) -> [Float] {
    (0..<count).map { _ in next() * scale }
  }
}

/// The largest |a - b| / (|b| + floor).
func largestError(_ a: [Float], _ b: [Double], floor: Double) -> Double {
  precondition(a.count == b.count)
  return zip(a, b).reduce(0) {
    let error = abs(Double($1.0) - $1.1) / (abs($1.1) + floor)
    return error.isNaN ? .infinity : max($0, error)
  }
}

/// All of `cases`, or, where a simulator takes milliseconds a launch, the first `few`.
func cases<T>(_ all: [T], few: Int = 2) -> [T] {
  ProcessInfo.processInfo.environment["ASTROLABE_SMALL"] == nil ? all : Array(all.prefix(few))
}

/// `size`, or a smaller one under such a simulator.
func size(_ size: Int, few: Int) -> Int { cases([size, few], few: 1).count == 1 ? few : size }
