import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@testable import Formats
import Values

/// The elements of an XML document in their order.
private final class Elements: NSObject, XMLParserDelegate {
  struct Element {
    let name: String
    let attributes: [String: String]
    var text = ""
  }

  private(set) var all: [Element] = []
  private var open: [Int] = []

  /// Throws where it is no XML.
  init(_ bytes: [UInt8]) throws {
    super.init()
    let parser = XMLParser(data: Data(bytes))
    parser.delegate = self
    guard parser.parse() else {
      throw DataError("no XML: \(parser.parserError.map { "\($0)" } ?? "")")
    }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    open.append(all.count)
    all.append(Element(name: name, attributes: attributes))
  }

  func parser(
    _ parser: XMLParser, didEndElement: String, namespaceURI: String?, qualifiedName: String?
  ) {
    open.removeLast()
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    if let last = open.last { all[last].text += text }
  }

  subscript(_ name: String) -> [Element] { all.filter { $0.name == name } }

  var words: [String] { self["text"].map(\.text) }
}

@Suite struct SVGTests {
  private func number(_ element: Elements.Element, _ name: String) throws -> Float {
    try #require(Float(element.attributes[name] ?? ""), "\(name)")
  }

  @Test func everyPointIsACircleWhereThePictureHasIt() throws {
    let column = Column(name: "c", values: (0..<500).map { "g\($0 % 4)" })
    let plot = SamplePlots.plot(SamplePlots.layout(500), column)
    let elements = try Elements(plot.svg())
    #expect(elements.all[0].name == "svg" && elements.all[0].attributes["width"] == "1200")
    let circles = elements["circle"]
    #expect(circles.count == 504)  // and the legend's
    for (circle, dot) in zip(circles, plot.scene.dots) {
      #expect(abs(try number(circle, "cx") - dot.x) < 0.006)
      #expect(abs(try number(circle, "cy") - dot.y) < 0.006)
      #expect(abs(try number(circle, "r") - dot.radius) < 0.006)
      #expect(circle.attributes["fill"] == dot.color.hex)
    }
  }

  @Test func wordsAreText() throws {
    let column = Column(name: "Größe <b>", values: (0..<500).map { "日本 & \($0 % 4)" })
    let plot = SamplePlots.plot(SamplePlots.layout(500), column, title: "Ünïcødé \u{202E}💥")
    let words = try Elements(plot.svg()).words
    for text in ["Ünïcødé 💥", "Größe <b>", "日本 & 0", "日本 & 3", "125"] {
      #expect(words.contains(text), "\(text)")
    }
  }

  @Test func manyPointsAreOnePicture() throws {
    let n = SVG.mostCircles + 1
    var options = SamplePlots.options(600, 450)
    options.formats = [.svg]
    let plot = SamplePlots.plot(SamplePlots.layout(n), options: options)
    let bytes = try plot.svg()
    let elements = try Elements(bytes)
    #expect(elements["circle"].isEmpty && bytes.count < 1_500_000)
    let image = try #require(elements["image"].first)
    let link = try #require(image.attributes["xlink:href"])
    let data = try #require(Data(base64Encoded: String(link.dropFirst(22))))
    let (pixels, width, height) = try PNG.decode(Array(data), format: .rgb)
    // Pixel for pixel the PNG's, at its place.
    let scale = plot.page.unit
    let whole = try PNG.decode(plot.png(), format: .rgb)
    let x0 = Int((try number(image, "x") * scale).rounded())
    let y0 = Int((try number(image, "y") * scale).rounded())
    #expect(abs(try number(image, "width") * scale - Float(width)) < 0.01)
    var same = 0
    for y in stride(from: 0, to: height, by: 7) {
      let start = 3 * ((y + y0) * whole.width + x0)
      let line = pixels[3 * y * width..<3 * (y + 1) * width]
      same += line.elementsEqual(whole.pixels[start..<start + 3 * width]) ? 1 : 0
    }
    #expect(same == (height + 6) / 7)
  }

  @Test func hostileTextsParse() throws {
    let names = SamplePlots.hostileTexts
    let column = Column(name: names[0], values: (0..<260).map { names[$0 % names.count] })
    let plot = SamplePlots.plot(
      SamplePlots.heaps(260, groups: names.count), column, title: names[8] + names[6])
    let elements = try Elements(plot.svg())
    #expect(elements["script"].isEmpty && elements["text"].count > 20)
  }

  @Test func scalesAndRingsAreDrawn() throws {
    var map = SamplePlots.layout(500)
    (map.coordinates[10], map.coordinates[13]) = (1e7, -1e7)
    let values = (0..<500).map { $0 == 3 ? "1e9" : String($0 - 200) }
    let plot = SamplePlots.plot(map, Column(name: "c", values: values))
    let elements = try Elements(plot.svg())
    let stops = elements["stop"]
    #expect(stops.count == 256)
    #expect(elements["circle"].filter { $0.attributes["stroke"] != nil }.count == 2)
    let words = elements.words
    #expect(words.contains { $0.hasPrefix("> ") } && words.contains("1 above"))
    #expect(words.contains { $0.contains("2 far-off points at the edge") })
  }
}
