/// The k nearest neighbors of every point, nearest first, the point itself left out.
package struct NeighborGraph: Sendable {
  package var k: Int
  /// Row-major n x k.
  package var indices: [UInt32]
  /// Row-major n x k squared distances.
  package var squaredDistances: [Float]

  package init(k: Int, indices: [UInt32], squaredDistances: [Float]) {
    self.k = k
    self.indices = indices
    self.squaredDistances = squaredDistances
  }
}
