/// A stroke font of our own: every letter is a few lines and arcs of a round pen. It has Latin
/// letters with their accents, Greek and Cyrillic; a letter it lacks is a box with its code in it.
///
/// Units: capitals reach from y = 0 to the baseline at y = 6, small letters from 2, descenders
/// to 8.
enum StrokeFont {
  struct Glyph: Sendable {
    let width: Float
    let strokes: [[(x: Float, y: Float)]]
  }

  static let capHeight: Float = 6

  /// The glyph of `character`: its own, that of its letter with accents set on it, or a box.
  static func glyph(_ character: Character) -> Glyph {
    known(character) ?? codeBox(character)
  }

  /// Whether it is drawn as itself, and not as a box.
  static func has(_ character: Character) -> Bool { known(character) != nil }

  private static func known(_ character: Character) -> Glyph? {
    if let glyph = glyphs[character] { return glyph }
    guard let (base, marks) = Accents.parts(of: character), let glyph = glyphs[base] else {
      return nil
    }
    return Accents.set(marks, on: glyph, base)
  }

  /// Letters that may carry accents.
  static var letters: [Character] { glyphs.keys.filter(\.isLetter) }

  private static let glyphs: [Character: Glyph] = {
    var glyphs: [Character: Glyph] = [:]
    for (character, width, strokes) in strokeTable + greekTable + cyrillicTable {
      glyphs[character] = StrokeText.glyph(width, strokes)
    }
    for (character, base, width, strokes) in extendedTable {
      guard let glyph = glyphs[base] else { continue }
      let more = StrokeText.glyph(width, strokes)
      glyphs[character] = Glyph(
        width: max(glyph.width, width), strokes: glyph.strokes + more.strokes)
    }
    for (letters, twins) in twins {
      for (letter, twin) in zip(letters, twins) { glyphs[letter] = glyphs[twin] }
    }
    // Small letters that are capitals in the size of small letters.
    for (letter, capital) in zip("вгджзиклмнптцчшщъыьэюяєґџ", "ВГДЖЗИКЛМНПТЦЧШЩЪЫЬЭЮЯЄҐЏ") {
      glyphs[letter] = glyphs[capital].map { scaled($0, 0.8, 2 / 3, down: 2) }
    }
    for (letter, digit) in zip("²³¹⁰⁴⁵⁶⁷⁸⁹", "2310456789") {
      glyphs[letter] = glyphs[digit].map { scaled($0, 0.55, 0.55, down: -0.4) }
    }
    for (letter, digit) in zip("₀₁₂₃₄₅₆₇₈₉", "0123456789") {
      glyphs[letter] = glyphs[digit].map { scaled($0, 0.55, 0.55, down: 3.6) }
    }
    return glyphs
  }()

  /// Characters that look like others.
  private static let twins: [(String, String)] = [
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo"),
    ("АВЕКМНОРСТХІЈЅӀ", "ABEKMHOPCTXIJSI"), ("аеорсухіјѕӏ", "aeopcyxijsl"),
    ("‐‑\u{AD}−‒", "-----"), ("‘’ʼ′ʻ", "'''''"), ("“”″", "\"\"\""),
    ("\u{A0}\u{2009}\u{202F}\u{3000}\t\n\r", "       "), ("µ·∙", "μ··"), ("∼˜", "~~"),
  ]

  private static func scaled(_ glyph: Glyph, _ x: Float, _ y: Float, down: Float) -> Glyph {
    Glyph(
      width: glyph.width * x,
      strokes: glyph.strokes.map { stroke in stroke.map { ($0.x * x, $0.y * y + down) } })
  }

  /// A box with the code point's hexadecimal digits in two lines, so that nothing is lost without
  /// a trace.
  private static func codeBox(_ character: Character) -> Glyph {
    let code = character.unicodeScalars.first?.value ?? 0
    var digits = String(code, radix: 16, uppercase: true)
    while digits.count < 4 { digits = "0" + digits }
    if digits.count == 5 { digits = "0" + digits }
    let half = digits.count / 2
    let width = Float(half) * 2.3 + 1.1
    var strokes: [[(x: Float, y: Float)]] = [
      [(0, -1), (width, -1), (width, 7), (0, 7), (0, -1)]
    ]
    for (place, digit) in digits.enumerated() {
      guard let glyph = glyphs[digit] else { continue }
      let left = Float(place % half) * 2.3 + 0.9
      let small = scaled(glyph, 0.42, 0.42, down: place < half ? -0.1 : 3.6)
      strokes += small.strokes.map { stroke in stroke.map { ($0.x + left, $0.y) } }
    }
    return Glyph(width: width, strokes: strokes)
  }
}
