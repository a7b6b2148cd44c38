/// A picture as a list of things in units of the page, x to the right and y down, to be drawn in
/// pixels or written as SVG.
struct Scene: Sendable {
  /// Units of the page.
  let width: Float
  let height: Float
  let theme: Theme
  /// Drawn first, in this order.
  var dots: [Dot] = []
  /// Drawn over the dots, in this order.
  var shapes: [Shape] = []

  struct Dot: Sendable {
    var x, y, radius, opacity: Float
    var color: Color
  }

  enum Shape: Sendable {
    case disc(x: Float, y: Float, radius: Float, Color)
    /// A hollow disc with the paper in its middle.
    case ring(x: Float, y: Float, radius: Float, pen: Float, Color)
    case line(from: (x: Float, y: Float), to: (x: Float, y: Float), pen: Float, Color)
    case bar(Bar)
    case text(Text)
  }

  /// An upright bar of colors.
  struct Bar: Sendable {
    let x, y, width, height: Float
    /// From the top to the bottom, at equal steps.
    let colors: [Color]
    /// Whether it ends in a point, as scales do that leave values out there.
    let isPointedAbove, isPointedBelow: Bool

    /// How high a pointed end is.
    var tip: Float { width * 0.7 }

    /// The outline, clockwise from the upper left.
    var outline: [(x: Float, y: Float)] {
      let (right, bottom, middle) = (x + width, y + height, x + width / 2)
      let top =
        isPointedAbove ? [(x, y + tip), (middle, y), (right, y + tip)] : [(x, y), (right, y)]
      let foot =
        isPointedBelow
        ? [(right, bottom - tip), (middle, bottom), (x, bottom - tip)]
        : [(right, bottom), (x, bottom)]
      return (top + foot).map { (x: $0.0, y: $0.1) }
    }
  }

  /// One line of letters.
  struct Text: Sendable {
    let text: String
    /// Where its ink begins, and its baseline.
    let x, y: Float
    let lettering: Lettering
    /// Width of the paper's rim around the letters; 0: none.
    var halo: Float = 0
    /// In SVG, whose letters are as wide as its reader's font: which part of the text stays in
    /// place, 0 its start, 1 its end, 0.5 its middle.
    var anchor: Float = 0
  }
}
