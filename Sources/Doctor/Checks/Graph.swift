package import Kernels
import References

/// The k nearest of every point, in blocks of candidates, by products and by direct differences.
@Sendable func checkNeighbors(_ device: Device, _ seen: Comparison) throws {
  // Points, dimensions, k, rows of a block of candidates.
  let shapes = [(2, 1, 1, 2), (33, 17, 30, 32), (65, 50, 20, 33), (259, 9, 90, 259)]
  for (n, dimensions, k, block) in shapes {
    var noise = Noise(7)
    // A multiple of 1/64 is squared and summed exactly, so ties are real ties.
    let points = noise.values(n * dimensions).map { ($0 * 64).rounded() / 64 }
    let expected = Reference.neighbors(points, dimensions: dimensions, k: k)
    for tuning in device.tuning.bothWays {
      let product = try Product(device, tuning: tuning)
      let found = try search(
        device, points, product, dimensions: dimensions, k: k, block: block)
      seen.equal(found.indices, expected.indices)
      seen.floats(found.distances, expected.squaredDistances, floor: 1e-9, within: 1e-6)
    }
  }
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

/// Rows of k numbers with `more` behind each.
private func widened<T>(_ rows: [T], of k: Int, with more: [T]) -> [T] {
  stride(from: 0, to: rows.count, by: k).flatMap { rows[$0..<$0 + k] + more }
}

/// Gaussian rows of the wanted entropy, over the first k of some more distances.
@Sendable func checkAffinities(_ device: Device, _ seen: Comparison) throws {
  let affinities = try Affinities(device)
  for (n, k, perplexity) in [(2, 1, 1.0), (63, 15, 5), (65, 17, 5.5), (131, 90, 30)] {
    var noise = Noise(UInt64(n))
    let d = (0..<n).flatMap { _ in noise.values(k).map(abs).sorted() }
    let p = try Buffer<Float>(device, count: n * k, for: "a check")
    let betas = try Buffer<Float>(device, count: n, for: "a check")
    try affinities(
      squaredDistances: Buffer(device, widened(d, of: k, with: [0, 0]), for: "a check"),
      stride: k + 2, p: p, betas: betas, k: k, perplexity: perplexity)
    let rows = try p.read()
    for (i, beta) in try betas.read().enumerated() {
      let row = Array(rows[i * k..<(i + 1) * k])
      let expected = Reference.conditional(Array(d[i * k..<(i + 1) * k]), beta: Double(beta))
      seen.floats(row, expected, floor: 1e-4, within: 1e-4)
      // The perplexity itself, which is e to the entropy.
      let reached = Reference.perplexity(row.map(Double.init))
      seen.note(abs(reached / perplexity - 1), within: 3e-4)
    }
  }
}

/// The union of edges to the first k of some more neighbors, sorted, with both directions' shares.
@Sendable func checkSymmetrize(_ device: Device, _ seen: Comparison) throws {
  for (n, k) in [(2, 1), (3, 2), (65, 64), (200, 30)] {
    let graph = randomGraph(n, k, seed: UInt64(n))
    let result = try Symmetrize(device)(
      neighbors: Buffer(
        device, widened(graph.neighbors, of: k, with: [0]), for: "a check"), stride: k + 1,
      p: Buffer(device, graph.p, for: "a check"), n: n, k: k)
    let expected = Reference.symmetric(graph.neighbors, graph.p, n: n, k: k)
      .sorted { $0.key < $1.key }
    var rows = [Int32](repeating: 0, count: n + 1)
    for (edge, _) in expected { rows[edge / n + 1] += 1 }
    for row in 0..<n { rows[row + 1] += rows[row] }
    seen.equal(try result.rows.read(), rows)
    seen.equal(try result.columns.read(), expected.map { Int32($0.key % n) })
    if result.columns.count == expected.count {
      seen.floats(
        try result.values.read(), expected.map(\.value), floor: 1e-12, within: 1e-6)
    }
  }
}
