import Testing

@testable import Formats
import Values
@testable import Viewer

/// The page is told what the run's pictures do with a column, and does not decide again.
@Suite struct ColumnColoringTests {
  private static let columns = [
    Column(name: "few numbers", values: (0..<300).map { String($0 % 9) }),
    Column(name: "cluster id", values: (0..<600).map { String($0 * $0 % 31 - 1) }),
    Column(name: "age", values: (0..<600).map { String($0 % 80) }),
    Column(name: "forty kinds", values: (0..<900).map { "kind \($0 % (1 + $0 % 40))" }),
    Column(name: "a thousand kinds", values: (0..<4000).map { "g\($0 % 1000)" }),
    Column(name: "change", values: (0..<400).map { String(Double($0) / 100 - 1) }),
    Column(name: "price", values: (0..<2000).map { String(Double(1 << ($0 % 20)) / 8) }),
    Column(name: "far out", values: (0..<999).map { String($0 == 7 ? 1e9 : Double($0 % 50)) }),
    Column(name: "gaps", values: (0..<200).map { $0 % 5 == 0 ? "" : String($0) }),
    Column(name: "told gaps", values: (0..<200).map { $0 % 5 == 0 ? "(empty)" : String($0) }),
    Column(name: "texts", values: (0..<200).map { "text \($0 * 7919 % 200)" }),
    Column(name: "nothing", values: [String](repeating: "", count: 60)),
  ]

  @Test(arguments: columns.map(\.name), [Palette.auto, .okabeIto, .viridis, .blueRed])
  func pageAndPictureDecideAlike(_ name: String, _ palette: Palette) throws {
    let column = try #require(Self.columns.first { $0.name == name })
    var plots = PlotOptions()
    plots.palette = palette
    let picture = PointColors(column, count: column.values.count, plots)
    let page = ColumnBlocks(column, index: 0, plots)
    let told = Dictionary(uniqueKeysWithValues: page.manifest.map { ($0.name, $0.value) })
    switch picture.key {
    case .none: Issue.record("the picture has no colors")
    case .scale(let scale, _):
      #expect(told["groups"] == nil && page.blocks.first?.name == "column0.numbers")
      let scaling = scale.isLogarithmic ? "log" : scale.isDiverging ? "diverging" : "linear"
      #expect(
        told["scale"]?.compact
          == #"{"scaling":"\#(scaling)","low":\#(scale.low),"high":\#(scale.high),"#
          + #""below":\#(scale.below),"above":\#(scale.above)}"#)
    case .groups(let groups):
      #expect(told["scale"] == nil)
      guard case .array(let rows) = told["groups"] else { throw DataError("no groups are told") }
      let names = try rows.map { row in
        guard case .integer(let row) = row else { throw DataError("a row is no number") }
        return column.values[row]
      }
      // Too many for a palette: the picture has room for all, the page for the largest.
      let colored = groups.filter { $0.color != plots.theme.none }.map(\.name)
      #expect(names == (picture.isByPlace ? Array(colored.prefix(24)) : colored))
    }
  }

  /// What those columns are, so that all cases are seen.
  @Test func theColumnsAreOfEveryKind() {
    let scales = Self.columns.filter { column in
      if case .scale = ColumnColoring(column) { return true }
      return false
    }
    #expect(
      scales.map(\.name) == ["age", "change", "price", "far out", "gaps", "told gaps"])
  }
}
