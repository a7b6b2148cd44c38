/// How a line of text is set: size, weight, color.
struct Lettering: Sendable {
  /// Height of capitals in units of the page.
  var height: Float
  /// Pen width in units of the font.
  var weight: Float = 0.68
  var color: Color

  private static let gap: Float = 1.36
  private var unit: Float { height / StrokeFont.capHeight }

  /// Width of a stroke in units of the page.
  var pen: Float { weight * unit }

  /// Units of the page that `text` is wide.
  func width(_ text: String) -> Float {
    var sum: Float = 0
    for character in text { sum += StrokeFont.glyph(character).width + Self.gap }
    return max(0, sum - Self.gap + weight) * unit
  }

  /// `text`, cut to `limit` with an ellipsis where it is longer.
  func fitted(_ text: String, to limit: Float) -> String {
    // No line is longer than this many letters; a cell may hold megabytes.
    var letters = Array(text.prefix(400))
    guard letters.count < text.count || width(String(letters)) > limit else { return text }
    var room = limit - width("…") - Self.gap * unit
    var kept = 0
    for letter in letters {
      room -= (StrokeFont.glyph(letter).width + Self.gap) * unit
      guard room >= 0 else { break }
      kept += 1
    }
    letters.removeLast(letters.count - kept)
    while letters.last == " " { letters.removeLast() }
    return String(letters) + "…"
  }

  /// The strokes of `text` with its ink from `x` and its baseline at `y`.
  func outline(_ text: String, x: Float, y: Float) -> [[(x: Float, y: Float)]] {
    var left = x + weight / 2 * unit
    var strokes: [[(x: Float, y: Float)]] = []
    for character in text {
      let glyph = StrokeFont.glyph(character)
      for stroke in glyph.strokes {
        strokes.append(
          stroke.map { (left + $0.x * unit, y + ($0.y - StrokeFont.capHeight) * unit) })
      }
      left += (glyph.width + Self.gap) * unit
    }
    return strokes
  }
}

/// A text from a file on one line: white space is single spaces, and marks without ink that would
/// turn or hide what follows (controls, directions, joiners) are left out.
func tidied(_ text: some StringProtocol, limit: Int = 400) -> String {
  var result = ""
  var isGap = false
  for character in text.prefix(limit) {
    if character.isWhitespace || character.isNewline {
      isGap = true
      continue
    }
    var kept = String.UnicodeScalarView()
    // One letter may carry thousands of accents.
    for scalar in character.unicodeScalars.prefix(8) where isShown(scalar) { kept.append(scalar) }
    guard !kept.isEmpty else { continue }
    if isGap, !result.isEmpty { result.append(" ") }
    isGap = false
    result.unicodeScalars.append(contentsOf: kept)
  }
  if result.isEmpty { return "(no letters)" }
  return text.dropFirst(limit).isEmpty ? result : result + "…"
}

/// Whether a letter is part of what is read. The joiners between letters are.
private func isShown(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .control, .surrogate, .lineSeparator, .paragraphSeparator: false
  case .format: scalar.value == 0x200C || scalar.value == 0x200D
  default: scalar.value & 0xFFFE != 0xFFFE
  }
}
