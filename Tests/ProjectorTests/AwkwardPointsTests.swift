import Foundation
import Kernels
import Projector
import TestSupport
import Testing
import Values

extension OnDevice {
  /// Points whose principal components float32 alone gets wrong, held against float64.
  @Suite struct AwkwardPointsTests {
    /// The points' scores, row-major, and the axes that were found.
    private func reduced(
      _ data: Dataset, count: Int, metric: Metric = .euclidean, standardize: Bool = false
    ) throws -> (scores: [Float], found: Int) {
      try TestDevice.use { device in
        let points = try PreparedPoints(
          data.points, metric: metric, device: device, keep: false, standardize: standardize)
        let reduction = try Reduction(of: points, count: count) { _, _ in }
        return (try reduction.leading(count), reduction.found)
      }
    }

    /// The largest error of any axis asked for, in units of that axis' own deviation.
    private func error(
      _ data: Dataset, _ values: [Double], columns: Int, count: Int, standardize: Bool = false
    ) throws -> Double {
      let (scores, _) = try reduced(data, count: count, standardize: standardize)
      let errors = ExactPrincipal(values, columns: columns)
        .errors(of: scores, count: count)
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

    /// From 1e-30 to 1e30, on both sides of what is scaled.
    @Test(arguments: [1e-30, 3e-10, 2e-5, 1, 2e4, 5e7, 9e8, 1e30])
    func valuesOfAllSizes(size: Double) throws {
      var random = SplitMix64(seed: 6)
      let values = (0..<500 * 5).map { place in
        Float(Double.random(in: -size...size, using: &random) * (1 + 0.2 * Double(place % 5)))
      }
      #expect(
        try error(dataset(values, columns: 5), values.map(Double.init), columns: 5, count: 5) < 1e-4
      )
    }

    /// Groups of size 0.01 far from the origin, where float32 has no digits left for them.
    @Test(arguments: [1.0, 1e4, 1e9]) func farFromTheOrigin(offset: Double) throws {
      let d = 12
      let deviations = (0..<d).map { 0.01 * pow(0.8, Double($0)) }
      let values = turned(300, deviations, seed: 4).enumerated().map {
        $1 + offset * ($0 % d % 3 == 0 ? 1 : -0.4)
      }
      #expect(try error(wideDataset(values, columns: d), values, columns: d, count: d) < 1e-4)
    }

    @Test(arguments: [1e3, 1e6]) func onePointFarOutside(factor: Double) throws {
      let d = 20
      var values = turned(300, (0..<d).map { pow(0.9, Double($0)) }, seed: 5)
      for c in 0..<d { values[17 * d + c] *= factor }
      let given = values.map(Float.init)
      #expect(
        try error(dataset(given, columns: d), given.map(Double.init), columns: d, count: d) < 1e-4)
    }

    @Test(arguments: [false, true]) func fewerPointsThanColumns(isLoud: Bool) throws {
      var normal = Normal(9)
      let (n, d) = (40, 90)
      var values = (0..<n * d).map { Float(pow(0.97, Double($0 % d)) * normal.next()) }
      if isLoud { for row in 0..<n { values[row * d + 3] = row % 2 == 0 ? 5e4 : 0 } }
      #expect(
        try error(dataset(values, columns: d), values.map(Double.init), columns: d, count: 30)
          < 1e-4)
    }

    /// Fewer axes than asked for: they are counted, and zero.
    @Test func pointsThatVaryAlongThreeAxes() throws {
      let flat = turned(200, [5, 2, 1, 0, 0, 0], seed: 8)
      let (scores, found) = try reduced(wideDataset(flat, columns: 6), count: 6)
      #expect(found == 3)
      #expect(scores.indices.allSatisfy { $0 % 6 < 3 || scores[$0] == 0 })
      let errors = ExactPrincipal(flat, columns: 6).errors(of: scores, count: 6)
      #expect(errors.prefix(3).allSatisfy { $0 < 1e-4 })
      let projection = try project(wideDataset(flat, columns: 6)) {
        $0.methods = ["pca"]
        $0.pcaComponents = 5
      }
      #expect(
        projection.notes == [
          "test.npy: the points vary along 3 axes only; of the 5 principal components asked for, "
            + "the others are zero"
        ])
    }

    @Test func standardizedColumnsWeighTheSame() throws {
      let (n, d) = (300, 8)
      let sizes = [1e6, 1, 1e-5, 3, 1e9, 20, 1, 0]
      // Correlated, so that the axes lie apart.
      let values = turned(n, (0..<d).map { pow(0.6, Double($0)) }, seed: 11).enumerated().map {
        sizes[$0 % d] * ($1 + 50)
      }
      var standard = values
      for c in 0..<d {
        let column = (0..<n).map { values[$0 * d + c] }
        let mean = column.reduce(0, +) / Double(n)
        let square = column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let deviation = (square / Double(n - 1)).squareRoot()
        for row in 0..<n {
          standard[row * d + c] = deviation > 0 ? (column[row] - mean) / deviation : 0
        }
      }
      #expect(
        try error(
          wideDataset(values, columns: d), standard, columns: d, count: 7, standardize: true) < 1e-4
      )
      // By cosine, rows of the standardized columns get unit length.
      let unit = (0..<n).flatMap { row in
        let x = standard[row * d..<(row + 1) * d]
        let length = x.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return x.map { $0 / length }
      }
      let (scores, _) = try reduced(
        wideDataset(values, columns: d), count: 7, metric: .cosine, standardize: true)
      let errors = ExactPrincipal(unit, columns: d).errors(of: scores, count: 7)
      #expect(errors.allSatisfy { $0 < 1e-4 })
    }

    @Test func whatDecidesEverythingIsSaid() throws {
      let quiet = clusters(4, of: 30, columns: 30)
      func notes(_ change: (inout [Float]) -> Void, standardize: Bool = false) throws -> [String] {
        var values = quiet
        change(&values)
        return try project(dataset(values, columns: 30)) {
          $0.methods = ["pca"]
          $0.standardize = standardize
        }.notes
      }
      #expect(try notes { _ in } == [])
      let loud: (inout [Float]) -> Void = { values in
        for row in 0..<120 { values[row * 30 + 4] = row % 2 == 0 ? 9000 : 0 }
      }
      #expect(
        try notes(loud) == [
          "test.npy: column 4 (from 0) holds over 99.9 % of the variance, so that the other columns "
            + "hardly count; --standardize gives every column the same weight"
        ])
      #expect(try notes(loud, standardize: true) == [])
      let far = try notes { for c in 0..<30 { $0[7 * 30 + c] *= 1e6 } }
      #expect(far.count == 1)
      #expect(
        far.first?.hasPrefix(
          "test.npy: row 7 (from 0) lies so far out as to hold 99.2 % of the variance") == true)
    }
  }
}
