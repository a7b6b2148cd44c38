import Values

/// A scene as SVG 1.1: text is text, and the points are circles, or above `mostCircles`, which
/// viewers and editors are slow to show, one embedded picture.
struct SVG {
  private let scene: Scene
  private let points: (width: Int, height: Int)
  private let window: Raster.Window
  private let pixels: Float

  /// Circles of 65 bytes each: 1.3 MB.
  static let mostCircles = 20_000

  /// Height of capitals in the fonts named below, in their size.
  private static let capHeight: Float = 0.716
  private static let fonts =
    "Inter, 'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"

  /// `points`: the picture's sides in CSS pixels. An embedded picture of the points has `pixels` a
  /// unit and covers the plot's area.
  init(
    _ scene: Scene, points: (width: Int, height: Int), plotArea: (x: Range<Int>, y: Range<Int>),
    pixels: Float
  ) {
    self.scene = scene
    self.points = points
    self.pixels = pixels
    // Points stand up to a radius over the area's edge.
    let margin: Float = 12
    func span(_ range: Range<Int>, _ most: Float) -> Range<Int> {
      let low = max(0, Float(range.lowerBound) - margin)
      let high = min(most, Float(range.upperBound) + margin)
      return Int(low * pixels)..<Int((high * pixels).rounded(.up))
    }
    window = .init(
      columns: span(plotArea.x, scene.width), rows: span(plotArea.y, scene.height))
  }

  func bytes() throws(DataError) -> [UInt8] {
    var out = """
      <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" \
      width="\(points.width)" height="\(points.height)" \
      viewBox="0 0 \(short(scene.width)) \(short(scene.height))">
      <rect width="100%" height="100%" fill="\(scene.theme.paper.hex)"/>

      """
    if scene.dots.count <= Self.mostCircles {
      out += "<g>\n"
      for dot in scene.dots {
        out +=
          "<circle cx=\"\(short(dot.x))\" cy=\"\(short(dot.y))\" r=\"\(short(dot.radius))\" "
          + "fill=\"\(dot.color.hex)\" opacity=\"\(short(dot.opacity))\"/>\n"
      }
      out += "</g>\n"
    } else {
      out += try image()
    }
    out += "<g font-family=\"\(Self.fonts)\" stroke-linecap=\"round\">\n"
    for (index, shape) in scene.shapes.enumerated() { out += element(shape, index) }
    out += "</g>\n</svg>\n"
    return Array(out.utf8)
  }

  private func image() throws(DataError) -> String {
    let raster = Raster(scene, scale: pixels, window: window, onlyDots: true)
    let png = try PNG.encode(
      raster.pixels, width: raster.width, height: raster.height, format: .rgb)
    let (x, y) = (Float(window.columns.lowerBound), Float(window.rows.lowerBound))
    return
      "<image x=\"\(short(x / pixels, 4))\" y=\"\(short(y / pixels, 4))\" "
      + "width=\"\(short(Float(raster.width) / pixels, 4))\" "
      + "height=\"\(short(Float(raster.height) / pixels, 4))\" preserveAspectRatio=\"none\" "
      + "xlink:href=\"data:image/png;base64,\(base64(png))\"/>\n"
  }

  private func element(_ shape: Scene.Shape, _ index: Int) -> String {
    switch shape {
    case .disc(let x, let y, let radius, let color):
      return "<circle cx=\"\(short(x))\" cy=\"\(short(y))\" r=\"\(short(radius))\" "
        + "fill=\"\(color.hex)\"/>\n"
    case .ring(let x, let y, let radius, let pen, let color):
      return "<circle cx=\"\(short(x))\" cy=\"\(short(y))\" r=\"\(short(radius - pen / 2))\" "
        + "fill=\"\(scene.theme.paper.hex)\" stroke=\"\(color.hex)\" "
        + "stroke-width=\"\(short(pen))\"/>\n"
    case .line(let from, let to, let pen, let color):
      return "<path d=\"M\(short(from.x)) \(short(from.y))L\(short(to.x)) \(short(to.y))\" "
        + "stroke=\"\(color.hex)\" stroke-width=\"\(short(pen))\"/>\n"
    case .bar(let bar): return element(bar, id: "bar\(index)")
    case .text(let text): return element(text)
    }
  }

  private func element(_ bar: Scene.Bar, id: String) -> String {
    let stops = bar.colors.enumerated().map { index, color in
      let share = (Float(index) + 0.5) / Float(bar.colors.count)
      return "<stop offset=\"\(short(share, 4))\" stop-color=\"\(color.hex)\"/>"
    }
    let outline = bar.outline.map { "\(short($0.x)) \(short($0.y))" }.joined(separator: "L")
    return "<linearGradient id=\"\(id)\" x1=\"0\" y1=\"0\" x2=\"0\" y2=\"1\">\(stops.joined())"
      + "</linearGradient>\n<path d=\"M\(outline)Z\" fill=\"url(#\(id))\"/>\n"
  }

  private func element(_ text: Scene.Text) -> String {
    guard !text.text.isEmpty else { return "" }
    let lettering = text.lettering
    let x = text.x + lettering.width(text.text) * text.anchor
    var attributes =
      "x=\"\(short(x))\" y=\"\(short(text.y))\" "
      + "font-size=\"\(short(lettering.height / Self.capHeight))\" "
      + "fill=\"\(lettering.color.hex)\""
    if text.anchor > 0 {
      attributes += " text-anchor=\"\(text.anchor == 1 ? "end" : "middle")\""
    }
    if lettering.weight > 0.75 { attributes += " font-weight=\"600\"" }
    let words = escaped(text.text)
    var result = ""
    if text.halo > 0 {
      // The rim is an element of its own: older readers know no paint-order.
      result +=
        "<text \(attributes) stroke=\"\(scene.theme.paper.hex)\" stroke-opacity=\"0.85\" "
        + "stroke-width=\"\(short(2 * text.halo))\" stroke-linejoin=\"round\" "
        + "aria-hidden=\"true\">\(words)</text>\n"
    }
    return result + "<text \(attributes)>\(words)</text>\n"
  }
}

/// At most `digits` decimals.
private func short(_ value: Float, _ digits: Int = 2) -> String {
  number(Double(value), digits: digits)
}

/// For XML. Texts are tidied: they hold no letters that XML forbids.
private func escaped(_ text: String) -> String {
  var result = ""
  for character in text.unicodeScalars {
    switch character {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    default: result.unicodeScalars.append(character)
    }
  }
  return result
}

/// RFC 4648.
private func base64(_ bytes: [UInt8]) -> String {
  let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  var result: [UInt8] = []
  result.reserveCapacity((bytes.count + 2) / 3 * 4)
  for start in stride(from: 0, to: bytes.count, by: 3) {
    let group = (0..<3).reduce(UInt32(0)) { sum, place in
      sum << 8 | (start + place < bytes.count ? UInt32(bytes[start + place]) : 0)
    }
    for place in 0..<4 {
      let isPadding = start + place > bytes.count
      let six = Int(group >> UInt32(18 - 6 * place) & 63)
      result.append(isPadding ? UInt8(ascii: "=") : letters[six])
    }
  }
  return String(decoding: result, as: UTF8.self)
}
