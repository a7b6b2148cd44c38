#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A stroke font of our own: every letter is a few lines and arcs of a round pen.
///
/// Units: capitals reach from y = 0 to the baseline at y = 6, small letters from 2, descenders to 8.
enum StrokeFont {
  struct Glyph: Sendable {
    let width: Float
    let strokes: [[(x: Float, y: Float)]]
  }

  static let capHeight: Float = 6

  /// The glyph of `character`: accents are left off Latin letters, what is unknown is a box.
  static func glyph(_ character: Character) -> Glyph {
    glyphs[character] ?? glyphs[plain[character] ?? "\u{0}"] ?? box
  }

  private static let box = parse(3.4, "M0 0 L3.4 0 L3.4 6 L0 6 L0 0")

  private static let glyphs: [Character: Glyph] = {
    var glyphs: [Character: Glyph] = [:]
    for (character, width, strokes) in strokeTable { glyphs[character] = parse(width, strokes) }
    return glyphs
  }()

  /// Letters whose accent is left off.
  private static let plain: [Character: Character] = {
    let groups: [(Character, String)] = [
      ("A", "ÀÁÂÃÄÅĀĂĄ"), ("C", "ÇĆĈČ"), ("D", "ĎĐ"), ("E", "ÈÉÊËĒĖĘĚ"), ("G", "ĞĢ"),
      ("I", "ÌÍÎÏĪİ"), ("L", "ĹĽŁ"), ("N", "ÑŃŇ"), ("O", "ÒÓÔÕÖØŌŐ"), ("R", "ŔŘ"),
      ("S", "ŚŞŠȘ"), ("T", "ŤȚŢ"), ("U", "ÙÚÛÜŪŮŰ"), ("Y", "ÝŸ"), ("Z", "ŹŻŽ"),
      ("a", "àáâãäåāăą"), ("c", "çćĉč"), ("d", "ďđ"), ("e", "èéêëēėęě"), ("g", "ğģ"),
      ("i", "ìíîïīı"), ("l", "ĺľł"), ("n", "ñńň"), ("o", "òóôõöøōő"), ("r", "ŕř"),
      ("s", "śşšș"), ("t", "ťțţ"), ("u", "ùúûüūůű"), ("y", "ýÿ"), ("z", "źżž"),
      ("-", "–—‐‑−"), ("'", "‘’ʼ"), ("\"", "“”„"), (" ", "\u{A0}\u{2009}\u{202F}\t\n\r"),
      ("x", "×"), ("B", "ß"), (".", "·•"),
    ]
    var plain: [Character: Character] = [:]
    for (letter, accented) in groups { for character in accented { plain[character] = letter } }
    return plain
  }()

  /// `M x y` starts a stroke, `L x y` goes on, `O cx cy rx ry from to` starts with an arc of an
  /// ellipse (degrees, clockwise from the right), `A ...` goes on with one.
  private static func parse(_ width: Float, _ text: String) -> Glyph {
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
    return Glyph(width: width, strokes: strokes.map { isDot($0) ? dot($0[0]) : $0 })
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
