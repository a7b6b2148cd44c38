package import Kernels
import References

/// Forces and normalizer from the field against all pairs, with splines of both orders, charges
/// spread by chunks and by atomic additions.
@Sendable func checkField(_ device: Device, _ seen: Comparison) throws {
  for (n, span) in [(17, Float(20)), (301, 60)] {
    let y = clusters(n, span: span)
    let reference = Reference.Forces(n: n, components: 2)
    let forces = reference.repulsion(y.map(Double.init))
    let z = reference.normalizer(y.map(Double.init))
    for (order, copies) in [(4, 0), (4, 2), (6, 0), (6, 2)] {
      var tuning = FieldTuning(device, points: n)
      (tuning.order, tuning.copies) = (order, copies)
      let state = try LayoutBuffers(device, coordinates: y, components: 2)
      let field = try FieldRepulsion(device, n: n, tuning: tuning)
      let box = try field.bounds(state)
      let xs = (0..<n).map { y[2 * $0] }, ys = (0..<n).map { y[2 * $0 + 1] }
      let expected = [xs.min(), ys.min(), xs.max(), ys.max()].map { Double($0 ?? 0) }
      seen.floats([box.lowX, box.lowY, box.highX, box.highY], expected, floor: 1, within: 0)
      try field.place(around: box, margin: 1, least: 1)
      try field(state)
      let found = try state.coordinates(of: state.repulsion)
      seen.watch(found)
      let floor = 1e-3 * Double(n).squareRoot()
      seen.note(relativeError(found, forces, floor: floor), within: 5e-4)
      seen.note(
        abs(try field.normalizer() - z) / (z + 1e-3 * Double(n)), within: 1e-5)
      seen.note(try field.escaped() ? 1 : 0, within: 0)
    }
  }
}

/// The transforms, and with them the filters, against plain sums, in local memory and in a buffer,
/// as large grids need it.
@Sendable func checkConvolution(_ device: Device, _ seen: Comparison) throws {
  let local = FieldTuning(device, points: 1000)
  var buffered = local
  buffered.localMemory = 0
  for (nx, ny) in [(12, 16), (60, 24)] {
    try checkConvolution(device, [local, buffered], nx: nx, ny: ny, bins: 96, seen, within: 1e-4)
  }
}

/// Of splines of order 4 on grids that are taller than wide, else 6. `bins`: so many that the end
/// of the kernel at their distance is not felt, more than nodes.
package func checkConvolution(
  _ device: Device, _ tunings: [FieldTuning], nx: Int, ny: Int, bins: Int, _ seen: Comparison,
  within limit: Double
) throws {
  let order = nx < ny ? 4 : 6
  let plain = Reference.Convolution(
    nx: nx, ny: ny, spacing: 0.4,
    correction: (0...bins).map { FieldAxis.correction(bin: $0, of: 2 * bins, order: order) })
  let splined = Reference.SplinedCharges(nx: nx, ny: ny, order: order)
  let field = plain.field(splined.charges)
  let expected = splined.read { field[$0 * ny + $1] }
  let scale = expected.map(abs).max() ?? 0
  for var tuning in tunings {
    tuning.order = order
    let convolution = try FieldConvolution(device, tuning, nx: nx, ny: ny, spacing: 0.4)
    // Twice: the second call needs the zeros that the first one left.
    for _ in 0..<2 {
      var grid = try convolution.charges.read()
      seen.equal(grid, [Int32](repeating: 0, count: grid.count))
      for (index, charge) in splined.charges.enumerated() {
        let copy = index % convolution.copies * convolution.phi.count
        grid[copy + convolution.place(charge.x, charge.y)] += Int32(charge.charge)
      }
      try convolution.charges.write(grid)
      try convolution(unit: 0.5)
      let phi = try convolution.phi.read()
      let found = splined.read { 2 * Double(phi[convolution.place($0, $1)]) }
      seen.floats(found.map(Float.init), expected, floor: scale, within: limit)
    }
  }
}
