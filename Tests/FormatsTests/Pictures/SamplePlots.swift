@testable import Formats
import Values

/// Points for pictures.
enum SamplePlots {
  static func layout(_ n: Int, components: Int = 2, seed: UInt64 = 1) -> Layout {
    var random = SplitMix64(seed: seed)
    let values = (0..<n * components).map { _ in Float.random(in: -50...50, using: &random) }
    return Layout(method: "tsne", title: "t-SNE", components: components, coordinates: values)
  }

  /// `groups` round heaps on a ring, point i in heap i % groups.
  static func heaps(_ n: Int, groups: Int) -> Layout {
    var random = SplitMix64(seed: 5)
    var values: [Float] = []
    for index in 0..<n {
      let turn = Float(index % groups) / Float(groups) * 4
      // A square's rim is as good as a ring.
      let corner: (x: Float, y: Float) =
        switch Int(turn) {
        case 0: (turn, 0)
        case 1: (1, turn - 1)
        case 2: (3 - turn, 1)
        default: (0, 4 - turn)
        }
      for center in [corner.x, corner.y] {
        let spread = (0..<4).map { _ in Float.random(in: -0.5...0.5, using: &random) }
        values.append(center * 100 + spread.reduce(0, +) * 3)
      }
    }
    return Layout(method: "tsne", title: "t-SNE", components: 2, coordinates: values)
  }

  static func plot(
    _ layout: Layout, _ color: Column? = nil, title: String = "x",
    options: PlotOptions = options(1200, 900, scale: 0.5), labels: Column? = nil
  ) -> ScatterPlot {
    let colors = PointColors(color, count: layout.rows, options)
    return ScatterPlot(
      layout: layout, colors: colors,
      labels: PlotLabels(options.labels, column: labels, colors: colors), title: title,
      options: options)
  }

  static func options(_ width: Int, _ height: Int, scale: Double = 1) -> PlotOptions {
    var options = PlotOptions()
    (options.width, options.height, options.scale) = (width, height, scale)
    return options
  }

  /// Texts that real files hold.
  static let hostileTexts = [
    "<script>alert(1)</script> & \"quotes\"", "a\tb\nc", "💥👩‍💻", "\u{202E}right to left", "", "  ",
    String(repeating: "x", count: 10_000), "Ünïcødé ‰", "\u{0}\u{1B}[31m\u{FFFF}", "עברית العربية",
    "日本語のラベル", "]]>", String(repeating: "word ", count: 2000),
  ]
}
