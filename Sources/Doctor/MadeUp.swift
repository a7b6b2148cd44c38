import Kernels
import References

/// `count` numbers in -1 ..< 1.
func madeUp(_ count: Int) -> [Float] {
  var noise = Noise(17)
  return noise.values(count)
}

/// n x k different others of every point, scattered over all.
func scatteredGraph(_ n: Int, _ k: Int) -> [Int32] {
  let step = max(1, (n - 1) / k)
  return (0..<n).flatMap { i in
    (0..<k).map { e in Int32((i + 1 + (e * step + i % step)) % n) }
  }
}

/// A layout like a finished map: as wide as one of so many points becomes, and points that follow
/// each other near each other.
func finishedMap(_ n: Int) -> [Float] {
  // 60,000 points spread over about 240 x 210 units.
  let y = clusters(n, span: 225 * (Float(n) / 60_000).squareRoot())
  return PointOrder(unordered: n).along(y, components: 2).moved(y, components: 2)
}

/// A P in which every point has 120 edges, to those around it in the order.
func ring(_ device: Device, _ n: Int) throws -> SparseAffinities {
  let reach = min(60, (n - 1) / 2)
  let width = 2 * reach
  var columns = [Int32](repeating: 0, count: n * width)
  for i in 0..<n {
    for e in 0..<width {
      let offset = e < reach ? e - reach : e - reach + 1
      columns[i * width + e] = Int32((i + offset + n) % n)
    }
  }
  return SparseAffinities(
    rows: try Buffer(device, (0...n).map { Int32($0 * width) }, for: "a measurement"),
    columns: try Buffer(device, columns, for: "a measurement"),
    values: try Buffer(
      device, [Float](repeating: 1 / Float(n * width), count: n * width), for: "a measurement"),
    n: n)
}
