import Values
package import Kernels

/// What a run of the default parameters would take on a device, from what was measured on it:
/// points of `dimensions` coordinates in host memory to a t-SNE map in host memory.
package struct Estimate: Sendable {
  package struct Stage: Sendable {
    package let name: String
    package let seconds: Double
    /// How the seconds were derived.
    package let basis: String
  }

  package let points: Int
  package let dimensions: Int
  package let stages: [Stage]
  package var seconds: Double { stages.reduce(0) { $0 + $1.seconds } }

  static let iterations = 1000
  /// Dimensions in which neighbors are searched, and how many of them.
  static let reduced = 50
  static let k = 90

  package init(
    of device: Device, _ rates: Rates, points: Int = 70_000, dimensions: Int = 784
  ) throws {
    self.points = points
    self.dimensions = dimensions
    let rehearsal = try Rehearsal(device, points: points)
    let (n, d) = (Double(points), Double(dimensions))
    let bytes = 4 * n * d
    // The covariance and the scores; the iterations between them are small beside these.
    let operations = 2 * n * d * d + 2 * n * d * Double(Self.reduced)
    stages = [
      Stage(
        name: "sending the points", seconds: bytes / rates.transfer,
        basis: "\(grouped(Int(bytes / 1e6))) MB at the measured rate"),
      Stage(
        name: "principal components", seconds: operations / rates.product + 6 * bytes / rates.copy,
        basis:
          "\(grouped(Int(operations / 1e9))) GFLOP at the product's rate, 6 passes at the copy's"),
      Stage(
        name: "neighbors", seconds: rehearsal.search,
        basis: "exact, \(Self.reduced) dimensions: measured for "
          + "\(grouped(rehearsal.searched)) of the points"),
      Stage(
        name: "affinities", seconds: rehearsal.affinities * n / Double(rehearsal.joined),
        basis: "measured for \(grouped(rehearsal.joined)) points"),
      Stage(
        name: "\(grouped(Self.iterations)) iterations",
        seconds: rehearsal.step * Double(Self.iterations),
        basis: "a step of all points, measured on a made-up map"),
    ]
  }
}
