import Testing

@testable import Formats
import Values

@Suite struct ScatterPlotTests {
  /// Pixels near each color, of every ninth in the plot's area.
  private func counts(_ plot: ScatterPlot, _ colors: [Color]) throws -> [Int] {
    let (pixels, width, _) = try PNG.decode(plot.png(), format: .rgb)
    let scale = Float(width) / plot.page.width
    var counts = [Int](repeating: 0, count: colors.count)
    func lines(_ range: Range<Int>) -> StrideTo<Int> {
      stride(
        from: Int(Float(range.lowerBound) * scale), to: Int(Float(range.upperBound) * scale), by: 3)
    }
    for y in lines(plot.page.plotArea.y) {
      for x in lines(plot.page.plotArea.x) {
        let at = 3 * (y * width + x)
        let color = Color(
          UInt32(pixels[at]) << 16 | UInt32(pixels[at + 1]) << 8 | UInt32(pixels[at + 2]))
        for (index, wanted) in colors.enumerated() where color.isNear(wanted) { counts[index] += 1 }
      }
    }
    return counts
  }

  @Test(arguments: [PlotOptions.Paper.light, .dark])
  func everyGroupIsDrawnInItsColor(paper: PlotOptions.Paper) throws {
    let labels = Column(name: "Label", values: (0..<400).map { String($0 % 10) })
    var options = SamplePlots.options(1200, 900)
    options.paper = paper
    let plot = SamplePlots.plot(SamplePlots.layout(400), labels, options: options)
    let colors = Palette.auto.categories(10, options.theme)
    let found = try counts(plot, colors + [options.theme.paper])
    #expect(found.dropLast().allSatisfy { $0 > 15 }, "\(found)")
    #expect(found[10] > 5000)
  }

  @Test func sameBytesTwice() throws {
    let labels = Column(name: "Label", values: (0..<3000).map { String($0 % 3) })
    let plot = { SamplePlots.plot(SamplePlots.layout(3000), labels) }
    #expect(try plot().png() == plot().png())
    #expect(try plot().svg() == plot().svg())
  }

  @Test(arguments: [(200, 150), (600, 1600), (2000, 300), (100, 100)])
  func picturesAreAsLargeAsAsked(width: Int, height: Int) throws {
    let labels = Column(name: "Label", values: (0..<300).map { "group \($0 % 7)" })
    for scale in [0.25, 0.75] {
      let options = SamplePlots.options(width, height, scale: scale)
      let plot = SamplePlots.plot(SamplePlots.layout(300), labels, options: options)
      let (pixels, w, h) = try PNG.decode(plot.png(), format: .rgb)
      #expect(w == options.pixels.width && h == options.pixels.height)
      #expect(abs(Double(w) - Double(width) * scale) <= 0.5)
      // Points are there, and stand inside the picture.
      #expect(pixels.contains { $0 < 200 })
      #expect(plot.page.plotArea.x.upperBound <= Int(plot.page.width))
      #expect(plot.page.plotArea.y.upperBound <= Int(plot.page.height))
    }
  }

  @Test func plotAndLegendDoNotMeet() {
    for values in [
      (0..<60).map { "a very long name of a group, number \($0)" }, ["a"], ["1", "2"],
      (0..<500).map { String(Double($0) * 1.37e9) },
    ] {
      let column = Column(name: "c", values: (0..<1000).map { values[$0 % values.count] })
      for (width, height) in [(1200, 900), (400, 300), (2000, 500)] {
        let plot = SamplePlots.plot(
          SamplePlots.layout(1000), column, options: SamplePlots.options(width, height))
        guard let span = plot.page.legendSpan else {
          #expect(plot.notes.contains { $0.contains("too small for a legend") })
          continue
        }
        // The largest points stand half out of the area.
        let reach = plot.scene.dots.map { $0.x + $0.radius }.max() ?? 0
        #expect(reach < Float(span.lowerBound), "\(width) x \(height)")
        #expect(Float(span.upperBound) <= plot.page.width - plot.page.margin + 1)
        for case .text(let text) in plot.scene.shapes where text.x >= Float(span.lowerBound) {
          let right = text.x + text.lettering.width(text.text)
          #expect(right <= Float(span.upperBound) + 2, "\(text.text)")
          #expect(text.y <= plot.page.height, "\(text.text)")
        }
      }
    }
  }

  @Test func legendsAreNoWiderThanTheirWords() throws {
    let digits = Column(name: "Label", values: (0..<300).map { String($0 % 10) })
    let plot = SamplePlots.plot(SamplePlots.layout(300), digits)
    #expect(try #require(plot.page.legendSpan).count < 80)
  }

  @Test func aLegendThatIsTooLongSaysHowMuchIsMissing() {
    let column = Column(name: "c", values: (0..<2400).map { $0 < 20 ? "" : "g\($0 % 30)" })
    let plot = SamplePlots.plot(
      SamplePlots.layout(2400), column, options: SamplePlots.options(900, 400))
    var texts: [String] = []
    for case .text(let text) in plot.scene.shapes where text.halo == 0 { texts.append(text.text) }
    #expect(texts.contains { $0.hasPrefix("and ") && $0.hasSuffix(" more") })
    #expect(texts.contains("(empty)") && texts.contains { $0.hasPrefix("other (") })
  }

  @Test(arguments: [1, 2, 5]) func fewAndEqualPoints(n: Int) throws {
    let equal = Layout(
      method: "pca", title: "PCA", components: 2, coordinates: [Float](repeating: 3, count: 2 * n))
    let plot = SamplePlots.plot(equal)
    #expect(try counts(plot, [Palette.auto.single(.light)])[0] > 4)
    let dot = try #require(plot.scene.dots.first)
    #expect(plot.scene.dots.allSatisfy { $0.x == dot.x && $0.y == dot.y })
    #expect(abs(dot.x - plot.page.width / 2) < 1)
  }

  @Test func pointsWithoutAPlaceAreLeftOut() throws {
    let column = Column(name: "c", values: ["a", "a", "b", "b"])
    for components in [2, 3] {
      var map = SamplePlots.layout(4, components: components)
      map.coordinates[0] = .nan
      map.coordinates[components] = -.infinity
      var options = PlotOptions()
      options.labels = .off
      let plot = SamplePlots.plot(map, column, options: options)
      #expect(plot.scene.dots.count == 2)
      var texts: [String] = []
      for case .text(let text) in plot.scene.shapes { texts.append(text.text) }
      #expect(texts.contains { $0.contains("2 without a place") })
    }
  }

  @Test func hostileTextsStayInThePicture() throws {
    let names = SamplePlots.hostileTexts
    let column = Column(
      name: String(repeating: "n", count: 5000), values: (0..<260).map { names[$0 % names.count] })
    for (layout, options) in [
      (SamplePlots.layout(260, components: 3), SamplePlots.options(1200, 900)),
      (SamplePlots.heaps(260, groups: names.count), SamplePlots.options(1200, 900)),
      (SamplePlots.heaps(260, groups: names.count), SamplePlots.options(200, 150)),
    ] {
      let plot = SamplePlots.plot(
        layout, column, title: String(repeating: "title 漢 ", count: 900), options: options)
      for case .text(let text) in plot.scene.shapes {
        #expect(text.x >= plot.page.margin - 1, "\(text.text)")
        let right = text.x + text.lettering.width(text.text)
        #expect(right <= plot.page.width - plot.page.margin + 2, "\(text.text)")
      }
      #expect(plot.notes.contains { $0.contains("boxes with their code") })
      let (pixels, width, height) = try PNG.decode(plot.png(), format: .rgb)
      for y in 0..<height {
        for x in [0, width - 1] { #expect(pixels[3 * (y * width + x)] == 255) }
      }
    }
  }

  @Test func emptyLayoutsAndColumns() throws {
    let nothing = Layout(method: "pca", title: "PCA", components: 2, coordinates: [])
    #expect(try !SamplePlots.plot(nothing).png().isEmpty)
    let blank = Column(name: "", values: [String](repeating: "", count: 50))
    let plot = SamplePlots.plot(SamplePlots.layout(50), blank)
    #expect(plot.scene.dots.allSatisfy { $0.color == Theme.light.none })
    #expect(try !plot.svg().isEmpty)
  }

  @Test func bandsJoinWithoutASeam() {
    let labels = Column(name: "Label", values: (0..<500).map { "é漢\($0 % 9)" })
    let plot = SamplePlots.plot(
      SamplePlots.layout(500), labels, options: SamplePlots.options(400, 300))
    let whole = Raster(
      plot.scene, scale: 1.37, window: .init(columns: 0..<500, rows: 0..<400))
    let part = Raster(
      plot.scene, scale: 1.37, window: .init(columns: 37..<411, rows: 29..<333))
    for y in 0..<part.height {
      let line = Array(part.pixels[y * 374 * 3..<(y + 1) * 374 * 3])
      let start = ((y + 29) * 500 + 37) * 3
      #expect(line == Array(whole.pixels[start..<start + 374 * 3]), "line \(y)")
    }
  }
}

extension Color {
  fileprivate func isNear(_ other: Color) -> Bool {
    abs(red - other.red) + abs(green - other.green) + abs(blue - other.blue) < 0.2
  }
}
