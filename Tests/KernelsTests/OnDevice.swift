import Doctor
import Foundation
import Kernels
import TestSupport
import Testing

/// Everything that runs on the device: one test at a time.
@Suite(.serialized) enum OnDevice {}

/// Runs `body` on the tests' device and fails if it wrote past the end of any buffer.
func guarded(_ body: (Device) throws -> Void) throws { try TestDevice.use(body) }

/// Runs one of the doctor's checks, of a size, twice: it must be right, and a repeat give the same
/// bits. `name`: of its data, where a test has several.
func holds(_ name: String = "", _ check: (Device, Comparison) throws -> Void) throws {
  try guarded { device in
    let first = Comparison(), second = Comparison()
    try check(device, first)
    try check(device, second)
    #expect(first.isRight, "\(name) has an error of \(first.error) of \(first.limit)")
    #expect(first.digest == second.digest, "\(name): a repeat differs")
  }
}

/// All of `cases`, or, where a simulator takes milliseconds a launch, the first `few`.
func cases<T>(_ all: [T], few: Int = 2) -> [T] {
  ProcessInfo.processInfo.environment["ASTROLABE_SMALL"] == nil ? all : Array(all.prefix(few))
}

/// `size`, or a smaller one under such a simulator.
func size(_ size: Int, few: Int) -> Int { cases([size, few], few: 1).count == 1 ? few : size }
