/// Accents as marks that are set on the letters of `StrokeFont`.
enum Accents {
  /// A combining mark: its strokes, x from the letter's middle, y from the letter's top for marks
  /// above it, else on the font's own scale.
  private enum Mark {
    case above(String)
    case below(String)
    /// x from the letter's right edge, y from its top.
    case right(String)
  }

  private static let marks: [Unicode.Scalar: Mark] = [
    "\u{300}": .above("M-.7 -2 L.3 -1.1"), "\u{301}": .above("M.7 -2 L-.3 -1.1"),
    "\u{302}": .above("M-.9 -1 L0 -1.9 L.9 -1"),
    "\u{303}": .above("M-1 -1.1 L-.35 -1.6 L.35 -1.2 L1 -1.7"),
    "\u{304}": .above("M-.9 -1.4 L.9 -1.4"), "\u{306}": .above("O0 -2 .9 .8 165 15"),
    "\u{307}": .above("M0 -1.5 L0 -1.5"),
    "\u{308}": .above("M-.75 -1.5 L-.75 -1.5 M.75 -1.5 L.75 -1.5"),
    "\u{309}": .above("O0 -2.1 .45 .45 -180 60 L0 -1.1"), "\u{30A}": .above("O0 -1.6 .6 .6 0 360"),
    "\u{30B}": .above("M-.2 -2 L-.8 -1.1 M.9 -2 L.3 -1.1"),
    "\u{30C}": .above("M-.9 -1.9 L0 -1 L.9 -1.9"), "\u{312}": .above("M.2 -2 L-.1 -1.1"),
    "\u{313}": .above("M.2 -2 L-.1 -1.1"), "\u{314}": .above("M-.1 -2 L.2 -1.1"),
    "\u{342}": .above("M-1 -1.1 L-.35 -1.6 L.35 -1.2 L1 -1.7"),
    "\u{31B}": .right("M-.5 .6 L.5 .3 L.6 -.6"),
    "\u{323}": .below("M0 7.4 L0 7.4"), "\u{326}": .below("M.15 7 L-.2 8"),
    "\u{327}": .below("M0 6 L0 6.7 L.6 7.1 L.3 7.8 L-.5 7.8"),
    "\u{328}": .below("M.9 6 L.5 6.9 L.7 7.6 L1.3 7.6"), "\u{331}": .below("M-.9 7.4 L.9 7.4"),
    "\u{345}": .below("M0 6.9 L0 7.7 L.4 7.9"),
  ]

  /// The letter and the accents that make up `character`; nil where it is not that.
  static func parts(of character: Character) -> (base: Character, marks: [Unicode.Scalar])? {
    if let parts = composed[character] { return parts }
    guard let first = character.unicodeScalars.first, character.unicodeScalars.count > 1 else {
      return nil
    }
    let rest = Array(character.unicodeScalars.dropFirst())
    guard rest.allSatisfy({ marks[$0] != nil }) else { return nil }
    // The first scalar may have an accent of its own.
    let own = composed[Character(first)] ?? (Character(first), [])
    return (own.base, own.marks + rest)
  }

  /// Every letter with one accent, and Vietnamese and Pinyin letters with two. Characters are equal
  /// however their accents are encoded, so that no table of Unicode's is needed.
  private static let composed: [Character: (base: Character, marks: [Unicode.Scalar])] = {
    var composed: [Character: (base: Character, marks: [Unicode.Scalar])] = [:]
    for letter in StrokeFont.letters {
      for mark in marks.keys { composed[Character("\(letter)\(mark)")] = (letter, [mark]) }
    }
    let tones: [Unicode.Scalar] = [
      "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}", "\u{30C}", "\u{304}",
    ]
    let firsts: [Unicode.Scalar] = ["\u{302}", "\u{306}", "\u{31B}", "\u{308}", "\u{304}"]
    for letter in "aeiouyAEIOUYιυαηω" {
      for first in firsts {
        for tone in tones {
          composed[Character("\(letter)\(first)\(tone)")] = (letter, [first, tone])
        }
      }
    }
    return composed
  }()

  static func set(
    _ scalars: [Unicode.Scalar], on glyph: StrokeFont.Glyph, _ base: Character
  ) -> StrokeFont.Glyph {
    var strokes = glyph.strokes
    var width = glyph.width
    // The dot of i and j gives way.
    let hasAbove = scalars.contains { if case .above = marks[$0] { true } else { false } }
    if "ijіј".contains(base), hasAbove, strokes.count > 1 { strokes.removeLast() }
    var top = min(2, max(0, strokes.joined().map(\.y).min() ?? 0))
    for scalar in scalars.prefix(4) {
      switch mark(scalar, on: base) {
      case .above(let text):
        strokes += shifted(text, glyph.width / 2, top)
        top -= 1.5
      case .below(let text): strokes += shifted(text, glyph.width / 2, 0)
      case .right(let text):
        strokes += shifted(text, glyph.width, top)
        width = max(width, glyph.width + 0.7)
      case nil: break
      }
    }
    return StrokeFont.Glyph(width: width, strokes: strokes)
  }

  /// Latvian's cedillas are commas, above g; a caron beside a tall letter is an apostrophe.
  private static func mark(_ scalar: Unicode.Scalar, on base: Character) -> Mark? {
    switch (scalar, base) {
    case ("\u{327}", "g"): marks["\u{312}"]
    case ("\u{327}", _) where "GKkLlNnRr".contains(base): marks["\u{326}"]
    case ("\u{30C}", _) where "dtlL".contains(base): .right("M.7 0 L.4 1.4")
    default: marks[scalar]
    }
  }

  private static func shifted(_ text: String, _ x: Float, _ y: Float) -> [[(x: Float, y: Float)]] {
    StrokeText.strokes(text).map { stroke in stroke.map { ($0.x + x, $0.y + y) } }
  }
}
