import Testing

@testable import Formats

@Suite struct ScatterPlotTests {
  private func layout(_ n: Int, components: Int = 2, seed: UInt64 = 1) -> Layout {
    var random = SplitMix64(seed: seed)
    let values = (0..<n * components).map { _ in Float.random(in: -50...50, using: &random) }
    return Layout(method: "tsne", title: "t-SNE", components: components, coordinates: values)
  }

  /// Pixels near each color, of every ninth in the plot's area.
  private func counts(_ plot: ScatterPlot, _ colors: [Color]) throws -> [Int] {
    let (pixels, width, _) = try PNG.decode(plot.png(), format: .rgb)
    var counts = [Int](repeating: 0, count: colors.count)
    for y in plot.plotArea.y where y % 3 == 0 {
      for x in plot.plotArea.x where x % 3 == 0 {
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
    let found = try counts(plot, Palette.categories(10))
    #expect(found.allSatisfy { $0 > 100 }, "\(found)")
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
      #expect(plot.plotArea.x.upperBound + 20 < plot.legendSpan.lowerBound)
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

  @Test func cellsThatSayEmptyAreEmpty() {
    let colors = PointColors(
      Column(name: "c", values: ["a", "", "(empty)", "a", "(empty)"]), count: 5)
    guard case .groups(let groups) = colors.key else { return #expect(Bool(false)) }
    #expect(groups.map(\.name) == ["a", "(empty)"] && groups.map(\.count) == [2, 3])
    #expect([1, 2, 4].allSatisfy { colors.colors[Int(colors.classes[$0])] == .none })
  }

  @Test func labelsThatAreNumbersComeInTheirOrder() {
    let colors = PointColors(Column(name: "c", values: ["10", "9", "9", "-1", "2"]), count: 5)
    guard case .groups(let groups) = colors.key else { return #expect(Bool(false)) }
    #expect(groups.map(\.name) == ["-1", "2", "9", "10"])
  }

  @Test func manyNumbersAreAScale() throws {
    let column = Column(name: "c", values: (0..<200).map { $0 == 7 ? "" : String(Double($0) / 7) })
    let colors = PointColors(column, count: 200)
    guard case .scale(let least, let most, let empty) = colors.key else {
      return #expect(Bool(false))
    }
    #expect(least == 0 && most == 199.0 / 7 && empty == 1)
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
    #expect(try counts(plot, [Palette.single])[0] > 60)
  }

  @Test func pointsWithoutAPlaceAreLeftOut() throws {
    let column = Column(name: "c", values: ["a", "a", "b", "b"])
    for components in [2, 3] {
      var map = layout(4, components: components)
      map.coordinates[0] = .nan
      map.coordinates[components] = -.infinity
      let plot = ScatterPlot(layout: map, color: column, title: "x")
      let found = try counts(plot, Palette.categories(2))
      #expect(found[0] == 0 && found[1] > 60)
    }
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
    let (pixels, width, height) = try PNG.decode(plot.png(), format: .rgb)
    // The margins stay white: no text runs out of the picture.
    for y in 0..<height {
      for x in [0, 40, width - 40, width - 1] { #expect(pixels[3 * (y * width + x)] == 255) }
    }
  }
}

extension Color {
  fileprivate func isNear(_ other: Color) -> Bool {
    abs(red - other.red) + abs(green - other.green) + abs(blue - other.blue) < 0.3
  }
}
