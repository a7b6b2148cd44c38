package import Kernels
import References

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Rows of k numbers with `more` behind each.
private func widened<T>(_ rows: [T], of k: Int, with more: [T]) -> [T] {
  stride(from: 0, to: rows.count, by: k).flatMap { rows[$0..<$0 + k] + more }
}

/// Short rows and long ones.
@Sendable func checkAffinities(_ device: Device, _ seen: Comparison) throws {
  for (n, k, perplexity) in [(2, 1, 1.0), (63, 15, 5), (65, 17, 5.5), (131, 90, 30)] {
    try checkAffinities(device, n: n, k: k, perplexity: perplexity, scale: 1, seen)
  }
}

/// Gaussian rows of the wanted entropy, over the first k of some more distances, which reach up to
/// `scale`.
package func checkAffinities(
  _ device: Device, n: Int, k: Int, perplexity: Double, scale: Float, _ seen: Comparison
) throws {
  var noise = Noise(UInt64(n))
  let d = (0..<n).flatMap { _ in noise.values(k, scale: scale).map(abs).sorted() }
  let p = try Buffer<Float>(device, count: n * k, for: "a check")
  let betas = try Buffer<Float>(device, count: n, for: "a check")
  try Affinities(device)(
    squaredDistances: Buffer(device, widened(d, of: k, with: [0, 0]), for: "a check"),
    stride: k + 2, p: p, betas: betas, k: k, perplexity: perplexity)
  let rows = try p.read()
  let wanted = log(perplexity)
  for (i, beta) in try betas.read().enumerated() {
    let row = Array(rows[i * k..<(i + 1) * k])
    let expected = Reference.conditional(Array(d[i * k..<(i + 1) * k]), beta: Double(beta))
    seen.floats(row, expected, floor: 1e-4, within: 1e-4)
    let shares = row.map(Double.init)
    seen.note(abs(shares.reduce(0, +) - 1), within: 1e-5)
    seen.note(abs(Reference.entropy(shares) - wanted) / max(1, wanted), within: 5e-5)
  }
}

/// Few points with few neighbors, and with nearly all others.
@Sendable func checkSymmetrize(_ device: Device, _ seen: Comparison) throws {
  for (n, k) in [(2, 1), (3, 2), (65, 64), (200, 30)] {
    let graph = randomGraph(n, k, seed: UInt64(n))
    try checkSymmetrize(device, graph.neighbors, graph.p, n: n, k: k, seen)
  }
}

/// The union of edges to the first k of some more neighbors, sorted, with both directions' shares,
/// which are equal.
package func checkSymmetrize(
  _ device: Device, _ neighbors: [Int32], _ p: [Float], n: Int, k: Int, _ seen: Comparison
) throws {
  let result = try Symmetrize(device)(
    neighbors: Buffer(device, widened(neighbors, of: k, with: [0]), for: "a check"),
    stride: k + 1, p: Buffer(device, p, for: "a check"), n: n, k: k)
  let expected = Reference.SparseRows(neighbors, p, n: n, k: k)
  seen.equal(try result.rows.read(), expected.rows)
  let columns = try result.columns.read()
  seen.equal(columns, expected.columns)
  guard columns == expected.columns else { return }
  let values = try result.values.read()
  seen.floats(values, expected.values, floor: 0, within: 1e-6)
  seen.note(abs(values.reduce(0) { $0 + Double($1) } - 1), within: 1e-5)
  var symmetric = [Int: Float]()
  for i in 0..<n {
    for e in Int(expected.rows[i])..<Int(expected.rows[i + 1]) {
      symmetric[i * n + Int(columns[e])] = values[e]
    }
  }
  let differing = symmetric.count { symmetric[$0.key % n * n + $0.key / n] != $0.value }
  seen.note(Double(differing), within: 0)
}
