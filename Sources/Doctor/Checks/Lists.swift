package import Kernels
import References

/// Points in lists, centroids moved to means, and a search that visits every list, whose
/// result must be that of the exact one.
@Sendable func checkLists(_ device: Device, _ seen: Comparison) throws {
  for (n, dimensions, lists, k) in [(33, 5, 3, 7), (65, 16, 4, 20), (231, 50, 7, 90)] {
    var noise = Noise(UInt64(n))
    let values = noise.values(n * dimensions)
    let points = try Matrix(
      device, rows: n, columns: dimensions, values: values, for: "a check")
    let groups = Grouping((0..<n).map { Int32($0 * $0 % lists) }, groups: lists)
    let expected = Reference.neighbors(values, dimensions: dimensions, k: k)
    for tuning in device.tuning.bothWays {
      let found = try visitAll(device, points, groups, tuning, k: k)
      seen.equal(found.indices, expected.indices)
      seen.floats(found.distances, expected.squaredDistances, floor: 1e-9, within: 1e-6)
    }
    try checkMeans(device, values, dimensions: dimensions, groups, seen)
  }
}

/// Centroids moved to the means of their lists; those of empty lists stay.
package func checkMeans(
  _ device: Device, _ values: [Float], dimensions: Int, _ groups: Grouping, _ seen: Comparison
) throws {
  let (n, lists) = (values.count / dimensions, groups.groups)
  let points = try Matrix(
    device, rows: n, columns: dimensions, values: values, for: "a check")
  var noise = Noise(UInt64(lists))
  let old = noise.values(lists * dimensions)
  let centroids = try Matrix(
    device, rows: lists, columns: dimensions, values: old, for: "a check")
  try Lists(device, dimensions: dimensions).moveToMeans(centroids, of: points, groups)
  let means = Reference.means(
    values, columns: dimensions, of: (0..<lists).map { groups.order[groups.range($0)] },
    else: old)
  seen.floats(try centroids.read(), means, floor: 1e-2, within: 1e-5)
}

/// The neighbors among `points` by visiting every list from every point.
package func visitAll(
  _ device: Device, _ points: Matrix, _ groups: Grouping, _ tuning: Tuning, k: Int
) throws -> (indices: [Int32], distances: [Float]) {
  let n = points.rows
  let kernels = try Lists(device, dimensions: points.columns, tuning: tuning)
  let packed = try kernels.packed(points, groups)
  let neighbors = try Neighbors(
    device, product: Product(device, tuning: tuning), dimensions: points.columns)
  let search = try neighbors.begin(packed.points, own: (0..<n).map(Int32.init), k: k)
  for round in 0..<groups.groups {
    try kernels.visit(
      packed, lists: (0..<n).map { Int32(($0 + round) % groups.groups) }, for: search)
  }
  try neighbors.trim(search)
  try neighbors.rerank(packed.points, first: 0, for: search)
  try kernels.rename(search, packed)
  func room() throws -> (neighbors: Buffer<Int32>, squaredDistances: Buffer<Float>) {
    (
      try Buffer(device, count: n * k, for: "a check"),
      try Buffer(device, count: n * k, for: "a check")
    )
  }
  let part = try room(), graph = try room()
  try neighbors.finish(
    search, neighbors: part.neighbors, squaredDistances: part.squaredDistances, firstRow: 0)
  try kernels.scatter(part, first: 0, of: packed, to: graph, k: k)
  return (try graph.neighbors.read(), try graph.squaredDistances.read())
}
