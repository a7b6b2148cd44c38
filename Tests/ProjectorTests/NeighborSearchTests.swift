import Kernels
import Projector
import TestSupport
import Testing
import Values

extension OnDevice {
  @Suite struct NeighborSearchTests {
    private func graph(
      _ values: [Float], columns: Int, k: Int, _ choice: NeighborsChoice, blocks: Int = 1
    ) throws -> (indices: [Int32], distances: [Float], facts: NeighborFacts) {
      try TestDevice.use { device in
        let n = values.count / columns
        let size = (n + blocks - 1) / blocks
        let matrices = try stride(from: 0, to: n, by: size).map { first in
          let rows = min(size, n - first)
          return try Matrix(
            device, rows: rows, columns: columns,
            values: Array(values[first * columns..<(first + rows) * columns]), for: "test")
        }
        let (graph, facts) = try NeighborSearch(device: device, choice: choice, seed: 1)
          .graph(of: matrices, k: k) { _, _ in }
        let read = try graph.read()
        return (read.indices, read.squaredDistances, facts)
      }
    }

    private func noise(_ count: Int) -> [Float] {
      var random = SplitMix64(seed: 8)
      return (0..<count).map { _ in Float.random(in: -1...1, using: &random) }
    }

    private func recall(_ found: [Int32], _ truth: [Int32], k: Int) -> Double {
      let hits = stride(from: 0, to: truth.count, by: k).reduce(0) {
        $0 + Set(found[$1..<$1 + k]).intersection(truth[$1..<$1 + k]).count
      }
      return Double(hits) / Double(truth.count)
    }

    @Test(arguments: [(20, 1), (3, 3), (50, 2)]) func listsFindWhatTheySay(
      columns: Int, blocks: Int
    ) throws {
      let (n, k) = (3000, 30)
      let values = noise(n * columns)
      let exact = try graph(values, columns: columns, k: k, .exact)
      #expect(exact.facts == NeighborFacts(method: .exact))
      let lists = try graph(values, columns: columns, k: k, .lists, blocks: blocks)
      #expect(lists.facts.method == .lists && lists.facts.sample == 1000)
      let share = recall(lists.indices, exact.indices, k: k)
      #expect(share >= 0.95)
      #expect(abs(share - lists.facts.recall) < 0.02)
      for row in 0..<n {
        let distances = lists.distances[row * k..<(row + 1) * k]
        #expect(zip(distances, distances.dropFirst()).allSatisfy { $0 <= $1 })
        let indices = lists.indices[row * k..<(row + 1) * k]
        #expect(Set(indices).count == k && !indices.contains(Int32(row)))
      }
      let again = try graph(values, columns: columns, k: k, .lists, blocks: blocks)
      #expect(again.indices == lists.indices && again.distances == lists.distances)
    }

    /// Points far from all others lie in lists with fewer than k members.
    @Test func lonelyPointsGetAllTheirNeighbors() throws {
      var values = noise(2000 * 4)
      for row in 0..<3 { for c in 0..<4 { values[row * 4 + c] = Float(1000 * (row + 1)) } }
      let exact = try graph(values, columns: 4, k: 90, .exact)
      let lists = try graph(values, columns: 4, k: 90, .lists)
      #expect(lists.indices.allSatisfy { $0 >= 0 && $0 < 2000 })
      #expect(recall(lists.indices, exact.indices, k: 90) >= 0.95)
    }

    /// The k nearest others of a point by plain sums, ties to the lower index.
    private func nearest(_ row: Int, _ values: [Float], columns: Int, k: Int) -> [Int32] {
      var all: [(distance: Float, index: Int32)] = []
      for other in 0..<values.count / columns where other != row {
        var sum: Float = 0
        for c in 0..<columns {
          let difference = values[row * columns + c] - values[other * columns + c]
          sum += difference * difference
        }
        all.append((sum, Int32(other)))
      }
      all.sort { $0.distance != $1.distance ? $0.distance < $1.distance : $0.index < $1.index }
      return all.prefix(k).map(\.index)
    }

    /// From 2,000 points on, every pair is looked at once, and ties are settled afterwards.
    @Test(arguments: [1, 7]) func pairsGiveTheLowestIndices(copies: Int) throws {
      let (n, k) = (2450, 90)
      let plain = noise(n / copies * 3)
      let values = (0..<copies).flatMap { _ in plain }
      let found = try graph(values, columns: 3, k: k, .exact, blocks: 2)
      for row in stride(from: 0, to: n, by: 97) {
        let nearest = nearest(row, values, columns: 3, k: k)
        let mine = Array(found.indices[row * k..<(row + 1) * k])
        // Another order of addition may exchange neighbors that differ in the last bit.
        #expect(Set(mine).symmetricDifference(nearest).count <= 2)
        if copies > 1 { #expect(mine.prefix(6).sorted() == mine.prefix(6).map { $0 }) }
      }
      let equal = try graph([Float](repeating: 2, count: n * 3), columns: 3, k: k, .exact)
      #expect(equal.indices.prefix(k).map { Int($0) } == Array(1...k))
      #expect(equal.indices.suffix(k).map { Int($0) } == Array(0..<k))
    }

    /// Most tiles of clusters are left out; points far from the origin have rounded scores.
    @Test(arguments: [(5, 40), (20, 40), (50, 1000)]) func pairsOfClustersAreExact(
      columns: Int, apart: Int
    ) throws {
      let (n, k) = (3000, 30)
      var values = noise(n * columns)
      for row in 0..<n {
        values[row * columns + row % 3] += Float(row * 7919 % 23 * apart)
      }
      let found = try graph(values, columns: columns, k: k, .exact, blocks: 2)
      for row in stride(from: 0, to: n, by: 61) {
        let nearest = nearest(row, values, columns: columns, k: k)
        #expect(
          Set(found.indices[row * k..<(row + 1) * k]).symmetricDifference(nearest).count <= 2)
      }
    }

    @Test func equalPointsHaveNeighbors() throws {
      let lists = try graph([Float](repeating: 2, count: 500 * 3), columns: 3, k: 20, .lists)
      #expect(lists.distances.allSatisfy { $0 == 0 })
    }

    @Test func fewPointsAreSearchedExactly() throws {
      let values = noise(400 * 5)
      let auto = try graph(values, columns: 5, k: 10, .auto)
      #expect(auto.facts.method == .exact)
      #expect(auto.indices == (try graph(values, columns: 5, k: 10, .exact)).indices)
      let lists = try graph(Array(values.prefix(6 * 5)), columns: 5, k: 5, .lists)
      let exact = try graph(Array(values.prefix(6 * 5)), columns: 5, k: 5, .exact)
      #expect(lists.indices == exact.indices)
    }
  }
}
