import Dispatch

/// A scene in pixels.
struct Raster {
  let width: Int
  let height: Int
  /// Red, green, blue, row by row.
  let pixels: [UInt8]

  /// Lines that are made at a time; enough that a processor has no long wait for the others.
  private static let band = 64

  /// The window of `scene` at `scale` pixels a unit; the shapes are left away when `onlyDots`.
  ///
  /// Bands are drawn side by side, and the same however many processors there are.
  init(_ scene: Scene, scale: Float, window: Window, onlyDots: Bool = false) {
    let (columns, rows) = (window.columns, window.rows)
    let shapes = onlyDots ? [] : scene.shapes.map { Stroked($0, scene.theme, scale: scale) }
    let bands = (rows.count + Self.band - 1) / Self.band
    let line = columns.count * 3
    let result = unsafe [UInt8](unsafeUninitializedCapacity: rows.count * line) { target, count in
      // Every band writes lines of its own.
      nonisolated(unsafe) let target = unsafe target
      DispatchQueue.concurrentPerform(iterations: bands) { index in
        let first = rows.lowerBound + index * Self.band
        let lines = first..<min(first + Self.band, rows.upperBound)
        var canvas = Canvas(columns: columns, rows: lines, paper: scene.theme.paper)
        canvas.draw(scene.dots, scale: scale)
        for shape in shapes { shape.draw(on: &canvas) }
        let start = index * Self.band * line
        unsafe canvas.write(
          to: UnsafeMutableBufferPointer(rebasing: target[start..<start + lines.count * line]))
      }
      count = rows.count * line
    }
    pixels = result
    width = columns.count
    height = rows.count
  }

  /// Pixels of the whole picture.
  struct Window: Sendable {
    let columns: Range<Int>
    let rows: Range<Int>
  }
}

extension Canvas {
  fileprivate mutating func draw(_ dots: [Scene.Dot], scale: Float) {
    let (top, bottom) = (Float(rows.lowerBound), Float(rows.upperBound))
    for dot in dots {
      let (y, radius) = (dot.y * scale, dot.radius * scale)
      guard y + radius + 1 > top, y - radius - 1 < bottom else { continue }
      disc(x: dot.x * scale, y: y, radius: radius, dot.color, opacity: dot.opacity)
    }
  }

  fileprivate func write(to target: UnsafeMutableBufferPointer<UInt8>) {
    for (index, pixel) in pixels.enumerated() {
      let bytes = pixel * 255 + 0.5
      unsafe target[3 * index] = UInt8(bytes.x)
      unsafe target[3 * index + 1] = UInt8(bytes.y)
      unsafe target[3 * index + 2] = UInt8(bytes.z)
    }
  }
}

/// A shape in pixels, its letters resolved into strokes once for all bands.
private struct Stroked: Sendable {
  private let shape: Scene.Shape
  private let theme: Theme
  private let scale: Float
  private let strokes: [[(x: Float, y: Float)]]
  /// The first and the last line with ink.
  private let reach: ClosedRange<Float>

  init(_ shape: Scene.Shape, _ theme: Theme, scale: Float) {
    self.shape = shape
    self.theme = theme
    self.scale = scale
    guard case .text(let text) = shape else {
      (strokes, reach) = ([], -.infinity ... .infinity)
      return
    }
    strokes = text.lettering.outline(text.text, x: text.x, y: text.y).map { stroke in
      stroke.map { (x: $0.x * scale, y: $0.y * scale) }
    }
    let y = strokes.joined().map(\.y)
    let margin = (text.lettering.pen / 2 + text.halo) * scale + 1
    reach = (y.min() ?? 0) - margin...(y.max() ?? 0) + margin
  }

  func draw(on canvas: inout Canvas) {
    switch shape {
    case .disc(let x, let y, let radius, let color):
      canvas.disc(x: x * scale, y: y * scale, radius: radius * scale, color)
    case .ring(let x, let y, let radius, let pen, let color):
      canvas.disc(x: x * scale, y: y * scale, radius: radius * scale, color)
      canvas.disc(x: x * scale, y: y * scale, radius: (radius - pen) * scale, theme.paper)
    case .line(let from, let to, let pen, let color):
      let points = [from, to].map { (x: $0.x * scale, y: $0.y * scale) }
      canvas.strokes([points], pen: pen * scale, color)
    case .bar(let bar): canvas.bar(bar, scale: scale)
    case .text(let text):
      guard reach.overlaps(Float(canvas.rows.lowerBound)...Float(canvas.rows.upperBound)) else {
        return
      }
      let pen = text.lettering.pen * scale
      if text.halo > 0 {
        let wide = pen + 2 * text.halo * scale
        canvas.strokes(strokes, pen: wide, theme.paper, opacity: 0.85)
      }
      canvas.strokes(strokes, pen: pen, text.lettering.color)
    }
  }
}
