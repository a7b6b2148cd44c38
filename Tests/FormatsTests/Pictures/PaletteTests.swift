import Foundation
import Testing

@testable import Formats

/// Colors are told apart by people with three kinds of cones, and with two.
@Suite struct PaletteTests {
  /// Machado, Oliveira and Fernandes 2009, full severity, on linear light.
  private static let eyes: [(name: String, matrix: [Double])] = [
    ("all cones", [1, 0, 0, 0, 1, 0, 0, 0, 1]),
    (
      "protanopia",
      [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998]
    ),
    (
      "deuteranopia",
      [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881]
    ),
    (
      "tritanopia",
      [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900]
    ),
  ]

  private func times(_ m: [Double], _ v: [Double]) -> [Double] {
    (0..<3).map { m[3 * $0] * v[0] + m[3 * $0 + 1] * v[1] + m[3 * $0 + 2] * v[2] }
  }

  /// Oklab (Ottosson 2020) of a color as these eyes see it.
  private func seen(_ color: Color, _ matrix: [Double]) -> [Double] {
    let light = [color.red, color.green, color.blue].map { value -> Double in
      value <= 0.04045 ? Double(value) / 12.92 : pow((Double(value) + 0.055) / 1.055, 2.4)
    }
    let cones = times(
      [
        0.4122214708, 0.5363325363, 0.0514459929, 0.2119034982, 0.6806995451, 0.1073969566,
        0.0883024619, 0.2817188376, 0.6299787005,
      ], times(matrix, light).map { min(1, max(0, $0)) })
    return times(
      [
        0.2104542553, 0.7936177850, -0.0040720468, 1.9779984951, -2.4285922050, 0.4505937099,
        0.0259040371, 0.7827717662, -0.8086757660,
      ], cones.map { cbrt($0) })
  }

  /// The least distance of two of `colors`, to any eyes.
  private func leastDistance(_ colors: [Color]) -> (distance: Double, words: String) {
    var least = (distance: Double.infinity, words: "")
    for (name, matrix) in Self.eyes {
      let labs = colors.map { seen($0, matrix) }
      for a in 0..<colors.count {
        for b in 0..<a {
          let square = zip(labs[a], labs[b]).map { ($0 - $1) * ($0 - $1) }.reduce(0, +)
          if square.squareRoot() < least.distance {
            least = (square.squareRoot(), "\(b) and \(a), \(name)")
          }
        }
      }
    }
    return least
  }

  @Test(arguments: [(8, 0.11), (12, 0.088), (24, 0.05)])
  func groupsAreToldApart(count: Int, least: Double) {
    for theme in [Theme.light, .dark] {
      let colors = Palette.astrolabe.categories(count, theme) + [theme.none, theme.paper]
      let found = leastDistance(colors)
      #expect(found.distance > least, "\(count) groups, dark \(theme.isDark): \(found)")
    }
  }

  @Test func palettesOfOthersAreToldApart() {
    for theme in [Theme.light, .dark] {
      for (palette, least) in [(Palette.okabeIto, 0.05), (.tolBright, 0.03)] {
        let colors = palette.categories(palette.mostGroups(theme), theme) + [theme.paper]
        let found = leastDistance(colors)
        #expect(found.distance > least, "\(palette) dark \(theme.isDark): \(found)")
      }
    }
  }

  @Test func everyCountHasItsColors() {
    for palette in Palette.allCases {
      for theme in [Theme.light, .dark] {
        for count in 0...palette.mostGroups(theme) {
          let colors = palette.categories(count, theme)
          #expect(colors.count == count && Set(colors).count == count, "\(palette) \(count)")
        }
      }
    }
  }

  @Test(arguments: [Palette.viridis, .cividis, .magma, .auto])
  func scalesGetLighterAllTheWay(palette: Palette) {
    for theme in [Theme.light, .dark] {
      for (name, matrix) in Self.eyes {
        let lightness = (0...40).map { seen(palette.ramp(Float($0) / 40, theme), matrix)[0] }
        #expect(zip(lightness, lightness.dropFirst()).allSatisfy { $1 > $0 - 0.004 }, "\(name)")
        #expect(lightness[40] - lightness[0] > 0.4)
      }
      #expect(palette.ramp(-1, theme) == palette.ramp(0, theme))
      #expect(palette.ramp(2, theme) == palette.ramp(1, theme))
    }
  }

  @Test(arguments: [Palette.blueRed, .purpleGreen])
  func divergingPalettesHaveTwoSidesOfEqualStrength(palette: Palette) {
    for theme in [Theme.light, .dark] {
      let ends = [palette.ramp(0, theme), palette.ramp(0.5, theme), palette.ramp(1, theme)]
      let found = leastDistance(ends)
      #expect(found.distance > 0.1, "\(palette) dark \(theme.isDark): \(found)")
      let lightness = ends.map { seen($0, Self.eyes[0].matrix)[0] }
      #expect(abs(lightness[0] - lightness[2]) < 0.06)
      // Away from the paper at both ends.
      let paper = seen(theme.paper, Self.eyes[0].matrix)[0]
      #expect(abs(lightness[0] - paper) > abs(lightness[1] - paper))
    }
  }

  @Test func lettersAreReadableOnBothPapers() {
    for theme in [Theme.light, .dark] {
      let lightness = [theme.paper, theme.ink, theme.quiet].map { seen($0, Self.eyes[0].matrix)[0] }
      #expect(abs(lightness[0] - lightness[1]) > 0.65 && abs(lightness[0] - lightness[2]) > 0.42)
    }
  }
}
