import Testing

@testable import Formats

@Suite struct ScatterPlotTests {
  private func layout(_ n: Int, components: Int = 2, seed: UInt64 = 1) -> Layout {
    var random = SplitMix64(seed: seed)
    let values = (0..<n * components).map { _ in Float.random(in: -50...50, using: &random) }
    return Layout(method: "tsne", title: "t-SNE", components: components, coordinates: values)
  }

  /// Pixels near each color, in the plot's area.
  private func counts(_ plot: ScatterPlot, _ colors: [Color]) throws -> [Int] {
    let (pixels, width, _) = try PNG.decode(plot.png(), format: .rgb)
    var counts = [Int](repeating: 0, count: colors.count)
    for y in plot.plotArea.y {
      for x in plot.plotArea.x {
        let at = 3 * (y * width + x)
        let color = Color(
          UInt32(pixels[at]) << 16 | UInt32(pixels[at + 1]) << 8 | UInt32(pixels[at + 2]))
        for (index, wanted) in colors.enumerated() where color.isNear(wanted) { counts[index] += 1 }
      }
    }
    return counts
  }

  @Test func everyGroupIsDrawnInItsColor() throws {
    let labels = Column(name: "Label", values: (0..<400).map { String($0 % 10) })
    let plot = ScatterPlot(layout: layout(400), color: labels, title: "digits")
    let found = try counts(plot, Array(Palette.categories.prefix(10)))
    #expect(found.allSatisfy { $0 > 200 }, "\(found)")
  }

  @Test func samePixelsTwice() throws {
    let labels = Column(name: "Label", values: (0..<300).map { String($0 % 3) })
    let plot = { ScatterPlot(layout: self.layout(300), color: labels, title: "x") }
    #expect(try plot().png() == plot().png())
  }

  @Test func plotAndLegendDoNotMeet() {
    for values in [
      (0..<60).map { "a very long name of a group, number \($0)" }, ["a"], ["1", "2"],
    ] {
      let column = Column(name: "c", values: (0..<120).map { values[$0 % values.count] })
      let plot = ScatterPlot(layout: layout(120), color: column, title: "x")
      #expect(plot.plotArea.x.upperBound + Int(plot.radius) < plot.legendSpan.lowerBound)
      #expect(plot.legendSpan.upperBound <= ScatterPlot.width - ScatterPlot.margin)
    }
  }

  @Test func manyValuesAreEightAndOthers() {
    let values = (0..<100).flatMap { [String](repeating: "v\($0)", count: 200 - $0) } + ["", ""]
    let colors = PointColors(Column(name: "c", values: values), count: values.count)
    guard case .groups(let groups) = colors.key else { return #expect(Bool(false)) }
    #expect(groups.map(\.name) == (0..<8).map { "v\($0)" } + ["other (92)", "(empty)"])
    #expect(groups[0].count == 200 && groups[9].count == 2)
    #expect(groups.reduce(0) { $0 + $1.count } == values.count)
  }

  @Test func labelsThatAreNumbersComeInTheirOrder() {
    let colors = PointColors(Column(name: "c", values: ["10", "9", "9", "-1", "2"]), count: 5)
    guard case .groups(let groups) = colors.key else { return #expect(Bool(false)) }
    #expect(groups.map(\.name) == ["-1", "2", "9", "10"])
  }

  @Test func manyNumbersAreAScale() throws {
    let column = Column(name: "c", values: (0..<200).map { $0 == 7 ? "" : String(Double($0) / 7) })
    let colors = PointColors(column, count: 200)
    guard case .scale(let least, let most) = colors.key else { return #expect(Bool(false)) }
    #expect(least == 0 && most == 199.0 / 7)
    #expect(colors.colors[Int(colors.classes[7])] == .none)
    #expect(colors.colors[Int(colors.classes[0])] == Palette.viridis(0))
    _ = try ScatterPlot(layout: layout(200), color: column, title: "x").png()
  }

  @Test func ticksAreRound() {
    #expect(Ticks.between(0, 10) == [0, 2, 4, 6, 8, 10])
    #expect(
      Ticks.between(-0.31, 0.29).map { Ticks.text($0) } == [
        "-0.3", "-0.2", "-0.1", "0", "0.1", "0.2",
      ])
    #expect(Ticks.text(12345) == "12,345" && Ticks.text(2.5e12) == "2.5e12")
    #expect(Ticks.between(3, 3) == [3])
  }

  @Test(arguments: [1, 2, 5]) func fewAndEqualPoints(n: Int) throws {
    let equal = Layout(
      method: "pca", title: "PCA", components: 2, coordinates: [Float](repeating: 3, count: 2 * n))
    let plot = ScatterPlot(layout: equal, color: nil, title: "equal")
    #expect(try counts(plot, [Palette.categories[0].mixed(with: .paper, 1 - plot.opacity)])[0] >= 0)
    let (pixels, _, _) = try PNG.decode(plot.png(), format: .rgb)
    #expect(pixels.contains { $0 < 128 })
  }

  @Test func farOutliersDoNotSqueezeTheRest() {
    var points = (0..<1000).map { (x: Float($0 % 40), y: Float($0 / 40)) }
    points[5] = (1e6, 3)
    let frame = PlotFrame(points, area: (0..<1000, 0..<1000))
    #expect(frame.outside == 1)
    #expect(frame.place(points[5]).x == 1000)
    #expect(frame.place(points[39]).x - frame.place(points[0]).x > 500)
    let plain = PlotFrame(Array(points.suffix(900)), area: (0..<1000, 0..<1000))
    #expect(plain.outside == 0)
  }

  @Test func hostileTexts() throws {
    let names = [
      "<script>", "a\tb\nc", "💥💥", "\u{202E}right", String(repeating: "x", count: 10_000),
      "Ünïcødé",
    ]
    let column = Column(
      name: String(repeating: "n", count: 5000), values: (0..<60).map { names[$0 % 6] })
    let plot = ScatterPlot(
      layout: layout(60, components: 3), color: column,
      title: String(repeating: "title ", count: 900))
    #expect(try plot.png().count > 10_000)
  }
}

extension Color {
  fileprivate func isNear(_ other: Color) -> Bool {
    abs(red - other.red) + abs(green - other.green) + abs(blue - other.blue) < 0.3
  }
}
