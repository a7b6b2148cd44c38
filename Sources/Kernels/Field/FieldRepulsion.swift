/// Repulsion and its normalizer Z in 2-D from one field on a grid (`kernels/field.cl`,
/// `kernels/convolution.cl`):
///
///   phi(y) = sum_j 1 / (1 + |y - y_j|^2),  f_i = -1/2 grad phi(y_i),  Z = sum_i (phi(y_i) - 1)
///
/// It takes n + nodes ln nodes steps instead of n^2. `place` puts the grid; then it may be called
/// for some steps, after which `escaped` tells whether every point stayed on the grid.
package final class FieldRepulsion: RepulsionSum {
  private let device: Device
  private let n: Int
  private let tuning: FieldTuning
  private let kernels: FieldKernels
  private let coarsest: Float
  private let boxes: Buffer<Float>
  private let flag: Buffer<Int32>
  /// Charges of one point: a power of two, so that all points on one node do not overflow.
  private let scale: Float
  /// Coefficients of the field of a charge at its own place.
  private let own: Buffer<Float>
  private var convolution: FieldConvolution?
  package private(set) var grid: FieldGrid?
  /// Partial sums of Z.
  package let z: Buffer<Float>

  private static let boundsItems = 64

  /// `spacing`: the largest distance of the grid's nodes; `tuning`: nil for the device's own.
  package init(
    _ device: Device, n: Int, spacing: Float = FieldGrid.coarsest, tuning: FieldTuning? = nil
  ) throws(DeviceError) {
    let tuning = tuning ?? FieldTuning(device, points: n)
    self.device = device
    self.n = n
    self.tuning = tuning
    coarsest = spacing
    kernels = try FieldKernels(device, tuning)
    boxes = try Buffer(device, count: 4 * Self.boundsItems, for: "the layout's bounds")
    flag = try Buffer(device, [0], for: "the layout's bounds")
    own = try Buffer(device, count: tuning.order * tuning.order, for: "the field")
    z = try Buffer(device, count: (n + tuning.points - 1) / tuning.points, for: "the normalizer")
    scale = Self.scale(points: n)
  }

  /// The largest power of two up to 2^23 with n (4/9 scale + 1) < 2^31: the product of two splines
  /// is at most 4/9.
  static func scale(points n: Int) -> Float {
    var scale: Float = 0x1p23
    while Double(n) * (Double(scale) * 4 / 9 + 1) >= 0x1p31 { scale /= 2 }
    return scale
  }

  /// state.repulsion = sum_j w_ij^2 (y_i - y_j); z = partial sums of sum_(i != j) w_ij.
  package func callAsFunction(_ state: LayoutBuffers) throws(DeviceError) {
    precondition(state.n == n && state.components == 2)
    guard let grid, let convolution else { preconditionFailure("the field has no grid yet") }
    let (nx, ny) = (Int32(grid.nx), Int32(grid.ny))
    let chunk =
      tuning.copies == 0
      ? tuning.vector : roundUp((n + tuning.copies - 1) / tuning.copies, to: tuning.vector)
    try kernels.spread.launch(
      WorkSize((n + chunk - 1) / chunk, group: tuning.group), state.layout, convolution.charges,
      flag, Int32(n), Int32(tuning.order), Int32(chunk), nx, ny, grid.originX, grid.originY,
      1 / grid.spacing, scale)
    try convolution(unit: 1 / scale)
    try kernels.gather.launch(
      WorkSize(z.count, group: tuning.group), state.layout, convolution.phi, state.repulsion, z,
      own, Int32(n), Int32(tuning.order), nx, ny, grid.originX, grid.originY,
      1 / grid.spacing)
  }

  /// Whether a point was off the grid in any call since `place`; what was computed since then
  /// is wrong and must be done again.
  package func escaped() throws(DeviceError) -> Bool { try flag.read()[0] != 0 }

  /// Puts the grid around `box` with `margin` units to spare on each side, unless the present one
  /// leaves `least` units and is not much larger than needed.
  package func place(around box: FieldBox, margin: Float, least: Float) throws(DeviceError) {
    let wanted = try FieldGrid(around: box, margin: margin, coarsest: coarsest)
    try flag.write([0])
    if let grid, grid.spacing <= 1.2 * wanted.spacing, grid.holds(box, margin: least),
      Double(grid.area) <= 1.5 * Double(wanted.area)
    {
      return
    }
    if let grid, grid.nx == wanted.nx, grid.ny == wanted.ny,
      grid.spacing == wanted.spacing
    {
      self.grid = wanted
      return
    }
    convolution = nil  // frees the old grid first
    let made = try FieldConvolution(
      device, tuning, nx: wanted.nx, ny: wanted.ny, spacing: wanted.spacing)
    try own.write(Self.ownField(try made.response()))
    convolution = made
    grid = wanted
  }

  /// The bounds of the layout now.
  package func bounds(_ state: LayoutBuffers) throws(DeviceError) -> FieldBox {
    let chunk = (n + Self.boundsItems - 1) / Self.boundsItems
    let items = (n + chunk - 1) / chunk
    try kernels.bounds.launch(
      WorkSize(items, group: 1), state.layout, boxes, Int32(n), Int32(chunk))
    let values = try boxes.read(0..<4 * items)
    var box = FieldBox(lowX: values[0], lowY: values[1], highX: values[2], highY: values[3])
    for item in 0..<items {
      let part = values[4 * item..<4 * item + 4].map { $0 }
      guard part.allSatisfy(\.isFinite) else {
        throw DeviceError(
          doing: "the layout has left the finite numbers. Use a smaller --learning-rate")
      }
      box.lowX = min(box.lowX, part[0])
      box.lowY = min(box.lowY, part[1])
      box.highX = max(box.highX, part[2])
      box.highY = max(box.highY, part[3])
    }
    return box
  }

  /// The field of a unit charge at its own place, as coefficients of sx^a sy^b, s = t (1 - t):
  /// sum_de G_de C_d(sx) C_e(sy), where C_d sums the products of splines that are d nodes apart and
  /// `response` is G.
  static func ownField(_ response: [[Float]]) -> [Float] {
    let order = response.count
    let products = order == 4 ? cubicProducts : quinticProducts
    let one = products.reduce(0) { $0 + $1[0] }
    var own: [Float] = []
    for a in 0..<order {
      for b in 0..<order {
        var sum = 0.0
        for d in 0..<order {
          for e in 0..<order {
            sum += products[d][a] / one * Double(response[d][e]) * products[e][b] / one
          }
        }
        own.append(Float(sum))
      }
    }
    return own
  }

  /// 36 C_d as polynomials in s: both sides' d, for d > 0. They sum to 36.
  private static let cubicProducts: [[Double]] = [
    [18, 0, -18, -20], [16, 0, 24, 30], [2, 0, -6, -12], [0, 0, 0, 2],
  ]

  /// 14,400 C_d.
  private static let quinticProducts: [[Double]] = [
    [5710, 0, -750, -1500, -1050, -252], [6968, 0, 1160, 2320, 1680, 420],
    [1616, 0, -520, -1040, -840, -240], [104, 0, 120, 240, 240, 90],
    [2, 0, -10, -20, -30, -20], [0, 0, 0, 0, 0, 2],
  ]
}
