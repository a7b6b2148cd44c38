/// A picture in the making: float pixels, so that thousands of faint points add up without rounding.
struct Canvas {
  let width: Int
  let height: Int
  /// Red, green, blue of every pixel, 0 to 1.
  private var pixels: [Float]

  init(width: Int, height: Int, paper: Color = .paper) {
    self.width = width
    self.height = height
    pixels = [Float](repeating: 0, count: width * height * 3)
    for index in 0..<width * height {
      pixels[3 * index] = paper.red
      pixels[3 * index + 1] = paper.green
      pixels[3 * index + 2] = paper.blue
    }
  }

  /// Lays `color` over the pixel with this opacity.
  @inline(__always)
  mutating func blend(_ x: Int, _ y: Int, _ color: Color, _ opacity: Float) {
    guard x >= 0, y >= 0, x < width, y < height, opacity > 0 else { return }
    let index = 3 * (y * width + x)
    pixels[index] += (color.red - pixels[index]) * opacity
    pixels[index + 1] += (color.green - pixels[index + 1]) * opacity
    pixels[index + 2] += (color.blue - pixels[index + 2]) * opacity
  }

  /// The mean of the pixel's red, green and blue.
  func gray(_ x: Int, _ y: Int) -> Float {
    let index = 3 * (y * width + x)
    return (pixels[index] + pixels[index + 1] + pixels[index + 2]) / 3
  }

  /// A disc with a soft rim of one pixel.
  mutating func disc(x: Float, y: Float, radius: Float, _ color: Color, opacity: Float = 1) {
    let reach = radius + 1
    for row in Int((y - reach).rounded(.down))...Int((y + reach).rounded(.up)) {
      for column in Int((x - reach).rounded(.down))...Int((x + reach).rounded(.up)) {
        let dx = Float(column) + 0.5 - x
        let dy = Float(row) + 0.5 - y
        let distance = (dx * dx + dy * dy).squareRoot()
        blend(column, row, color, opacity * min(1, max(0, radius + 0.5 - distance)))
      }
    }
  }

  /// A hollow disc with a paper-white middle.
  mutating func ring(x: Float, y: Float, radius: Float, pen: Float, _ color: Color) {
    disc(x: x, y: y, radius: radius, color)
    disc(x: x, y: y, radius: radius - pen, .paper)
  }

  mutating func rectangle(_ x: Range<Int>, _ y: Range<Int>, _ color: Color) {
    for row in y { for column in x { blend(column, row, color, 1) } }
  }

  /// Strokes of one pen, each a run of points, with round ends: where they cross, ink is not doubled.
  mutating func strokes(_ strokes: [[(x: Float, y: Float)]], pen: Float, _ color: Color) {
    let points = strokes.joined()
    guard let left = points.map(\.x).min(), let right = points.map(\.x).max(),
      let top = points.map(\.y).min(), let bottom = points.map(\.y).max()
    else { return }
    let reach = pen / 2 + 1
    let x0 = Int((left - reach).rounded(.down))
    let y0 = Int((top - reach).rounded(.down))
    let columns = Int((right + reach).rounded(.up)) - x0 + 1
    let rows = Int((bottom + reach).rounded(.up)) - y0 + 1
    var cover = [Float](repeating: 0, count: columns * rows)
    for stroke in strokes {
      for (a, b) in zip(stroke, stroke.dropFirst()) {
        Self.segment(a, b, pen: pen, origin: (x0, y0), columns, rows, &cover)
      }
    }
    for row in 0..<rows {
      for column in 0..<columns {
        blend(x0 + column, y0 + row, color, cover[row * columns + column])
      }
    }
  }

  private static func segment(
    _ a: (x: Float, y: Float), _ b: (x: Float, y: Float), pen: Float, origin: (x: Int, y: Int),
    _ columns: Int, _ rows: Int, _ cover: inout [Float]
  ) {
    let reach = pen / 2 + 1
    let dx = b.x - a.x
    let dy = b.y - a.y
    let length = dx * dx + dy * dy
    let y0 = max(0, Int((min(a.y, b.y) - reach).rounded(.down)) - origin.y)
    let y1 = min(rows - 1, Int((max(a.y, b.y) + reach).rounded(.up)) - origin.y)
    let x0 = max(0, Int((min(a.x, b.x) - reach).rounded(.down)) - origin.x)
    let x1 = min(columns - 1, Int((max(a.x, b.x) + reach).rounded(.up)) - origin.x)
    guard y0 <= y1, x0 <= x1 else { return }
    for row in y0...y1 {
      for column in x0...x1 {
        let px = Float(column + origin.x) + 0.5 - a.x
        let py = Float(row + origin.y) + 0.5 - a.y
        let t = length > 0 ? min(1, max(0, (px * dx + py * dy) / length)) : 0
        let (ex, ey) = (px - t * dx, py - t * dy)
        let distance = (ex * ex + ey * ey).squareRoot()
        let value = min(1, max(0, pen / 2 + 0.5 - distance))
        cover[row * columns + column] = max(cover[row * columns + column], value)
      }
    }
  }

  func png() throws(DataError) -> [UInt8] {
    let bytes = pixels.map { UInt8(($0 * 255 + 0.5).rounded(.down)) }
    return try PNG.encode(bytes, width: width, height: height, format: .rgb, isFast: true)
  }
}
