import Foundation
import Projector
import TestSupport
import Testing
import Values

extension OnDevice {
  @Suite struct PipelineTests {
    /// The share of points whose nearest other on the map is of the same cluster.
    private func separation(_ layout: Layout, groupSize: Int) -> Double {
      let c = layout.components
      let y = layout.coordinates
      let n = layout.rows
      let right = (0..<n).filter { i in
        let nearest = (0..<n).filter { $0 != i }.min { a, b in
          let distance = { (j: Int) in
            (0..<c).reduce(Float(0)) {
              $0 + (y[i * c + $1] - y[j * c + $1]) * (y[i * c + $1] - y[j * c + $1])
            }
          }
          return distance(a) < distance(b)
        }
        return nearest.map { $0 / groupSize } == i / groupSize
      }
      return Double(right.count) / Double(n)
    }

    @Test(arguments: [2, 3], ["euclidean", "cosine"])
    func clustersComeApart(components: Int, metric: String) throws {
      let data = dataset(clusters(5, of: 40, columns: 60), columns: 60)
      let projection = try project(data) {
        $0.components = components
        $0.metric = Metric(rawValue: metric) ?? .euclidean
        $0.iterations = 300
      }
      #expect(projection.layouts.map(\.method) == ["pca", "tsne"])
      let tsne = projection.layouts[1]
      #expect(tsne.components == components && tsne.rows == 200)
      #expect(tsne.coordinates.allSatisfy { $0.isFinite })
      #expect(separation(tsne, groupSize: 40) > 0.99)
      let kl = try #require(tsne.metrics.first { $0.name == "kl" })
      #expect(kl.value > 0 && kl.value < 1.2)
      let recall = try #require(tsne.metrics.first { $0.name == "recall10" })
      #expect(recall.value > 0.3)
    }

    @Test func sameSeedSameBits() throws {
      let data = dataset(clusters(3, of: 50, columns: 20), columns: 20)
      let first = try project(data) { $0.iterations = 120 }
      let second = try project(data) { $0.iterations = 120 }
      for (a, b) in zip(first.layouts, second.layouts) { #expect(a.coordinates == b.coordinates) }
      let other = try project(data) {
        $0.iterations = 120
        $0.seed = 1
      }
      #expect(other.layouts[1].coordinates != first.layouts[1].coordinates)
    }

    @Test func noIterationsGiveTheInitialLayout() throws {
      let data = dataset(clusters(3, of: 50, columns: 20), columns: 20)
      let projection = try project(data) { $0.iterations = 0 }
      let y = projection.layouts[1].coordinates
      let pca = projection.layouts[0].coordinates
      let x = stride(from: 0, to: y.count, by: 2).map { Double(y[$0]) }
      let deviation = (x.reduce(0) { $0 + $1 * $1 } / Double(x.count)).squareRoot()
      #expect(abs(deviation - 1e-4) < 2e-6)
      let scale = Double(pca[0]) / Double(y[0])
      #expect(
        x.enumerated().allSatisfy {
          abs($1 * scale - Double(pca[2 * $0])) < 0.06 * 1e-4 * abs(scale)
        })
    }

    @Test func randomStartIsSmallNoise() throws {
      let data = dataset(clusters(3, of: 50, columns: 20), columns: 20)
      let y = try project(data) {
        $0.iterations = 0
        $0.initialization = .random
      }.layouts[1].coordinates
      let square = y.reduce(0.0) { $0 + Double($1) * Double($1) } / Double(y.count)
      #expect(abs(square.squareRoot() - 1e-4) < 2e-5)
    }

    /// All the steps: the map shrinks to what float32 can hardly tell from one place.
    @Test(arguments: ScheduleChoice.allCases, [2, 3])
    func equalPointsEndWhereTheyAre(schedule: ScheduleChoice, components: Int) throws {
      let equal = try project(dataset([Float](repeating: 1, count: 50 * 4), columns: 4)) {
        $0.schedule = schedule
        $0.components = components
      }
      #expect(equal.layouts.count == 2)
      #expect(equal.layouts.allSatisfy { $0.coordinates.allSatisfy { $0.isFinite } })
    }

    @Test func equalPointsAndDuplicatesWork() throws {
      let equal = try project(dataset([Float](repeating: 1, count: 60 * 3), columns: 3)) {
        $0.iterations = 100
      }
      #expect(equal.layouts.allSatisfy { $0.coordinates.allSatisfy { $0.isFinite } })
      var values = clusters(2, of: 30, columns: 4)
      values += values + values
      let doubled = try project(dataset(values, columns: 4)) { $0.iterations = 100 }
      #expect(doubled.layouts.allSatisfy { $0.coordinates.allSatisfy { $0.isFinite } })
    }

    @Test func fewerDimensionsThanComponentsGiveZeroColumns() throws {
      let values = (0..<40).map { Float($0 * $0) }
      let projection = try project(dataset(values, columns: 1)) {
        $0.iterations = 50
        $0.components = 3
      }
      let pca = projection.layouts[0].coordinates
      #expect((0..<40).allSatisfy { pca[$0 * 3 + 1] == 0 && pca[$0 * 3 + 2] == 0 })
      #expect(projection.layouts[1].coordinates.allSatisfy { $0.isFinite })
    }

    /// Squares of such numbers overflow or vanish in float32.
    @Test(arguments: [Float(1e-30), 1e30]) func extremeUnitsDoNotMatter(unit: Float) throws {
      let plain = clusters(4, of: 30, columns: 60)
      let a = try project(dataset(plain, columns: 60)) { $0.iterations = 250 }
      let b = try project(dataset(plain.map { $0 * unit }, columns: 60)) { $0.iterations = 250 }
      let pairs = zip(a.layouts[0].coordinates, b.layouts[0].coordinates)
      #expect(pairs.allSatisfy { abs($0 - $1 / unit) < 1e-3 })
      #expect(separation(b.layouts[1], groupSize: 30) > 0.99)
    }

    @Test func constantColumnsDoNotMatter() throws {
      let plain = clusters(3, of: 20, columns: 6)
      var padded: [Float] = []
      for row in 0..<60 { padded += plain[row * 6..<row * 6 + 6] + [7, 7] }
      let a = try project(dataset(plain, columns: 6)) { $0.methods = ["pca"] }
      let b = try project(dataset(padded, columns: 8)) { $0.methods = ["pca"] }
      let pairs = zip(a.layouts[0].coordinates, b.layouts[0].coordinates)
      #expect(pairs.allSatisfy { abs($0 - $1) < 1e-3 })
    }

    @Test func twoPointsHaveAPCA() throws {
      let projection = try project(dataset([0, 0, 3, 4], columns: 2)) { $0.methods = ["pca"] }
      let y = projection.layouts[0].coordinates
      #expect(abs(abs(y[0] - y[2]) - 5) < 1e-5)
      #expect(abs(y[1]) < 1e-5 && abs(y[3]) < 1e-5)
    }

    @Test func zeroRowHasNoCosine() throws {
      var values = clusters(2, of: 10, columns: 3)
      for c in 0..<3 { values[12 * 3 + c] = 0 }
      let error = #expect(throws: DataError.self) {
        try project(dataset(values, columns: 3)) { $0.metric = .cosine }
      }
      #expect(error?.message.contains("test.npy: row 12 is all zeros") == true)
    }

    @Test func tooFewPointsForTSNE() throws {
      let error = #expect(throws: DataError.self) {
        try project(dataset([1, 2, 3, 4], columns: 1))
      }
      #expect(error?.message.contains("needs at least 5 points; test.npy has 4") == true)
    }

    @Test func fivePointsHaveAMap() throws {
      let projection = try project(dataset([1, 2, 3, 5, 9], columns: 1)) { $0.iterations = 50 }
      #expect(projection.layouts[1].coordinates.allSatisfy { $0.isFinite })
    }

    @Test func tooLargePerplexityIsRefused() throws {
      let data = dataset(clusters(2, of: 50, columns: 3), columns: 3)
      let error = #expect(throws: DataError.self) { try project(data) { $0.perplexity = 40 } }
      #expect(
        error?.message == "--perplexity 40 needs at least 121 points; test.npy has 100. "
          + "Use --perplexity 33 or less")
      let largest = try project(data) {
        $0.perplexity = 33
        $0.iterations = 10
      }
      #expect(largest.layouts.count == 2)
    }
  }
}
