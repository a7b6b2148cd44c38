import Formats
import Foundation
import Kernels
import Projector
import Testing

extension OnDevice {
  /// Points whose principal components float32 alone gets wrong, held against float64.
  @Suite struct AwkwardPointsTests {
    /// The largest error of any axis asked for, in units of that axis' own deviation.
    private func error(
      _ data: Dataset, _ values: [Double], columns: Int, count: Int, standardize: Bool = false
    ) throws -> Double {
      let points = try PreparedPoints(
        data.points, metric: .euclidean, device: OnDevice.device(), keep: false,
        standardize: standardize)
      let reduction = try Reduction(of: points, count: count) { _, _ in }
      let errors = ExactPrincipal(values, columns: columns)
        .errors(of: try reduction.leading(count), count: count)
      if ProcessInfo.processInfo.environment["SHOW"] != nil { print(errors.map { Float($0) }) }
      return errors.max() ?? 0
    }

    /// Independent normal columns of these deviations, turned, each pair of neighbors in its plane.
    private func turned(_ n: Int, _ deviations: [Double], seed: UInt64) -> [Double] {
      var normal = Normal(seed)
      let d = deviations.count
      return (0..<n).flatMap { _ in
        var x = deviations.map { $0 * normal.next() }
        for round in 0..<3 {
          for p in 0..<d {
            let q = (p + 1 + round * 5) % d
            guard p != q else { continue }
            (x[p], x[q]) = (0.8 * x[p] - 0.6 * x[q], 0.6 * x[p] + 0.8 * x[q])
          }
        }
        return x
      }
    }

    @Test(arguments: [10.0, 500, 10_000, 1e6]) func aLoudColumnBesideManyQuiet(r: Double) throws {
      var normal = Normal(2)
      let (n, d) = (400, 60)
      var values = (0..<n * d).map { _ in normal.next() }
      for row in 0..<n {
        for c in 0..<d { values[row * d + c] *= 3 * Double(d - c) / Double(d) + 0.2 }
        values[row * d] = row % 3 == 0 ? r : 0
      }
      let given = values.map(Float.init)
      #expect(
        try error(dataset(given, columns: d), given.map(Double.init), columns: d, count: 50) < 1e-4)
    }

    @Test(arguments: [1e-2, 1e-4, 1e-8, 1e-12]) func variancesOfAllSizes(ratio: Double) throws {
      let d = 14
      let deviations = (0..<d).map { pow(ratio, Double($0) / 2 / Double(d - 1)) }
      let values = turned(300, deviations, seed: 3)
      #expect(try error(wideDataset(values, columns: d), values, columns: d, count: d) < 1e-4)
    }
  }
}
