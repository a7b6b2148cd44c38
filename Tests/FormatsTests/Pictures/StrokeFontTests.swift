import Testing

@testable import Formats

@Suite struct StrokeFontTests {
  private let printable = (0x21...0x7E).compactMap { Unicode.Scalar($0).map(Character.init) }

  /// What a character looks like, as numbers.
  private func shape(_ character: Character) -> [Float] {
    StrokeFont.glyph(character).strokes.flatMap { $0.flatMap { [$0.x, $0.y] } }
  }

  @Test func everyPrintableCharacterHasItsOwnInk() {
    var seen: [[Float]: Character] = [:]
    for character in printable {
      let glyph = StrokeFont.glyph(character)
      #expect(glyph.width > 0 && !glyph.strokes.isEmpty, "\(character)")
      let shape = shape(character)
      #expect(seen[shape] == nil, "\(character) looks like \(seen[shape] ?? " ")")
      seen[shape] = character
      let x = glyph.strokes.joined().map(\.x)
      #expect((x.min() ?? 0) > -0.4 && (x.max() ?? 0) < glyph.width + 0.5, "\(character)")
    }
    #expect(StrokeFont.glyph(" ").strokes.isEmpty)
  }

  @Test func accentsAreLeftOffAndTheUnknownIsABox() {
    #expect(shape("é") == shape("e") && shape("Ø") == shape("O") && shape("’") == shape("'"))
    #expect(shape("漢") == shape("💥") && !shape("漢").isEmpty)
  }

  @Test func longTextsAreCut() {
    let lettering = Lettering(height: 20)
    #expect(lettering.fitted("short", to: 500) == "short")
    let cut = lettering.fitted(String(repeating: "wide ", count: 100_000), to: 300)
    #expect(cut.hasSuffix("…") && lettering.width(cut) <= 300 && cut.count > 5)
  }

  @Test func longTitlesKeepTheirSuffix() {
    // What is drawn at the right end: the suffix, whatever the title.
    func right(_ title: String) -> [Float] {
      var canvas = Canvas(width: 1000, height: 200)
      Heading(title: title, suffix: ", END", subtitle: "").draw(x: 20, room: 960, on: &canvas)
      return (0..<180 * 1000).filter { $0 % 1000 > 880 }.map { canvas.gray($0 % 1000, $0 / 1000) }
    }
    let long = right(String(repeating: "title ", count: 40))
    #expect(long.contains { $0 < 0.5 })
    #expect(!right("short").contains { $0 < 1 })
  }

  @Test func inkStaysWithinItsWidth() {
    for text in ["W", "t-SNE: 1,000", "..", "illi", "Qy"] {
      var canvas = Canvas(width: 500, height: 120)
      let lettering = Lettering(height: 40, weight: 0.8)
      lettering.draw(text, x: 20, y: 80, on: &canvas)
      let inked = (0..<500).filter { x in (0..<120).contains { canvas.gray(x, $0) < 0.5 } }
      let (first, last) = (Float(inked.first ?? 0), Float(inked.last ?? 0))
      #expect(first >= 18 && first <= 26, "\(text)")
      #expect(abs(last - 20 - lettering.width(text)) <= 6, "\(text)")
    }
  }
}
