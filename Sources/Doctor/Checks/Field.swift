package import Kernels
import References

/// Against the sum over all pairs, with splines of both orders, charges spread by chunks and by
/// atomic additions.
@Sendable func checkField(_ device: Device, _ seen: Comparison) throws {
  for (n, span) in [(17, Float(20)), (301, 60)] {
    let y = clusters(n, span: span)
    let reference = Reference.Forces(n: n, components: 2)
    let sum = FieldSum(
      forces: reference.repulsion(y.map(Double.init)),
      normalizer: reference.normalizer(y.map(Double.init)))
    let tunings = [(4, 0), (4, 2), (6, 0), (6, 2)].map { order, copies in
      var tuning = FieldTuning(device, points: n)
      (tuning.order, tuning.copies) = (order, copies)
      return tuning
    }
    let limits = FieldLimits(force: 5e-4, normalizer: 1e-5, floor: 1e-3)
    try checkField(device, y, tunings, sum, seen, within: limits)
  }
}

/// What all pairs of a layout sum to.
package struct FieldSum {
  let forces: [Double]
  let normalizer: Double

  package init(forces: [Double], normalizer: Double) {
    (self.forces, self.normalizer) = (forces, normalizer)
  }
}

/// Relative errors that are right, in the L2 norm of the forces and of Z; both beside a floor, for
/// layouts that repel next to nothing.
package struct FieldLimits {
  let force: Double
  let normalizer: Double
  /// Of Z, for each point.
  let floor: Double

  package init(force: Double, normalizer: Double, floor: Double) {
    (self.force, self.normalizer, self.floor) = (force, normalizer, floor)
  }
}

/// Forces and normalizer from the field of a layout against those of all pairs.
package func checkField(
  _ device: Device, _ y: [Float], _ tunings: [FieldTuning], _ sum: FieldSum, _ seen: Comparison,
  within limits: FieldLimits
) throws {
  let n = y.count / 2
  for tuning in tunings {
    let state = try LayoutBuffers(device, coordinates: y, components: 2)
    let field = try FieldRepulsion(device, n: n, tuning: tuning)
    let box = try checkBounds(field, state, y, seen)
    try field.place(around: box, margin: 1, least: 1)
    try field(state)
    let found = try state.coordinates(of: state.repulsion)
    seen.watch(found)
    let floor = 1e-3 * Double(n).squareRoot()
    seen.note(relativeError(found, sum.forces, floor: floor), within: limits.force)
    let z = sum.normalizer
    let error = abs(try field.normalizer() - z) / (z + limits.floor * Double(n))
    seen.note(error, within: limits.normalizer)
    seen.note(try field.escaped() ? 1 : 0, within: 0)
  }
}

/// The rectangle around the layout `y`, which `state` holds.
@discardableResult package func checkBounds(
  _ field: FieldRepulsion, _ state: LayoutBuffers, _ y: [Float], _ seen: Comparison
) throws -> FieldBox {
  let box = try field.bounds(state)
  let axes = (0..<2).map { axis in (0..<y.count / 2).map { y[2 * $0 + axis] } }
  let expected = (axes.map { $0.min() } + axes.map { $0.max() }).map { Double($0 ?? 0) }
  seen.floats([box.lowX, box.lowY, box.highX, box.highY], expected, floor: 1, within: 0)
  return box
}

/// The transforms, and with them the filters, against plain sums, in local memory and in a buffer,
/// as large grids need it.
@Sendable func checkConvolution(_ device: Device, _ seen: Comparison) throws {
  let local = FieldTuning(device, points: 1000)
  var buffered = local
  buffered.localMemory = 0
  for (nx, ny) in [(12, 16), (60, 24)] {
    let sum = ConvolutionSum(nx: nx, ny: ny, bins: 96)
    try checkConvolution(device, [local, buffered], sum, seen, within: 1e-4)
  }
}

/// Charges on a grid of nx x ny nodes and the field that they make, which takes the host seconds to
/// sum: made once for all transforms that are held against it.
package struct ConvolutionSum {
  let nx: Int
  let ny: Int
  let order: Int
  let spacing: Float = 0.4
  let splined: Reference.SplinedCharges
  let expected: [Double]

  /// Of splines of order 4 on grids that are taller than wide, else 6. `bins`: so many that the end
  /// of the kernel at their distance is not felt, more than nodes.
  package init(nx: Int, ny: Int, bins: Int) {
    (self.nx, self.ny) = (nx, ny)
    let order = nx < ny ? 4 : 6
    let plain = Reference.Convolution(
      nx: nx, ny: ny, spacing: Double(spacing),
      correction: (0...bins).map { FieldAxis.correction(bin: $0, of: 2 * bins, order: order) })
    splined = Reference.SplinedCharges(nx: nx, ny: ny, order: order)
    let field = plain.field(splined.charges)
    expected = splined.read { field[$0 * ny + $1] }
    self.order = order
  }
}

/// The field of the charges by transforms of several shapes.
package func checkConvolution(
  _ device: Device, _ tunings: [FieldTuning], _ sum: ConvolutionSum, _ seen: Comparison,
  within limit: Double
) throws {
  let scale = sum.expected.map(abs).max() ?? 0
  for var tuning in tunings {
    tuning.order = sum.order
    let convolution = try FieldConvolution(
      device, tuning, nx: sum.nx, ny: sum.ny, spacing: sum.spacing)
    // Twice: the second call needs the zeros that the first one left.
    for _ in 0..<2 {
      var grid = try convolution.charges.read()
      seen.equal(grid, [Int32](repeating: 0, count: grid.count))
      for (index, charge) in sum.splined.charges.enumerated() {
        let copy = index % convolution.copies * convolution.phi.count
        grid[copy + convolution.place(charge.x, charge.y)] += Int32(charge.charge)
      }
      try convolution.charges.write(grid)
      try convolution(unit: 0.5)
      let phi = try convolution.phi.read()
      let found = sum.splined.read { 2 * Double(phi[convolution.place($0, $1)]) }
      seen.floats(found.map(Float.init), sum.expected, floor: scale, within: limit)
    }
  }
}
