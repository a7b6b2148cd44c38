import Foundation
import Kernels
import Projector
import TestSupport
import Testing
import Values

extension OnDevice {
  @Suite struct PrincipalAxesTests {
    /// Independent columns of known variance, turned by a random rotation.
    private func turned(
      _ n: Int, _ deviations: [Double], seed: UInt64
    ) -> (values: [Float], axes: [[Double]]) {
      var random = SplitMix64(seed: seed)
      let d = deviations.count
      let axes = orthonormal(d, &random)
      var values: [Float] = []
      for _ in 0..<n {
        let z = deviations.map { $0 * normal(&random) }
        values += (0..<d).map { c in
          Float(3 + (0..<d).reduce(0.0) { $0 + z[$1] * axes[$1][c] })
        }
      }
      return (values, axes)
    }

    private func normal(_ random: inout SplitMix64) -> Double {
      (0..<12).reduce(-6.0) { sum, _ in sum + Double.random(in: 0..<1, using: &random) }
    }

    /// Gram and Schmidt on random vectors.
    private func orthonormal(_ d: Int, _ random: inout SplitMix64) -> [[Double]] {
      var axes: [[Double]] = []
      while axes.count < d {
        var v = (0..<d).map { _ in normal(&random) }
        for axis in axes {
          let dot = zip(v, axis).reduce(0) { $0 + $1.0 * $1.1 }
          for c in 0..<d { v[c] -= dot * axis[c] }
        }
        let length = v.reduce(0) { $0 + $1 * $1 }.squareRoot()
        axes.append(v.map { $0 / length })
      }
      return axes
    }

    private func axes(
      _ values: [Float], _ columns: Int, count: Int, limit: Int = PrincipalAxes.denseLimit
    ) throws -> PrincipalAxes {
      try TestDevice.use { device in
        let points = try PreparedPoints(
          dataset(values, columns: columns).points, metric: .euclidean, device: device,
          keep: false)
        return try PrincipalAxes(of: points, count: count, limit: limit)
      }
    }

    @Test func findsTheAxesOfATurnedGaussian() throws {
      let deviations = (0..<90).map { 10 * pow(0.9, Double($0)) }
      let data = turned(3000, deviations, seed: 8)
      let found = try axes(data.values, 90, count: 20)
      let loadings = try found.axes.read()
      // The sample's own axes differ from the Gaussian's by its size; two are far apart enough.
      for k in 0..<2 {
        let dot = (0..<90).reduce(0.0) { $0 + Double(loadings[$1 * 20 + k]) * data.axes[k][$1] }
        #expect(abs(dot) > 0.9)
      }
      try expectEigenpairs(found, data.values, columns: 90)
    }

    /// Every axis a is an eigenvector of the float64 covariance C: |C a - v a| is small.
    private func expectEigenpairs(
      _ found: PrincipalAxes, _ values: [Float], columns d: Int
    ) throws {
      let n = values.count / d
      let mean = (0..<d).map { c in
        (0..<n).reduce(0.0) { $0 + Double(values[$1 * d + c]) } / Double(n)
      }
      let loadings = try found.axes.read().map(Double.init)
      let count = found.variances.count
      let top = found.variances[0]
      for k in 0..<count where found.variances[k] > 1e-9 * top {
        let axis = (0..<d).map { loadings[$0 * count + k] }
        var image = [Double](repeating: 0, count: d)
        for row in 0..<n {
          let x = (0..<d).map { Double(values[row * d + $0]) - mean[$0] }
          let score = zip(x, axis).reduce(0) { $0 + $1.0 * $1.1 }
          for c in 0..<d { image[c] += score * x[c] / Double(n - 1) }
        }
        let error = zip(image, axis).map { $0 - found.variances[k] * $1 }
        let size = error.reduce(0) { $0 + $1 * $1 }.squareRoot()
        #expect(size < 3e-3 * top, "axis \(k) of \(count), variance \(found.variances[k])")
        #expect(abs(axis.reduce(0) { $0 + $1 * $1 } - 1) < 1e-4)
        #expect((axis.max { abs($0) < abs($1) } ?? 0) > 0)
      }
    }

    @Test func fewDimensionsAreExact() throws {
      let data = turned(500, [3, 2, 1, 0.1, 0], seed: 3)
      let found = try axes(data.values, 5, count: 5)
      try expectEigenpairs(found, data.values, columns: 5)
      #expect(found.variances[4] < 1e-5)
    }

    @Test func fewerPointsThanDimensions() throws {
      let data = turned(10, (0..<60).map { 5 / Double($0 + 1) }, seed: 5)
      let found = try axes(data.values, 60, count: 50)
      try expectEigenpairs(found, data.values, columns: 60)
      #expect(found.variances[9...].allSatisfy { $0 < 1e-5 * found.variances[0] })
    }

    /// The same axes from the covariance, from the points' products, and from neither.
    @Test func theSmallerSideAndNone() throws {
      let columns = 90
      var random = SplitMix64(seed: 2)
      let directions = (0..<3).map { _ in (0..<columns).map { _ in normal(&random) } }
      for rows in [40, 120] {
        var values: [Float] = []
        for _ in 0..<rows {
          let weights = [9 * normal(&random), 3 * normal(&random), normal(&random)]
          values += (0..<columns).map { c in
            Float((0..<3).reduce(0.0) { $0 + weights[$1] * directions[$1][c] })
          }
        }
        for limit in [0, PrincipalAxes.denseLimit] {
          let found = try axes(values, columns, count: 10, limit: limit)
          try expectEigenpairs(found, values, columns: columns)
          #expect(found.variances[2] > 1)
          #expect(found.variances[3] < 1e-4 * found.variances[0])
        }
      }
    }

    /// More points than LAPACK takes apart whole, and fewer than columns.
    @Test func manyPointsOfMoreColumns() throws {
      let (rows, columns) = (530, 600)
      var random = SplitMix64(seed: 3)
      let values = (0..<rows * columns).map { place in
        Float(pow(0.9, Double(place % columns)) * Double.random(in: -9...9, using: &random))
      }
      try expectEigenpairs(try axes(values, columns, count: 6), values, columns: columns)
    }

    @Test func equalPointsHaveNoAxes() throws {
      let found = try axes([Float](repeating: 2.5, count: 30 * 7), 7, count: 7)
      #expect(found.variances.allSatisfy { $0 == 0 })
      let loadings = try found.axes.read()
      #expect(loadings.allSatisfy { $0 == 0 })
    }

    @Test func twoRunsAreEqual() throws {
      let data = turned(700, (0..<70).map { 1 / Double($0 + 1) }, seed: 6)
      let first = try axes(data.values, 70, count: 10).axes.read()
      let second = try axes(data.values, 70, count: 10).axes.read()
      #expect(first == second)
    }
  }
}
