package import Kernels
import References

/// Few points, by products and by direct differences.
@Sendable func checkNeighbors(_ device: Device, _ seen: Comparison) throws {
  // Points, dimensions, k, rows of a block of candidates.
  let shapes = [(2, 1, 1, 2), (33, 17, 30, 32), (65, 50, 20, 33), (259, 9, 90, 259)]
  for (n, dimensions, k, block) in shapes {
    let nearest = Nearest(n: n, dimensions: dimensions, k: k)
    for tuning in device.tuning.bothWays {
      try checkNeighbors(device, Product(device, tuning: tuning), nearest, block: block, seen)
    }
  }
}

/// Random points and the k nearest others of each, which take the host seconds to find: made once
/// for all searches that are held against them.
package struct Nearest {
  let points: [Float]
  let dimensions: Int
  let k: Int
  let expected: (indices: [Int32], squaredDistances: [Double])

  package init(n: Int, dimensions: Int, k: Int) {
    var noise = Noise(7)
    // A multiple of 1/64 is squared and summed exactly, so ties are real ties.
    points = noise.values(n * dimensions).map { ($0 * 64).rounded() / 64 }
    (self.dimensions, self.k) = (dimensions, k)
    expected = Reference.neighbors(points, dimensions: dimensions, k: k)
  }
}

/// The whole search, the candidates in blocks of `block` rows.
package func checkNeighbors(
  _ device: Device, _ product: Product, _ nearest: Nearest, block: Int, _ seen: Comparison
) throws {
  let found = try search(
    device, nearest.points, product, dimensions: nearest.dimensions, k: nearest.k, block: block)
  seen.equal(found.indices, nearest.expected.indices)
  seen.floats(
    found.distances, nearest.expected.squaredDistances, floor: 1e-9, within: 1e-6)
}

/// Runs the whole search, the candidates in blocks of `block` rows.
package func search(
  _ device: Device, _ points: [Float], _ product: Product, dimensions: Int, k: Int, block: Int
) throws -> (indices: [Int32], distances: [Float]) {
  let n = points.count / dimensions
  func rows(_ range: Range<Int>) throws -> Matrix {
    try Matrix(
      device, rows: range.count, columns: dimensions,
      values: Array(points[range.lowerBound * dimensions..<range.upperBound * dimensions]),
      for: "a check")
  }
  let neighbors = try Neighbors(device, product: product, dimensions: dimensions)
  let found = try neighbors.begin(rows(0..<n), own: (0..<n).map(Int32.init), k: k)
  let blocks = try stride(from: 0, to: n, by: block).map { first in
    (try rows(first..<min(n, first + block)), first)
  }
  for (points, first) in blocks {
    try neighbors.scan(neighbors.candidates(points, first: first), for: found)
  }
  try neighbors.trim(found)
  for (points, first) in blocks { try neighbors.rerank(points, first: first, for: found) }
  let indices = try Buffer<Int32>(device, count: n * k, for: "a check")
  let distances = try Buffer<Float>(device, count: n * k, for: "a check")
  try neighbors.finish(found, neighbors: indices, squaredDistances: distances, firstRow: 0)
  return (try indices.read(), try distances.read())
}
