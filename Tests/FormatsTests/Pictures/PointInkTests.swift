import Testing

@testable import Formats
import Values

@Suite struct PointInkTests {
  private func ink(_ places: [(x: Float, y: Float)]) -> PointInk {
    PointInk(places, area: (0..<400, 0..<400))
  }

  /// `count` places in a square of `side` pixels at (x, y).
  private func heap(_ count: Int, x: Float, y: Float, side: Float) -> [(x: Float, y: Float)] {
    var random = SplitMix64(seed: 3)
    return (0..<count).map { _ in
      (x + .random(in: 0..<side, using: &random), y + .random(in: 0..<side, using: &random))
    }
  }

  @Test func fewPointsAreLargeManySmall() {
    let radii = [1, 5, 1000, 20_000, 100_000].map {
      ink(heap($0, x: 0, y: 0, side: 400)).radius
    }
    #expect(radii == radii.sorted(by: >) && radii[0] == 10 && radii[4] < 0.6)
  }

  @Test func heapsGetDarkerTheDenserTheyAre() {
    // Layers of ink double from heap to heap; the point in the corner is by itself.
    let counts = [2000, 4000, 8000, 16_000, 32_000]
    var places: [(x: Float, y: Float)] = [(395, 395)]
    for (index, count) in counts.enumerated() {
      places += heap(count, x: Float(index) * 75, y: 150, side: 50)
    }
    let ink = ink(places)
    let covers = counts.enumerated().map { index, count -> Float in
      let opacity = ink.opacity((Float(index) * 75 + 25, 175))
      let layers = Float(count) / 2500 * .pi * ink.radius * ink.radius
      var left: Float = 1
      for _ in 0..<Int(layers * 8) { left *= 1 - opacity / 8 }
      return 1 - left
    }
    #expect(covers == covers.sorted())
    #expect(covers[0] < 0.8 && covers[4] > 0.9, "\(covers)")
    #expect(ink.opacity((395, 395)) > 0.4)
  }

  @Test func pointsOnTheRimAndOutsideAreCounted() {
    let ink = ink([(0, 0), (400, 400), (-10, 200), (450, 450)])
    for place: (x: Float, y: Float) in [(0, 0), (400, 400), (-10, 200), (450, 450)] {
      #expect((0.4...1).contains(ink.opacity(place)))
    }
  }
}
