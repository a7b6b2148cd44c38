package import Kernels
import References

/// Every pair once, of scattered points and of chains, whose tiles are left out but for the
/// nearest; what may be wrong by a tie is said to be doubtful.
@Sendable func checkPairs(_ device: Device, _ seen: Comparison) throws {
  // Points, dimensions, k, sixty-fourths from point to point of a chain.
  for (n, dimensions, k, step) in [
    (2, 1, 1, 0), (33, 17, 30, 0), (259, 9, 90, 0), (600, 9, 90, 1), (600, 5, 90, 1),
  ] {
    var noise = Noise(7)
    let reach: Float = step > 0 ? 4 : 64
    // A multiple of 1/64 is squared and summed exactly, so ties are real ties.
    var points = noise.values(n * dimensions).map { ($0 * reach).rounded() / 64 }
    for row in 0..<n { points[row * dimensions] += Float((row - n / 2) * step) / 64 }
    try checkPairs(device, points, dimensions: dimensions, k: k, seen)
  }
}

/// Of points whose distances are exact in float32, so that ties are real ties.
package func checkPairs(
  _ device: Device, _ points: [Float], dimensions: Int, k: Int, _ seen: Comparison
) throws {
  let n = points.count / dimensions
  // The search gets the points the other way around, and names that turn them back.
  let turned = (0..<n).reversed().flatMap { points[$0 * dimensions..<($0 + 1) * dimensions] }
  let expected = Reference.neighbors(points, dimensions: dimensions, k: k)
  let matrix = try Matrix(
    device, rows: n, columns: dimensions, values: turned, for: "a check")
  let neighbors = try Neighbors(device, product: Product(device), dimensions: dimensions)
  let search = try neighbors.begin(matrix, own: (0..<n).map(Int32.init), k: k)
  let pairs = try NeighborPairs(device, dimensions: dimensions)
  try pairs.scan(neighbors.candidates(matrix, first: 0), for: search)
  try neighbors.trim(search)
  let doubtful = try pairs.doubtful(search)
  try neighbors.rerank(matrix, first: 0, for: search)
  let indices = try Buffer<Int32>(device, count: n * k, for: "a check")
  let distances = try Buffer<Float>(device, count: n * k, for: "a check")
  let names = try Buffer(device, (0..<n).map { Int32(n - 1 - $0) }, for: "a check")
  try neighbors.finish(
    search, neighbors: indices, squaredDistances: distances, firstRow: 0, names: names)
  seen.floats(try distances.read(), expected.squaredDistances, floor: 1e-9, within: 1e-6)
  let found = try indices.read()
  for row in 0..<n where !doubtful.contains(n - 1 - row) {
    let range = row * k..<(row + 1) * k
    seen.equal(Array(found[range]), Array(expected.indices[range]))
  }
  // A query that met no more than it keeps has turned nobody away.
  if n <= k + 1 { seen.equal(doubtful.map(Int32.init), []) }
}
