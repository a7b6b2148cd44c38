/// How a line of text is set: size, weight, color.
struct Lettering: Sendable {
  /// Height of capitals in pixels.
  var height: Float
  /// Pen width in units of the font.
  var weight: Float = 0.68
  var color: Color = .ink

  private static let gap: Float = 1.36
  private var unit: Float { height / StrokeFont.capHeight }

  /// Pixels that `text` is wide.
  func width(_ text: String) -> Float {
    let widths = text.map { StrokeFont.glyph($0).width + Self.gap }
    return max(0, widths.reduce(0, +) - Self.gap + weight) * unit
  }

  /// `text`, cut to `limit` pixels with an ellipsis where it is longer.
  func fitted(_ text: String, to limit: Float) -> String {
    // No line is longer than this many letters; a cell may hold megabytes.
    var letters = Array(text.prefix(400))
    guard letters.count < text.count || width(String(letters)) > limit else { return text }
    while !letters.isEmpty, width(String(letters) + "…") > limit { letters.removeLast() }
    return String(letters) + "…"
  }

  /// Draws `text` with its ink from `x` and its baseline at `y`.
  func draw(_ text: String, x: Float, y: Float, on canvas: inout Canvas) {
    var left = x + weight / 2 * unit
    for character in text {
      let glyph = StrokeFont.glyph(character)
      let strokes = glyph.strokes.map { stroke in
        stroke.map { (left + $0.x * unit, y + ($0.y - StrokeFont.capHeight) * unit) }
      }
      canvas.strokes(strokes, pen: weight * unit, color)
      left += (glyph.width + Self.gap) * unit
    }
  }
}
