import Kernels
import References
import Testing

/// Runs the whole search, the candidates in blocks of `block` rows.
func search(
  _ device: Device, _ points: [Float], dimensions: Int, k: Int, block: Int
) throws -> (indices: [Int32], distances: [Float]) {
  let n = points.count / dimensions
  let matrix = try Matrix(device, rows: n, columns: dimensions, values: points, for: "test")
  let neighbors = try Neighbors(device, product: Product(device), dimensions: dimensions)
  let found = try neighbors.begin(matrix, own: (0..<n).map(Int32.init), k: k)
  let blocks = try stride(from: 0, to: n, by: block).map { first in
    let rows = min(block, n - first)
    let slice = Array(points[first * dimensions..<(first + rows) * dimensions])
    return (
      try Matrix(device, rows: rows, columns: dimensions, values: slice, for: "test"), first
    )
  }
  for (points, first) in blocks {
    try neighbors.scan(neighbors.candidates(points, first: first), for: found)
  }
  try neighbors.trim(found)
  for (points, first) in blocks { try neighbors.rerank(points, first: first, for: found) }
  let indices = try Buffer<Int32>(device, count: n * k, for: "test")
  let distances = try Buffer<Float>(device, count: n * k, for: "test")
  try neighbors.finish(found, neighbors: indices, squaredDistances: distances, firstRow: 0)
  return (try indices.read(), try distances.read())
}

extension OnDevice {
  @Suite struct NeighborsTests {
    /// Points, dimensions, k, rows of a block of candidates.
    static let shapes = [
      [2, 1, 1, 2], [5, 3, 4, 2], [31, 2, 7, 31], [32, 16, 5, 8], [33, 17, 30, 32],
      [63, 50, 10, 63], [65, 50, 20, 33], [509, 9, 90, 509], [1031, 20, 90, 400],
      [1500, 784, 3, 1500],
    ]

    @Test(arguments: cases(shapes, few: 4)) func matchesReference(shape: [Int]) throws {
      try guarded { device in
        let (n, dimensions, k) = (shape[0], shape[1], shape[2])
        var noise = Noise(7)
        // A multiple of 1/64 is squared and summed exactly, so ties are real ties.
        let points = noise.values(n * dimensions).map { ($0 * 64).rounded() / 64 }
        let found = try search(device, points, dimensions: dimensions, k: k, block: shape[3])
        let expected = Reference.neighbors(points, dimensions: dimensions, k: k)
        #expect(found.indices == expected.indices)
        #expect(largestError(found.distances, expected.squaredDistances, floor: 1e-9) < 1e-6)
      }
    }

    /// Along a chain, where all tiles but the nearest are left out.
    @Test(arguments: [5, 20]) func pairsMatchReference(dimensions: Int) throws {
      try guarded { device in
        let (n, k) = (size(700, few: 200), 20)
        var noise = Noise(7)
        var points = noise.values(n * dimensions).map { ($0 * 4).rounded() / 64 }
        for row in 0..<n { points[row * dimensions] += Float(row - n / 2) / 64 }
        let matrix = try Matrix(
          device, rows: n, columns: dimensions, values: points, for: "test")
        let neighbors = try Neighbors(device, product: Product(device), dimensions: dimensions)
        let found = try neighbors.begin(matrix, own: (0..<n).map(Int32.init), k: k)
        let pairs = try NeighborPairs(device, dimensions: dimensions)
        try pairs.scan(neighbors.candidates(matrix, first: 0), for: found)
        try neighbors.trim(found)
        let doubtful = try pairs.doubtful(found)
        try neighbors.rerank(matrix, first: 0, for: found)
        let indices = try Buffer<Int32>(device, count: n * k, for: "test")
        let distances = try Buffer<Float>(device, count: n * k, for: "test")
        try neighbors.finish(found, neighbors: indices, squaredDistances: distances, firstRow: 0)
        let expected = Reference.neighbors(points, dimensions: dimensions, k: k)
        #expect(
          largestError(try distances.read(), expected.squaredDistances, floor: 1e-9) < 1e-6)
        let read = try indices.read()
        for row in 0..<n where !doubtful.contains(row) {
          let range = row * k..<(row + 1) * k
          #expect(read[range] == expected.indices[range])
        }
      }
    }

    @Test func allPointsEqualGiveTheLowestIndices() throws {
      try guarded { device in
        let n = size(700, few: 150)
        let points = [Float](repeating: 0.3, count: n * 20)
        let found = try search(device, points, dimensions: 20, k: 90, block: n)
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
        let found = try search(device, points, dimensions: 2, k: 10, block: points.count / 2)
        #expect(found.indices == Reference.neighbors(points, dimensions: 2, k: 10).indices)
      }
    }

    @Test func twoRunsAreEqual() throws {
      try guarded { device in
        var noise = Noise(9)
        let n = size(900, few: 100)
        let points = noise.values(n * 30)
        let first = try search(device, points, dimensions: 30, k: 40, block: n)
        let second = try search(device, points, dimensions: 30, k: 40, block: n)
        #expect(first.indices == second.indices)
        #expect(first.distances == second.distances)
      }
    }
  }
}
