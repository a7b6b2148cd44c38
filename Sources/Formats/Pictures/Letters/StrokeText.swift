#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The notation of the stroke tables: `M x y` starts a stroke, `L x y` goes on, `O cx cy rx ry from
/// to` starts with an arc of an ellipse (degrees, clockwise from the right), `A ...` goes on with
/// one.
enum StrokeText {
  static func glyph(_ width: Float, _ text: String) -> StrokeFont.Glyph {
    StrokeFont.Glyph(width: width, strokes: strokes(text))
  }

  static func strokes(_ text: String) -> [[(x: Float, y: Float)]] {
    var strokes: [[(x: Float, y: Float)]] = []
    var numbers: [Float] = []
    var command: Character = "M"
    func finish() {
      guard !numbers.isEmpty else { return }
      let points = command == "O" || command == "A" ? arc(numbers) : [(numbers[0], numbers[1])]
      if command == "M" || command == "O" || strokes.isEmpty { strokes.append([]) }
      strokes[strokes.count - 1] += points
      numbers = []
    }
    for word in text.split(separator: " ") {
      var word = word
      if let first = word.first, first.isLetter {
        finish()
        command = first
        word.removeFirst()
      }
      if let number = Float(word) { numbers.append(number) }
    }
    finish()
    return strokes.map { isDot($0) ? dot($0[0]) : $0 }
  }

  private static func isDot(_ stroke: [(x: Float, y: Float)]) -> Bool {
    stroke.allSatisfy { $0 == stroke[0] }
  }

  /// A dot is a little wider than the pen, else it looks thinner than the lines.
  private static func dot(_ point: (x: Float, y: Float)) -> [(x: Float, y: Float)] {
    arc([point.x, point.y, 0.13, 0.13, 0, 360])
  }

  private static func arc(_ n: [Float]) -> [(x: Float, y: Float)] {
    guard n.count == 6 else { return [] }
    let steps = max(4, Int(abs(n[5] - n[4]) / 12))
    return (0...steps).map { step in
      let angle = (n[4] + (n[5] - n[4]) * Float(step) / Float(steps)) * .pi / 180
      return (n[0] + n[2] * cosf(angle), n[1] + n[3] * sinf(angle))
    }
  }
}
