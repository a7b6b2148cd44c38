import Foundation
import Testing

@testable import Formats
import Values

@Suite struct MapLabelsTests {
  private func noneOverlap(_ plot: ScatterPlot) -> Bool {
    let boxes = plot.labels.labels.map(\.box)
    for a in boxes.indices {
      for b in 0..<a where boxes[a].overlaps(boxes[b], gap: 0) { return false }
    }
    return true
  }

  private func allInside(_ plot: ScatterPlot) -> Bool {
    let area = plot.page.plotArea
    return plot.labels.labels.allSatisfy {
      $0.box.left >= Float(area.x.lowerBound) && $0.box.right <= Float(area.x.upperBound)
        && $0.box.top >= Float(area.y.lowerBound) && $0.box.bottom <= Float(area.y.upperBound)
    }
  }

  @Test func namesStandAtTheirGroups() throws {
    let column = Column(name: "c", values: (0..<2000).map { "group \($0 % 20)" })
    let plot = SamplePlots.plot(SamplePlots.heaps(2000, groups: 20), column)
    #expect(plot.labels.labels.count == 20 && plot.labels.leftOut == 0)
    #expect(noneOverlap(plot) && allInside(plot))
    let groups = try groups(PointColors(column, count: 2000))
    for label in plot.labels.labels {
      // The place is that of the group's own color.
      let name = label.lines.joined(separator: " ")
      let color = try #require(groups.first { $0.name == name }).color
      let own = plot.scene.dots.filter { $0.color == color }
      #expect(own.count == 100)
      let x = own.map(\.x).reduce(0, +) / 100
      let y = own.map(\.y).reduce(0, +) / 100
      #expect(abs(label.place.x - x) < 12 && abs(label.place.y - y) < 12, "\(name)")
    }
  }

  /// Twice the contrast with the paper that large text needs (WCAG 2.2, 1.4.3), and the group's
  /// hue.
  @Test func namesAreReadableInEveryColor() throws {
    for paper in [PlotOptions.Paper.light, .dark] {
      let column = Column(name: "c", values: (0..<2400).map { "group \($0 % 24)" })
      var options = PlotOptions()
      options.paper = paper
      let plot = SamplePlots.plot(
        SamplePlots.heaps(2400, groups: 24), column, options: options)
      #expect(plot.labels.labels.count == 24)
      for label in plot.labels.labels {
        let color = label.lettering.color
        #expect(contrast(color, options.theme.paper) > 6, "\(label.lines)")
        #expect(color != options.theme.ink)
      }
    }
  }

  private func contrast(_ a: Color, _ b: Color) -> Float {
    let lights = [a, b].map(luminance).sorted()
    return (lights[1] + 0.05) / (lights[0] + 0.05)
  }

  private func luminance(_ color: Color) -> Float {
    let parts = [color.red, color.green, color.blue].map {
      $0 <= 0.04045 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  @Test func namesNeverOverlapWhereThereIsNoRoom() {
    for (groups, size) in [(24, (1200, 900)), (24, (300, 225)), (200, (1200, 900))] {
      let column = Column(name: "c", values: (0..<4000).map { "a longer name \($0 % groups)" })
      let options = SamplePlots.options(size.0, size.1)
      let plot = SamplePlots.plot(
        SamplePlots.heaps(4000, groups: groups), nil, options: options, labels: column)
      #expect(noneOverlap(plot) && allInside(plot), "\(groups) \(size)")
      #expect(plot.labels.labels.count > 4)
      #expect(plot.labels.labels.count + plot.labels.leftOut == groups)
      #expect(
        plot.notes.contains { $0.contains("found no room") } == (plot.labels.leftOut > 0))
    }
  }

  @Test func strewnGroupsHaveNoNameOfThemselves() {
    let column = Column(name: "sex", values: (0..<3000).map { $0 * 7919 % 13 < 6 ? "f" : "m" })
    let plot = SamplePlots.plot(SamplePlots.layout(3000), column)
    #expect(plot.labels.labels.isEmpty)
    // Asked for, they have.
    var options = PlotOptions()
    options.labels = .column("sex")
    let asked = SamplePlots.plot(
      SamplePlots.layout(3000), column, options: options, labels: column)
    #expect(asked.labels.labels.count == 2)
    options.labels = .off
    let heaps = SamplePlots.heaps(3000, groups: 2)
    #expect(SamplePlots.plot(heaps, column, options: options).labels.labels.isEmpty)
  }

  @Test func hostileNamesAreShort() {
    let texts = SamplePlots.hostileTexts
    let column = Column(name: "c", values: (0..<1300).map { texts[$0 % texts.count] })
    let plot = SamplePlots.plot(
      SamplePlots.heaps(1300, groups: texts.count), nil, labels: column)
    #expect(plot.labels.labels.count > 5)
    #expect(noneOverlap(plot) && allInside(plot))
    #expect(plot.labels.labels.allSatisfy { $0.lines.count <= 2 })
    #expect(plot.labels.labels.allSatisfy { $0.box.right - $0.box.left <= 160 })
  }

  @Test func longNamesTakeTwoLines() {
    let lettering = Lettering(height: 10, color: Theme.light.ink)
    let lines = { MapLabels.lines($0, lettering, widest: 150) }
    #expect(lines("short") == ["short"])
    #expect(lines("natural language processing") == ["natural language", "processing"])
    #expect(lines(String(repeating: "m", count: 90)).count == 1)
    #expect(lines(String(repeating: "many words ", count: 20)).last?.hasSuffix("…") == true)
  }

  @Test func columnsThatAreNotThereAreErrors() throws {
    var options = PlotOptions()
    options.labels = .column("topik")
    let columns = [Column(name: "topic", values: []), Column(name: "year", values: [])]
    #expect {
      try options.labelColumn(of: columns)
    } throws: { error in
      "\(error)"
        == "--plot-labels topik: there is no such column; there are topic, year. Did you mean topic?"
    }
    options.labels = .column("year")
    #expect(try options.labelColumn(of: columns)?.name == "year")
    options.labels = .auto
    #expect(try options.labelColumn(of: columns) == nil)
  }
}
