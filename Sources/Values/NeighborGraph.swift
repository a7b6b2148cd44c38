/// The k nearest neighbors of every point, nearest first, the point itself left out.
package struct NeighborGraph: Sendable {
  package var k: Int
  /// Row-major n x k.
  package var indices: [UInt32]
  /// Row-major n x k squared distances, in units of `unit` squared: those of the input might be
  /// beyond float32.
  package var squaredDistances: [Float]
  package var unit: Float = 1

  package init(k: Int, indices: [UInt32], squaredDistances: [Float]) {
    self.k = k
    self.indices = indices
    self.squaredDistances = squaredDistances
  }
}
