import Doctor
import Kernels
import References
import Testing

extension OnDevice {
  @Suite struct NeighborsTests {
    /// Points, dimensions, k, rows of a block of candidates.
    static let shapes = [
      [2, 1, 1, 2], [5, 3, 4, 2], [31, 2, 7, 31], [32, 16, 5, 8], [33, 17, 30, 32],
      [63, 50, 10, 63], [65, 50, 20, 33], [509, 9, 90, 509], [1031, 20, 90, 400],
      [1500, 784, 3, 1500],
    ]

    @Test(arguments: cases(shapes, few: 4)) func matchesReference(shape: [Int]) throws {
      let nearest = Nearest(n: shape[0], dimensions: shape[1], k: shape[2])
      try holds { device, seen in
        try checkNeighbors(device, Product(device), nearest, block: shape[3], seen)
      }
    }

    /// Along a chain, where all tiles but the nearest are left out.
    @Test(arguments: [5, 20]) func pairsMatchReference(dimensions: Int) throws {
      try holds { device, seen in
        let (n, k) = (size(700, few: 200), 20)
        var noise = Noise(7)
        var points = noise.values(n * dimensions).map { ($0 * 4).rounded() / 64 }
        for row in 0..<n { points[row * dimensions] += Float(row - n / 2) / 64 }
        try checkPairs(device, points, dimensions: dimensions, k: k, seen)
      }
    }

    @Test func allPointsEqualGiveTheLowestIndices() throws {
      try guarded { device in
        let n = size(700, few: 150)
        let points = [Float](repeating: 0.3, count: n * 20)
        let found = try search(device, points, Product(device), dimensions: 20, k: 90, block: n)
        for i in [0, 50, 90, 91, n - 1] {
          let expected = (0..<91).filter { $0 != i }.prefix(90).map(Int32.init)
          #expect(Array(found.indices[i * 90..<(i + 1) * 90]) == expected)
        }
        #expect(found.distances.allSatisfy { $0 == 0 })
      }
    }

    @Test func farFromTheOriginTheDistancesAreStillExact() throws {
      try guarded { device in
        var noise = Noise(3)
        let points = noise.values(size(400, few: 60) * 2, scale: 1).map {
          500 + ($0 * 1024).rounded() / 1024
        }
        let found = try search(
          device, points, Product(device), dimensions: 2, k: 10, block: points.count / 2)
        #expect(found.indices == Reference.neighbors(points, dimensions: 2, k: 10).indices)
      }
    }

    @Test func twoRunsAreEqual() throws {
      try guarded { device in
        var noise = Noise(9)
        let n = size(900, few: 100)
        let points = noise.values(n * 30)
        let first = try search(device, points, Product(device), dimensions: 30, k: 40, block: n)
        let second = try search(device, points, Product(device), dimensions: 30, k: 40, block: n)
        #expect(first.indices == second.indices)
        #expect(first.distances == second.distances)
      }
    }
  }
}
