/// A layout on the device, with the state of its optimization.
///
/// A point is 2 floats in 2-D, 4 in 3-D (the last is zero). Past the n points the layout is padded
/// with points so far away that they repel nothing.
package struct LayoutBuffers {
  package let n: Int
  package let components: Int
  package let layout: Buffer<Float>
  package let velocity: Buffer<Float>
  package let gains: Buffer<Float>
  package let attraction: Buffer<Float>
  package let repulsion: Buffer<Float>

  static let padding: Float = 1e18

  /// Floats of one point.
  package var pointFloats: Int { components == 2 ? 2 : 4 }

  /// Starts at `coordinates` (row-major n x components), at rest, all gains one.
  package init(
    _ device: Device, coordinates: [Float], components: Int
  ) throws(DeviceError) {
    precondition(components == 2 || components == 3)
    n = coordinates.count / components
    self.components = components
    let width = components == 2 ? 2 : 4
    let purpose = "the layout"
    let padded = roundUp(n, to: Matrix.alignment)
    var values = [Float](repeating: 0, count: padded * width)
    for i in 0..<padded {
      for c in 0..<components {
        values[i * width + c] = i < n ? coordinates[i * components + c] : Self.padding
      }
    }
    layout = try Buffer(device, values, for: purpose)
    velocity = try Buffer(device, count: n * width, for: purpose)
    gains = try Buffer(device, count: n * width, for: purpose)
    attraction = try Buffer(device, count: n * width, for: purpose)
    repulsion = try Buffer(device, count: n * width, for: purpose)
    try velocity.fill(0)
    try gains.fill(1)
  }

  /// The coordinates now, row-major n x components.
  package func read() throws(DeviceError) -> [Float] { try coordinates(of: layout) }

  /// A per-point buffer without the padding of 3-D points.
  package func coordinates(of buffer: Buffer<Float>) throws(DeviceError) -> [Float] {
    let values = try buffer.read(0..<n * pointFloats)
    guard pointFloats != components else { return values }
    return (0..<n).flatMap { values[$0 * pointFloats..<$0 * pointFloats + components] }
  }
}
