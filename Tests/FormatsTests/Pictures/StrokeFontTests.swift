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
}
