import Testing

@testable import Formats
import Values

/// The groups that points are colored by; throws when they are colored by numbers.
func groups(_ colors: PointColors) throws -> [PointColors.Group] {
  guard case .groups(let groups) = colors.key else { throw DataError("no groups") }
  return groups
}

@Suite struct PointColorsTests {
  private func scale(_ colors: PointColors) throws -> (ColorScale, Palette) {
    guard case .scale(let scale, let palette) = colors.key else { throw DataError("no scale") }
    return (scale, palette)
  }

  private func colors(_ name: String, _ values: [String], _ palette: Palette = .auto) -> PointColors
  {
    var options = PlotOptions()
    options.palette = palette
    return PointColors(Column(name: name, values: values), count: values.count, options)
  }

  @Test func manyValuesAreTheLargestAndOthers() throws {
    let values =
      (0..<100).flatMap { [String](repeating: "v\($0)", count: $0 < 30 ? 300 - $0 : 5) } + ["", ""]
    let found = try groups(colors("c", values))
    #expect(found.map(\.name) == (0..<24).map { "v\($0)" } + ["other (76)", "(empty)"])
    #expect(found[0].count == 300 && found[25].count == 2)
    #expect(found.reduce(0) { $0 + $1.count } == values.count)
    #expect(Set(found.prefix(24).map(\.color)).count == 24)
    let few = try groups(colors("c", values, .okabeIto))
    #expect(few.map(\.name) == (0..<8).map { "v\($0)" } + ["other (92)", "(empty)"])
  }

  @Test func aThousandGroupsHaveColorsByTheirPlaces() throws {
    let names = (0..<4000).map { "g\($0 % 1000)" }
    let colors = colors("c", names)
    #expect(colors.isByPlace)
    let layout = SamplePlots.heaps(4000, groups: 1000)
    let plot = SamplePlots.plot(layout, Column(name: "c", values: names))
    #expect(Set(plot.scene.dots.map(\.color)).count > 500)
    // Neighbors look alike, opposites do not.
    let byPlace = plot.scene.dots.sorted { ($0.y, $0.x) < ($1.y, $1.x) }
    let (top, bottom) = (byPlace[5].color, byPlace[3990].color)
    #expect(abs(top.red - bottom.red) + abs(top.blue - bottom.blue) > 0.2)
    var texts: [String] = []
    for case .text(let text) in plot.scene.shapes { texts.append(text.text) }
    #expect(texts.contains { $0.contains("colored by their places") })
    #expect(texts.contains { $0.hasPrefix("and ") && $0.hasSuffix(" more") })
    // A few large groups keep the palette, and the small ones are "other".
    let uneven = (0..<4000).map { $0 % 3 == 0 ? "s\($0)" : "big" }
    #expect(!self.colors("c", uneven).isByPlace)
  }

  /// scanpy numbers its clusters from 0, and calls the columns by the algorithms.
  @Test(arguments: ["leiden", "louvain", "leiden_r1.2", "Louvain"])
  func clustersOfScanpyAreGroups(name: String) throws {
    let numbers = (0..<200).map { "\($0 % 20)" }
    let found = try groups(colors(name, numbers))
    #expect(found.map(\.name) == (0..<20).map(String.init))
    #expect(throws: DataError.self) { try groups(colors("score", numbers)) }
  }

  @Test func cellsThatSayEmptyAreEmpty() throws {
    let colors = colors("c", ["a", "", "(empty)", "a", "(empty)"])
    let found = try groups(colors)
    #expect(found.map(\.name) == ["a", "(empty)"] && found.map(\.count) == [2, 3])
    #expect([1, 2, 4].allSatisfy { colors.colors[Int(colors.classes[$0])] == Theme.light.none })
  }

  @Test func labelsThatAreNumbersComeInTheirOrder() throws {
    #expect(
      try groups(colors("c", ["10", "9", "9", "-1", "2"])).map(\.name) == ["-1", "2", "9", "10"])
  }

  @Test func numbersThatNameGroupsAreGroups() throws {
    let values = (0..<600).map { String($0 % 20 - 1) }
    for name in ["Label", "cluster_id", "HDBSCAN cluster", "class"] {
      #expect(try groups(colors(name, values)).count == 20, "\(name)")
    }
    #expect(try scale(colors("age", values)).0.high == 18)
    // The palette may say it too.
    #expect(try groups(colors("age", values, .astrolabe)).count == 20)
    #expect(try scale(colors("Label", values, .cividis)).1 == .cividis)
    // 1,500 numbers are no labels.
    #expect(try scale(colors("Label", (0..<1500).map(String.init))).1 == .viridis)
  }

  @Test func manyNumbersAreAScale() throws {
    let values = (0..<200).map { $0 == 7 ? "" : String(Double($0) / 7) }
    let colors = colors("c", values)
    let (scale, palette) = try scale(colors)
    #expect(scale.low == 0 && scale.high == 199.0 / 7 && scale.empty == 1)
    #expect(!scale.isLogarithmic && !scale.isDiverging && scale.above + scale.below == 0)
    #expect(palette == .viridis)
    #expect(colors.colors[Int(colors.classes[7])] == Theme.light.none)
    #expect(colors.classes[0] == 0 && colors.classes[199] == 199)
  }

  @Test func valuesFarOutDoNotSqueezeTheOthers() throws {
    var values = (0..<1000).map { Double($0 % 100) }
    values[17] = 1e7
    values[18] = 2e8
    values[19] = -1e9
    let (found, _) = try scale(colors("c", values.map(String.init(describing:))))
    #expect(found.above == 2 && found.below == 1)
    #expect(found.high >= 99 && found.high < 300 && found.low <= 0 && found.low > -200)
    #expect(found.share(99) - found.share(0) > 0.2)
    // Without values far out, the ends are the data's own.
    let (plain, _) = try scale(colors("c", (0..<1000).map { String($0 % 100) }))
    #expect(plain.low == 0 && plain.high == 99 && plain.above == 0)
    // More than half of them equal: quartiles say nothing.
    let zeros = (0..<1000).map { $0 % 3 == 0 ? Double($0) : 0 }
    let (sparse, _) = try scale(colors("c", zeros.map(String.init(describing:))))
    #expect(sparse.high > 900)
  }

  @Test func ratiosHaveALogarithmicScale() throws {
    var random = SplitMix64(seed: 2)
    let values = (0..<2000).map { index -> String in
      var power = Double.random(in: -1...3, using: &random)
      var value = 1.0
      while power >= 1 { (power, value) = (power - 1, value * 10) }
      return index % 100 == 0 ? "0" : String(value * (1 + 9 * max(0, power)))
    }
    let (found, _) = try scale(colors("price", values))
    #expect(found.isLogarithmic && found.low > 0 && found.below == 20)
    #expect(found.share(0) == 0)
    let middle = found.share((found.low * found.high).squareRoot())
    #expect(abs(middle - 0.5) < 1e-9)
    let (even, _) = try scale(colors("price", (1...2000).map(String.init)))
    #expect(!even.isLogarithmic)
  }

  @Test func bothSidesOfZeroDiverge() throws {
    let values = (0..<400).map { Double($0) / 100 - 1 }
    let colors = colors("change", values.map(String.init(describing:)))
    let (found, palette) = try scale(colors)
    #expect(found.isDiverging && palette == .blueRed)
    // Zero has the middle color, and equal distances from it are equally far from the middle.
    let middle = Palette.blueRed.ramp(0.5, .light)
    let zero = colors.colors[Int(colors.classes[100])]
    #expect(abs(zero.red - middle.red) < 0.03 && abs(zero.blue - middle.blue) < 0.03)
    #expect(abs(found.paletteShare(found.share(1)) - 2 / 3) < 0.01)
    #expect(abs(found.paletteShare(found.share(-1)) - 1 / 3) < 0.01)
    // A little noise under zero is no other side.
    let noisy = (0..<400).map { String(Double($0) / 100 - 0.02) }
    #expect(try !scale(self.colors("c", noisy)).0.isDiverging)
  }

  @Test func palettesThatDoNotFitAreSaid() throws {
    let numbers = (0..<300).map { String(Double($0) / 3) }
    let wrong = colors("weight", numbers, .okabeIto)
    #expect(try scale(wrong).1 == .viridis)
    #expect(wrong.note?.contains("--plot-palette okabe-ito") == true)
    #expect(wrong.note?.contains("'weight'") == true)
    #expect(colors("weight", numbers, .purpleGreen).note == nil)
    let texts = (0..<30).map { "t\($0 % 5)" }
    let stepped = colors("c", texts, .viridis)
    #expect(try groups(stepped).count == 5 && stepped.note == nil)
    #expect(try groups(stepped)[0].color == Palette.viridis.ramp(0, .light))
  }

  @Test func hugeAndEqualNumbers() throws {
    let most = Double.greatestFiniteMagnitude
    let values = (0..<200).map { String(($0 % 2 == 0 ? -most : most) / Double($0 + 1)) }
    let (found, _) = try scale(colors("c", values))
    #expect(found.share(found.low) == 0 && found.share(found.high) == 1)
    let same = [String](repeating: "5", count: 30)
    #expect(try scale(colors("c", same, .magma)).0.share(5) == 0.5)
  }
}
