import Foundation
import Testing

@testable import Formats
import Values

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

  @Test func accentedLettersAreTheLetterAndAMark() {
    let all =
      "ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝàáâãäåçèéêëìíîïñòóôõöùúûüýÿĀāĂăĄąĆćĈĉĊċČčĎďĒēĔĕĖėĘęĚěĜĝĞğĠġĢģĤĥĨĩ"
      + "ĪīĬĭĮįİĴĵĶķĹĺĻļĽľŃńŅņŇňŌōŎŏŐőŔŕŖŗŘřŚśŜŝŞşŠšŢţŤťŨũŪūŬŭŮůŰűŲųŴŵŶŷŸŹźŻżŽžȘșȚțƠơƯưẤấỀềỆệỐốỒồỔổỢợỨứỮữ"
      + "ỹǖǘǚǜάέήίόύώϊΐйёїќўЙЁЇ"
    for character in all {
      let glyph = StrokeFont.glyph(character)
      #expect(StrokeFont.has(character), "\(character)")
      let decomposed = String(character).decomposedStringWithCanonicalMapping
      let base = Character(String(decomposed.unicodeScalars.prefix(1)))
      let plain = StrokeFont.glyph(base)
      #expect(shape(character) != shape(base), "\(character)")
      #expect(glyph.width >= plain.width && glyph.width < plain.width + 2)
      // However it is encoded.
      #expect(shape(Character(decomposed)) == shape(character))
      let y = glyph.strokes.joined().map(\.y)
      #expect((y.min() ?? 0) > -4.5 && (y.max() ?? 0) < 8.5, "\(character)")
    }
    // No two Latin letters look alike.
    let latin = all.filter { $0 < "\u{370}" || $0 > "\u{1E00}" }
    #expect(Set(latin.map { shape($0) }).count == Set(latin).count)
  }

  @Test func lettersOfOtherAlphabetsAreDrawn() {
    let all =
      "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρσςτυφχψω"
      + "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзиклмнопрстуфхцчшщъыьэюяєіґђћљњџЄІҐЂЋЉЊЏ"
      + "ØøĐđŁłÆæŒœßẞÞþÐðıĦħŊŋ€£¥¢§©®™±×÷≤≥≠≈∞→←↑↓«»¿¡–—“”‘’…•·°²³"
    for character in all {
      #expect(StrokeFont.has(character) && !shape(character).isEmpty, "\(character)")
    }
    #expect(shape("Д") != shape("д") && shape("Ж") != shape("ж") && shape("Σ") != shape("σ"))
  }

  @Test func theUnknownIsABoxWithItsCode() {
    for character: Character in ["漢", "字", "💥", "ع", "א", "क"] {
      #expect(!StrokeFont.has(character))
      #expect(shape(character).count > 60)
    }
    #expect(shape("漢") != shape("字") && shape("ع") != shape("א"))
    // Letters with marks that nobody sets on them: the mark is not lost.
    #expect(shape("x\u{302}") != shape("x") && StrokeFont.has("x\u{302}"))
  }

  @Test func textsOfFilesAreTidied() {
    #expect(tidied(" a\tb\n\n c ") == "a b c")
    #expect(tidied("\u{202E}abc\u{200B}\u{0}d\u{FFFF}") == "abcd")
    #expect(tidied("") == "(no letters)" && tidied("\u{202E}\u{7}") == "(no letters)")
    #expect(
      tidied(String(repeating: "x", count: 10_000)) == String(repeating: "x", count: 400) + "…")
    let heaped = "e" + String(repeating: "\u{301}", count: 5000)
    #expect(tidied(heaped).unicodeScalars.count == 8)
  }

  @Test func longTextsAreCut() {
    let lettering = Lettering(height: 20, color: Theme.light.ink)
    #expect(lettering.fitted("short", to: 500) == "short")
    let cut = lettering.fitted(String(repeating: "wide ", count: 100_000), to: 300)
    #expect(cut.hasSuffix("…") && lettering.width(cut) <= 300 && cut.count > 5)
  }

  @Test func longTitlesKeepTheirSuffix() throws {
    let page = PlotPage(width: 1200, height: 900, legendWidth: 0)
    func title(_ title: String) throws -> Scene.Text {
      var scene = Scene(width: page.width, height: page.height, theme: .light)
      Heading(title: title, suffix: ", END", subtitle: "", theme: .light).draw(on: page, &scene)
      guard case .text(let text) = try #require(scene.shapes.first) else {
        throw DataError("no text")
      }
      return text
    }
    let long = try title(String(repeating: "title ", count: 40))
    #expect(long.text.hasSuffix("…, END"))
    #expect(long.x + long.lettering.width(long.text) <= page.width - page.margin + 0.5)
    #expect(try title("short").text == "short, END")
    // A little too long is set smaller, not cut.
    let medium = try title(String(repeating: "title ", count: 18))
    #expect(!medium.text.contains("…") && medium.lettering.height < 22)
  }

  @Test func inkStaysWithinItsWidth() {
    for text in ["W", "t-SNE: 1,000", "..", "illi", "Qy", "Ťážký", "Ωж漢"] {
      let lettering = Lettering(height: 40, weight: 0.8, color: Theme.light.ink)
      var canvas = Canvas(columns: 0..<700, rows: 0..<140, paper: Theme.light.paper)
      let strokes = lettering.outline(text, x: 20, y: 90)
      canvas.strokes(strokes, pen: lettering.pen, lettering.color)
      let inked = (0..<700).filter { x in
        (0..<140).contains { canvas.pixels[$0 * 700 + x].x < 0.5 }
      }
      let (first, last) = (Float(inked.first ?? 0), Float(inked.last ?? 0))
      #expect(first >= 16 && first <= 26, "\(text)")
      #expect(abs(last - 20 - lettering.width(text)) <= 8, "\(text)")
    }
  }
}
