package import Values
package import Kernels

/// A neighbor graph on the device: n x k, nearest first.
package struct DeviceGraph {
  package let n: Int
  package let k: Int
  package let neighbors: Buffer<Int32>
  package let squaredDistances: Buffer<Float>

  /// Room for a graph, without content.
  init(_ device: Device, n: Int, k: Int) throws(DeviceError) {
    self.n = n
    self.k = k
    neighbors = try Buffer(device, count: n * k, for: "neighbors")
    squaredDistances = try Buffer(device, count: n * k, for: "neighbors")
  }

  package func read() throws -> (indices: [Int32], squaredDistances: [Float]) {
    (try neighbors.read(), try squaredDistances.read())
  }

  /// The first `count` neighbors of every point, or all that there are.
  func leading(_ device: Device, count: Int) throws(DeviceError) -> DeviceGraph {
    guard count < k else { return self }
    let leading = try DeviceGraph(device, n: n, k: count)
    try leading.neighbors.copy(from: neighbors, rows: n, columns: count, stride: k)
    try leading.squaredDistances.copy(from: squaredDistances, rows: n, columns: count, stride: k)
    return leading
  }
}

/// The nearest neighbors of every point that outlive the affinities: on the device for yardsticks,
/// on the host, with their distances, for pages.
package struct LeadingNeighbors {
  /// At most so many of each point.
  static let most = 15

  package let k: Int
  /// n x k.
  let onDevice: Buffer<Int32>
  package let onHost: NeighborGraph

  package init(of graph: DeviceGraph, on device: Device) throws(DeviceError) {
    let leading = try graph.leading(device, count: Self.most)
    k = leading.k
    onDevice = leading.neighbors
    onHost = NeighborGraph(
      k: k, indices: try leading.neighbors.read().map { UInt32(bitPattern: $0) },
      squaredDistances: try leading.squaredDistances.read())
  }
}
