/// The nodes on which the field lives: nx x ny of them, `spacing` apart, node (0, 0) at `origin`.
package struct FieldGrid: Sendable, Equatable {
  package let nx: Int
  package let ny: Int
  package let spacing: Float
  package let originX: Float
  package let originY: Float

  /// The distance of nodes in units of the layout, where it is coarsest. With 4-point splines the
  /// forces of a finished layout are then right to about 1 %.
  package static let coarsest: Float = 0.4
  /// A layout that needs fewer than these nodes gets finer ones: near the end the forces nearly
  /// cancel, and 1 % of one of them can cost 1 % of the divergence. (At 8,000 points of WordNet
  /// 0.4 gives 2.072, 0.2 gives 2.048, the sum over all pairs 2.049.)
  static let cheapNodes: Float = 160_000
  static let finest: Float = 0.1
  /// The longest side; beyond, float32 places points badly within their cell.
  static let mostNodes = 32_768
  /// Nodes between the points and the rim that splines reach.
  static let rim = 7

  /// The smallest grid around `box` with `margin` units to spare on each side.
  /// Fails for a layout that would need a side of more than `mostNodes`.
  package init(
    around box: FieldBox, margin: Float, coarsest: Float = Self.coarsest
  ) throws(DeviceError) {
    let (width, height) = (box.width + 2 * margin, box.height + 2 * margin)
    spacing = min(
      coarsest, max(min(Self.finest, coarsest), (width * height / Self.cheapNodes).squareRoot()))
    let side = max(width, height)
    guard side / spacing < Float(Self.mostNodes - 2 * Self.rim - 2) else {
      throw DeviceError(
        doing: "the map has grown to \(side) units, more than the field's grid can hold "
          + "(\(Self.mostNodes) nodes a side). Use --repulsion exact or a smaller --learning-rate")
    }
    func nodes(_ extent: Float, _ spacing: Float) -> Int {
      Int((extent / spacing).rounded(.up)) + 1 + 2 * Self.rim
    }
    nx = FieldAxis.nodes(atLeast: nodes(width, spacing))
    ny = FieldAxis.nodes(atLeast: nodes(height, spacing))
    originX = (box.lowX + box.highX) / 2 - Float(nx - 1) / 2 * spacing
    originY = (box.lowY + box.highY) / 2 - Float(ny - 1) / 2 * spacing
  }

  /// Whether `box` and `margin` units around it lie inside.
  package func holds(_ box: FieldBox, margin: Float) -> Bool {
    let inset = 6 * spacing
    return box.lowX - margin >= originX + inset
      && box.lowY - margin >= originY + inset
      && box.highX + margin <= originX + Float(nx - 1) * spacing - inset
      && box.highY + margin <= originY + Float(ny - 1) * spacing - inset
  }

  var area: Int { nx * ny }
}

/// The smallest rectangle around a layout.
package struct FieldBox: Sendable, Equatable {
  package var lowX, lowY, highX, highY: Float

  package init(lowX: Float, lowY: Float, highX: Float, highY: Float) {
    (self.lowX, self.lowY, self.highX, self.highY) = (lowX, lowY, highX, highY)
  }

  var width: Float { highX - lowX }
  var height: Float { highY - lowY }
  package var extent: Float { max(width, height) }

  /// How far this box reaches beyond `other` on its worst side; at least 0.
  package func growth(since other: FieldBox) -> Float {
    max(
      0, other.lowX - lowX, other.lowY - lowY, highX - other.highX, highY - other.highY)
  }
}
