#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One axis of the field's two grids (`kernels/convolution.cl`): the nodes that hold charges, the
/// period of their transform, and the coarse nodes for the kernel's smooth part.
package struct FieldAxis {
  package let nodes: Int
  /// The fine grid's transform, of `nodes` values and at least `reach` zeros.
  let fine: TransformAxis
  /// The coarse grid's, of as many zeros again.
  let coarse: TransformAxis

  /// Nodes from which on the near part of the kernel counts as zero, and the exponent by which it
  /// has fallen there: c = exponent / (reach spacing)^2. Larger exponents make the far part less
  /// smooth. With these the field differs from that of one padded grid by less than 1e-4 of the
  /// forces' norm, the splines' own error at their best.
  static let reach = 64
  static let exponent = 4.0
  /// Fine nodes between two coarse ones, and the coarse grid's cubic splines: as in the kernels.
  static let step = 8
  private static let coarseOrder = 4
  private static let spare = 4

  package init(nodes: Int) {
    self.nodes = nodes
    fine = TransformAxis(
      length: TransformAxis.length(atLeast: max(nodes + Self.reach, 2 * Self.reach)))
    coarse = TransformAxis(
      length: TransformAxis.length(
        atLeast: (nodes - 1) / Self.step + Self.coarseOrder + Self.spare))
  }

  /// The most nodes, and at least `n`, for the time of `n`.
  static func nodes(atLeast n: Int) -> Int {
    TransformAxis.length(atLeast: n + reach) - reach
  }

  /// c of the split, for nodes `spacing` apart.
  static func split(spacing: Float) -> Float {
    let reach = Double(Self.reach) * Double(spacing)
    return Float(exponent / (reach * reach))
  }

  /// As the kernels take an axis.
  var packed: [Int32] {
    [
      Int32(nodes), Int32(fine.length), fine.packedRadices, Int32(coarse.length),
      coarse.packedRadices,
    ]
  }

  /// Numbers of the fine grid's transform, and of the coarse one's with its zeros.
  package var lengths: (fine: Int, coarse: Int) { (fine.length, 2 * coarse.length) }

  var roots: [Float] { fine.roots(fold: 1) + coarse.roots(fold: 2) }
  var positions: [Int32] { fine.positions + coarse.positions }

  /// What undoes spreading to and reading from the fine grid with B-splines of `order`, for its bin
  /// `bin`; with the transforms' own factor.
  func fineFactor(bin: Int, order: Int) -> Float {
    Float(Self.correction(bin: bin, of: fine.length, order: order) / Double(fine.length))
  }

  /// The same for a bin of the padded coarse grid: both grids' splines are undone.
  func coarseFactor(bin: Int, order: Int) -> Float {
    let total = 2 * coarse.length
    let x = Double.pi * Double(min(bin, total - bin)) / Double(total * Self.step)
    let fine = x > 0 ? pow(x / sin(x), Double(2 * order)) : 1
    return Float(
      fine * Self.correction(bin: bin, of: total, order: Self.coarseOrder) / Double(total))
  }

  /// For bin `bin` of `total`: what undoes spreading and reading with B-splines of `order`, in
  /// the sense of least squares (the optimal influence of Hockney and Eastwood 1988, section 8-3,
  /// for a kernel whose own transform does not alias): U^2 / (sum over aliases of U^2)^2,
  /// U = (sin x / x)^order.
  package static func correction(bin: Int, of total: Int, order: Int) -> Double {
    let x = Double.pi * Double(bin % total) / Double(total)
    guard x > 0 else { return 1 }
    // x in 0 ..< pi stands for -pi/2 ..< pi/2; |sin| is the same for every alias.
    func square(_ alias: Int) -> Double {
      pow(abs(sin(x) / (x + .pi * Double(alias))), Double(2 * order))
    }
    let aliases = (-8...8).reduce(0) { $0 + square($1) }
    return square(x > .pi / 2 ? -1 : 0) / (aliases * aliases)
  }
}
