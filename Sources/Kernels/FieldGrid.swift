/// The nodes on which the field lives: nx x ny of them, `spacing` apart, node (0, 0) at `origin`.
package struct FieldGrid: Sendable, Equatable {
  package let nx: Int
  package let ny: Int
  package let spacing: Float
  package let originX: Float
  package let originY: Float

  /// The distance of nodes in units of the layout; where it is coarsest. With 4-point splines the
  /// forces of a finished layout are then right to 1-2 % (`algorithms.md`, "One field is enough").
  package static let coarsest: Float = 0.4
  /// A small layout gets finer nodes, as long as they cost nothing to speak of.
  static let finest: Float = 0.1
  static let cheapLength = 128
  /// Nodes between the points and the rim that splines reach.
  static let rim = 4

  /// The smallest grid around `box` with `margin` units to spare on each side.
  package init(around box: FieldBox, margin: Float, coarsest: Float = Self.coarsest) {
    func nodes(_ extent: Float, _ spacing: Float) -> Int {
      let needed = (extent + 2 * margin) / spacing + 1 + Float(2 * Self.rim)
      return Int(min(needed, 1e6).rounded(.up))
    }
    var spacing = coarsest
    while spacing / 2 >= Self.finest * 0.999,
      max(nodes(box.width, spacing / 2), nodes(box.height, spacing / 2)) <= Self.cheapLength
    {
      spacing /= 2
    }
    self.spacing = spacing
    nx = TransformAxis.length(atLeast: nodes(box.width, spacing))
    ny = TransformAxis.length(atLeast: nodes(box.height, spacing))
    originX = (box.lowX + box.highX) / 2 - Float(nx - 1) / 2 * spacing
    originY = (box.lowY + box.highY) / 2 - Float(ny - 1) / 2 * spacing
  }

  /// Whether `box` and `margin` units around it lie inside.
  func holds(_ box: FieldBox, margin: Float) -> Bool {
    let inset = 2 * spacing
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

  var width: Float { highX - lowX }
  var height: Float { highY - lowY }
  package var extent: Float { max(width, height) }

  /// How far this box reaches beyond `other` on its worst side; at least 0.
  package func growth(since other: FieldBox) -> Float {
    max(
      0, other.lowX - lowX, other.lowY - lowY, highX - other.highX, highY - other.highY)
  }
}
