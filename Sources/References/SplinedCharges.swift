extension Reference {
  /// Charges on a grid's nodes, spread with B-splines and read through them, as a layout's points
  /// are: the field's filters raise waves that splines do not let pass up to a thousandfold, so a
  /// charge on one node says nothing.
  package struct SplinedCharges {
    /// What each node holds.
    package private(set) var charges: [(x: Int, y: Int, charge: Double)] = []
    private let nx, ny: Int
    /// The spline's values at its nodes, as integers.
    private let spline: [Int]

    /// A dozen charges, two of them in opposite corners, on nx x ny nodes; splines of order 4 or 6.
    package init(nx: Int, ny: Int, order: Int) {
      spline = order == 4 ? [1, 4, 1] : [1, 26, 66, 26, 1]
      (self.nx, self.ny) = (nx, ny)
      let reach = spline.count / 2
      let (freeX, freeY) = (nx - 2 * reach, ny - 2 * reach)
      var noise = Noise(UInt64(nx * ny))
      for i in 0..<12 {
        let x = i < 2 ? i * (freeX - 1) : i * 7 % freeX
        let y = i < 2 ? i * (freeY - 1) : i * 11 % freeY
        let charge = 1 + Int(noise.next() * 1000)
        for (a, wx) in spline.enumerated() {
          for (b, wy) in spline.enumerated() {
            charges.append((x + a, y + b, Double(charge * wx * wy)))
          }
        }
      }
    }

    /// What the splines around every node read from `phi`(x, y).
    package func read(_ phi: (Int, Int) -> Double) -> [Double] {
      let reach = spline.count / 2, weight = spline.reduce(0, +)
      return (reach..<nx - reach).flatMap { x in
        (reach..<ny - reach).map { y in
          var sum = 0.0
          for (a, wx) in spline.enumerated() {
            for (b, wy) in spline.enumerated() {
              sum += Double(wx * wy) * phi(x + a - reach, y + b - reach)
            }
          }
          return sum / Double(weight * weight)
        }
      }
    }
  }
}
