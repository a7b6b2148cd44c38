import Values

/// A layout's points as they stand on a flat picture.
struct PlotPoints {
  /// Of every row of the layout, in its own units.
  let points: [(x: Float, y: Float)]
  /// Nearness of each point in 3-D, 0 (far) to 1; empty in 2-D.
  let depth: [Float]
  /// Rows in the order in which they are drawn; those without a finite place are left out.
  let order: [Int]

  /// Points of the class `background` are drawn first; in 2-D the others are shuffled, so that no
  /// group hides another; in 3-D the far ones come first.
  init(_ layout: Layout, classes: [UInt16], background: UInt16?) {
    let y = layout.coordinates
    var depth: [Float] = []
    switch layout.components {
    case 3:
      let seen = (0..<layout.rows).map {
        FixedView.project(y[3 * $0], y[3 * $0 + 1], y[3 * $0 + 2])
      }
      points = seen.map { ($0.x, $0.y) }
      depth = Self.shares(seen.map(\.depth))
    default: points = (0..<layout.rows).map { (y[2 * $0], y[2 * $0 + 1]) }
    }
    self.depth = depth
    var random = SplitMix64(seed: 0)
    var rows: [Int] = []
    rows.reserveCapacity(points.count)
    for (row, point) in points.enumerated() where point.x.isFinite && point.y.isFinite {
      rows.append(row)
    }
    rows.shuffle(using: &random)
    if !depth.isEmpty {
      order = rows.sorted { (depth[$0], $0) < (depth[$1], $1) }
    } else if let background {
      order = rows.filter { classes[$0] == background } + rows.filter { classes[$0] != background }
    } else {
      order = rows
    }
  }

  /// From 0 for the smallest to 1 for the largest.
  private static func shares(_ values: [Float]) -> [Float] {
    let finite = values.filter(\.isFinite)
    let (least, most) = (finite.min() ?? 0, finite.max() ?? 0)
    return values.map { $0.isFinite && most > least ? ($0 - least) / (most - least) : 1 }
  }
}
