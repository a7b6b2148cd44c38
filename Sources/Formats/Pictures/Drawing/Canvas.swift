/// A window of a picture in the making, in pixels: floats, so that thousands of faint points add
/// up without rounding.
///
/// All places are those of the whole picture; what lies outside the window is left away, so that a
/// picture can be made of windows side by side, pixel for pixel the same.
struct Canvas {
  let columns: Range<Int>
  let rows: Range<Int>
  /// Red, green, blue of every pixel, 0 to 1; the fourth number is idle.
  private(set) var pixels: [SIMD4<Float>]

  init(columns: Range<Int>, rows: Range<Int>, paper: Color) {
    self.columns = columns
    self.rows = rows
    pixels = [SIMD4](repeating: paper.lanes, count: columns.count * rows.count)
  }

  /// Lays `color` over the pixel with this opacity.
  @inline(__always)
  private mutating func blend(_ x: Int, _ y: Int, _ color: SIMD4<Float>, _ opacity: Float) {
    guard columns.contains(x), rows.contains(y), opacity > 0 else { return }
    let index = (y - rows.lowerBound) * columns.count + x - columns.lowerBound
    pixels[index] += (color - pixels[index]) * opacity
  }

  /// The part of `low...high`, a pixel's soft rim included, that lies in `window`.
  private static func span(_ low: Float, _ high: Float, in window: Range<Int>) -> Range<Int> {
    // Places far out would not fit an Int.
    guard high >= Float(window.lowerBound) - 1, low <= Float(window.upperBound) + 1 else {
      return 0..<0
    }
    let first = max(window.lowerBound, Int(max(low, Float(window.lowerBound) - 2).rounded(.down)))
    let last = Int(min(high, Float(window.upperBound) + 2).rounded(.up))
    return first..<max(first, min(window.upperBound, last + 1))
  }

  /// A disc with a soft rim of one pixel.
  mutating func disc(x: Float, y: Float, radius: Float, _ color: Color, opacity: Float = 1) {
    let reach = radius + 0.5
    let across = Self.span(x - reach, x + reach, in: columns)
    let lines = Self.span(y - reach, y + reach, in: rows)
    guard !across.isEmpty, !lines.isEmpty else { return }
    let (lanes, width) = (color.lanes, columns.count)
    let inner = max(0, radius - 0.5)
    let (whole, outer) = (inner * inner, reach * reach)
    for row in lines {
      let dy = Float(row) + 0.5 - y
      let line = (row - rows.lowerBound) * width - columns.lowerBound
      for column in across {
        let dx = Float(column) + 0.5 - x
        let square = dx * dx + dy * dy
        guard square < outer else { continue }
        let cover = square <= whole ? 1 : min(1, reach - square.squareRoot())
        pixels[line + column] += (lanes - pixels[line + column]) * (opacity * cover)
      }
    }
  }

  /// An upright bar of colors, its edges soft where they are slanted.
  mutating func bar(_ bar: Scene.Bar, scale: Float) {
    let (left, right) = (bar.x * scale, (bar.x + bar.width) * scale)
    let (top, bottom) = (bar.y * scale, (bar.y + bar.height) * scale)
    for row in Self.span(top, bottom - 1, in: rows) {
      let y = Float(row) + 0.5
      guard y > top, y < bottom else { continue }
      let position = (y - top) / (bottom - top) * Float(bar.colors.count)
      let color = bar.colors[min(bar.colors.count - 1, Int(position))]
      let above = bar.isPointedAbove ? (y - top) / (bar.tip * scale) : 1
      let below = bar.isPointedBelow ? (bottom - y) / (bar.tip * scale) : 1
      let half = (right - left) / 2 * min(1, above, below)
      let middle = (left + right) / 2
      for column in Self.span(middle - half, middle + half, in: columns) {
        let cover = half + 0.5 - abs(Float(column) + 0.5 - middle)
        blend(column, row, color.lanes, min(1, max(0, cover)))
      }
    }
  }

  /// Strokes of one pen, each a run of points, with round ends: where they cross, ink is not
  /// doubled.
  mutating func strokes(
    _ strokes: [[(x: Float, y: Float)]], pen: Float, _ color: Color, opacity: Float = 1
  ) {
    let points = strokes.joined()
    guard let left = points.map(\.x).min(), let right = points.map(\.x).max(),
      let top = points.map(\.y).min(), let bottom = points.map(\.y).max()
    else { return }
    let reach = pen / 2 + 0.5
    let across = Self.span(left - reach, right + reach, in: columns)
    let lines = Self.span(top - reach, bottom + reach, in: rows)
    guard !across.isEmpty, !lines.isEmpty else { return }
    var cover = [Float](repeating: 0, count: across.count * lines.count)
    for stroke in strokes {
      for (a, b) in zip(stroke, stroke.dropFirst()) {
        Self.segment(a, b, pen: pen, across, lines, &cover)
      }
    }
    for row in lines {
      for column in across {
        let index = (row - lines.lowerBound) * across.count + column - across.lowerBound
        blend(column, row, color.lanes, cover[index] * opacity)
      }
    }
  }

  private static func segment(
    _ a: (x: Float, y: Float), _ b: (x: Float, y: Float), pen: Float, _ columns: Range<Int>,
    _ rows: Range<Int>, _ cover: inout [Float]
  ) {
    let reach = pen / 2 + 0.5
    let dx = b.x - a.x
    let dy = b.y - a.y
    let length = dx * dx + dy * dy
    let across = span(min(a.x, b.x) - reach, max(a.x, b.x) + reach, in: columns)
    for row in span(min(a.y, b.y) - reach, max(a.y, b.y) + reach, in: rows) {
      for column in across {
        let px = Float(column) + 0.5 - a.x
        let py = Float(row) + 0.5 - a.y
        let t = length > 0 ? min(1, max(0, (px * dx + py * dy) / length)) : 0
        let (ex, ey) = (px - t * dx, py - t * dy)
        let square = ex * ex + ey * ey
        guard square < reach * reach else { continue }
        let index = (row - rows.lowerBound) * columns.count + column - columns.lowerBound
        cover[index] = max(cover[index], min(1, reach - square.squareRoot()))
      }
    }
  }
}

extension Color {
  /// For arithmetic: red, green, blue, and a number to spare.
  var lanes: SIMD4<Float> { SIMD4(red, green, blue, 0) }
}
