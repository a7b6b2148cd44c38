import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@testable import Formats

@Suite struct SVGTests {
  private func root(_ plot: ScatterPlot) throws -> (XMLElement, Int) {
    let bytes = try plot.svg()
    let document = try XMLDocument(data: Data(bytes))
    return (try #require(document.rootElement()), bytes.count)
  }

  private func all(_ name: String, in element: XMLElement) -> [XMLElement] {
    (element.children ?? []).compactMap { $0 as? XMLElement }.flatMap { child in
      (child.name == name ? [child] : []) + all(name, in: child)
    }
  }

  private func number(_ element: XMLElement, _ name: String) throws -> Float {
    try #require(Float(element.attribute(forName: name)?.stringValue ?? ""), "\(name)")
  }

  @Test func everyPointIsACircleWhereThePictureHasIt() throws {
    let column = Column(name: "c", values: (0..<500).map { "g\($0 % 4)" })
    let plot = SamplePlots.plot(SamplePlots.layout(500), column)
    let (root, _) = try root(plot)
    #expect(root.name == "svg" && root.attribute(forName: "width")?.stringValue == "1200")
    let circles = all("circle", in: root)
    #expect(circles.count == 504)  // and the legend's
    for (circle, dot) in zip(circles, plot.scene.dots) {
      #expect(abs(try number(circle, "cx") - dot.x) < 0.006)
      #expect(abs(try number(circle, "cy") - dot.y) < 0.006)
      #expect(abs(try number(circle, "r") - dot.radius) < 0.006)
      #expect(circle.attribute(forName: "fill")?.stringValue == dot.color.hex)
    }
  }

  @Test func wordsAreText() throws {
    let column = Column(name: "Größe <b>", values: (0..<500).map { "日本 & \($0 % 4)" })
    let (root, _) = try root(
      SamplePlots.plot(SamplePlots.layout(500), column, title: "Ünïcødé \u{202E}💥"))
    let words = all("text", in: root).compactMap(\.stringValue)
    for text in ["Ünïcødé 💥", "Größe <b>", "日本 & 0", "日本 & 3", "125"] {
      #expect(words.contains(text), "\(text)")
    }
  }

  @Test func manyPointsAreOnePicture() throws {
    let n = SVG.mostCircles + 1
    var options = SamplePlots.options(600, 450)
    options.formats = [.svg]
    let plot = SamplePlots.plot(SamplePlots.layout(n), options: options)
    let (root, bytes) = try root(plot)
    #expect(all("circle", in: root).isEmpty && bytes < 1_500_000)
    let image = try #require(all("image", in: root).first)
    let link = try #require(image.attribute(forName: "xlink:href")?.stringValue)
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
    let (root, _) = try root(plot)
    #expect(all("script", in: root).isEmpty && all("text", in: root).count > 20)
  }

  @Test func scalesAndRingsAreDrawn() throws {
    var map = SamplePlots.layout(500)
    (map.coordinates[10], map.coordinates[13]) = (1e7, -1e7)
    let values = (0..<500).map { $0 == 3 ? "1e9" : String($0 - 200) }
    let plot = SamplePlots.plot(map, Column(name: "c", values: values))
    let (root, _) = try root(plot)
    let stops = all("stop", in: root)
    #expect(stops.count == 256)
    #expect(all("circle", in: root).filter { $0.attribute(forName: "stroke") != nil }.count == 2)
    let words = all("text", in: root).compactMap(\.stringValue)
    #expect(words.contains { $0.hasPrefix("> ") } && words.contains("1 above"))
    #expect(words.contains { $0.contains("2 far-off points at the edge") })
  }
}
