import Foundation
import Projector
import TestSupport
import Testing

/// No method holds more memory than was estimated before the run.
@Suite(.serialized) struct MemoryNeedTests {
  private static let sizes = [(points: 300, columns: 3), (points: 10_000, columns: 3)]

  @Test(arguments: Method.all.map(\.name), sizes)
  func theEstimateIsAbove(name: String, size: (points: Int, columns: Int)) throws {
    try Sandbox.use { sandbox in
      let values = clusters(10, of: size.points / 10, columns: size.columns)
      try sandbox.write("a.npy", npy(values, columns: size.columns))
      let result = try sandbox.project(
        "a.npy", "--method", name, "--output", "out", "--tensors", "none")
      #expect(result.code == 0, "\(result.errors)")
      let report = try JSONSerialization.jsonObject(
        with: Data(sandbox.bytes("out/report.json")))
      let read = try #require(report as? [String: Any])
      let peak = try #require(read["peak_bytes"] as? Int)
      let estimate = try #require(read["estimated_bytes"] as? Int)
      #expect(peak <= estimate, "\(name), \(size.points): \(peak) held, \(estimate) estimated")
    }
  }
}
