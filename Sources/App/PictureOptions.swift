import ArgumentParser
import Formats
import Values

/// How the pictures look.
struct PictureOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Size of pictures in points.", valueName: "width x height"))
  var plotSize = "1200x900"

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Pixels a point in PNG.", valueName: "number"))
  var plotScale = "2"

  @Option(help: ArgumentHelp("Paper of pictures.", valueName: "light|dark"))
  var plotTheme = "light"

  @Option(
    help: ArgumentHelp(
      "Colors. For groups: astrolabe, okabe-ito, tol-bright; for numbers: viridis, cividis, magma; "
        + "for numbers on both sides of zero: blue-red, purple-green; auto: what suits the column.",
      valueName: "name"))
  var plotPalette = "auto"

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Title. (default: the name and the method)", valueName: "text"))
  var plotTitle: String?

  @Option(help: ArgumentHelp("File formats, comma-separated: png, svg.", valueName: "list"))
  var plotFormat = "png"

  @Option(
    help: ArgumentHelp(
      "Names on the map: auto: those of the color's groups that have a place of their own; or those "
        + "of a metadata column.", valueName: "auto|off|column"))
  var plotLabels = "auto"
}

extension PlotOptions {
  init(_ words: PictureOptions) throws {
    self.init()
    (width, height) = try Self.size(words.plotSize)
    scale = try Self.scale(words.plotScale)
    let (across, down) = pixels
    guard across * down <= Self.mostPixels, across > 0, down > 0 else {
      throw CallError(
        "--plot-size \(words.plotSize) at --plot-scale \(words.plotScale): a picture of "
          + "\(grouped(across)) x \(grouped(down)) pixels is too large; "
          + "\(grouped(Self.mostPixels)) pixels are the most")
    }
    paper = try OptionWords.choice("--plot-theme", words.plotTheme, Paper.self)
    palette = try OptionWords.choice("--plot-palette", words.plotPalette, Palette.self)
    title = words.plotTitle
    formats = try Self.formats(words.plotFormat)
    labels =
      switch words.plotLabels {
      case "auto": .auto
      case "off": .off
      default: .column(words.plotLabels)
      }
  }

  private static func size(_ word: String) throws -> (Int, Int) {
    let parts = word.lowercased().split(separator: "x", omittingEmptySubsequences: false)
      .map { Int($0.filter { $0 != " " }) }
    guard parts.count == 2, let width = parts[0], let height = parts[1] else {
      throw CallError("--plot-size \(word): expected a width and a height such as 1200x900")
    }
    guard sides.contains(width), sides.contains(height) else {
      throw CallError(
        "--plot-size \(word): expected sides of \(grouped(sides.lowerBound)) to "
          + "\(grouped(sides.upperBound)) points")
    }
    return (width, height)
  }

  private static func scale(_ word: String) throws -> Double {
    guard let scale = Double(word), scales.contains(scale) else {
      throw CallError(
        "--plot-scale \(word): expected a number of \(number(scales.lowerBound)) to "
          + number(scales.upperBound))
    }
    return scale
  }

  private static func formats(_ list: String) throws -> [Format] {
    var formats: [Format] = []
    for word in list.split(separator: ",", omittingEmptySubsequences: false) {
      let format = try OptionWords.choice(
        "--plot-format", String(word.drop { $0 == " " }), Format.self)
      guard !formats.contains(format) else {
        throw CallError("--plot-format \(list): \(format.rawValue) is there twice")
      }
      formats.append(format)
    }
    return formats
  }
}
