import Formats
import Foundation
import Testing
import Values

/// A map as a tensor: what the page makes of it is the map.
@Suite struct LayoutTensorTests {
  /// The tensor's numbers, row by row.
  private func tensor(_ coordinates: [Float], components: Int) throws -> [[Double]] {
    let rows = coordinates.count / components
    var projection = SampleProjection(rows: rows, components: components).projection
    projection.layouts[1].coordinates = coordinates
    let floats = try SampleProjection.write(projection).floats("tsne.bytes")
    #expect(floats.count == rows * 3)
    return (0..<rows).map { row in floats[row * 3..<row * 3 + 3].map(Double.init) }
  }

  @Test func threeDimensionsStayAsTheyAre() throws {
    let values = (0..<30).map { Float($0 * $0 % 17) / 3 - 2 }
    #expect(try tensor(values, components: 3).flatMap { $0 } == values.map(Double.init))
  }

  /// Long and thin, a triangle, a cross off the center, one far outlier.
  static let maps: [[(Double, Double)]] = [
    (0..<200).map { i -> (Double, Double) in
      let x = Double(i)
      return (x, 9 * sin(x) + x / 7)
    },
    [(0, 0), (5, 1), (1, 2)],
    (-10...10).flatMap { i -> [(Double, Double)] in
      let x = Double(i)
      return [(x + 100, 50), (100, 3 * x + 50)]
    },
    (0..<50).map { i -> (Double, Double) in
      let x = Double(i)
      return (cos(x), sin(2 * x))
    } + [(40, -3)],
  ]

  @Test(arguments: maps) func flatMapsKeepTheirShapeOnThePage(map: [(Double, Double)]) throws {
    let stored = map.map { (Double(Float($0.0)), Double(Float($0.1))) }
    let rows = try tensor(map.flatMap { [Float($0.0), Float($0.1)] }, components: 2)
    // As the page does: eigenvectors of the second moments, not centered.
    var (xx, xy, yy) = (0.0, 0.0, 0.0)
    for row in rows {
      (xx, xy, yy) = (xx + row[0] * row[0], xy + row[0] * row[1], yy + row[1] * row[1])
      #expect(row[2] == 0)
    }
    #expect(abs(xy) < 1e-5 * xx && xx > 3 * yy, "its axes are the page's")
    // The page turns both axes round.
    let shown = rows.map { (-$0[0], -$0[1]) }
    let width = extent(shown.map(\.0))
    #expect(abs(width - extent(shown.map(\.1))) < 1e-4 * width, "stretched alike")
    // Turned by at most 45 degrees, not mirrored, and nothing else: all vectors between points.
    let (a, b) = (shown[1], shown[0])
    let (c, d) = (stored[1], stored[0])
    let turn = Complex(a.0 - b.0, a.1 - b.1) / Complex(c.0 - d.0, c.1 - d.1)
    #expect(abs(turn.size - 1) < 1e-3 && turn.real > 0.7)
    for (place, old) in zip(shown, stored) {
      let moved = turn * Complex(old.0 - d.0, old.1 - d.1)
      #expect(abs(place.0 - b.0 - moved.real) < 1e-3 * width)
      #expect(abs(place.1 - b.1 - moved.imaginary) < 1e-3 * width)
    }
  }

  @Test(arguments: [[3, 3, 3, 3, 3, 3], [0, 0, 1, 2, 2, 4], [5, 1, 6, 1, 9, 1]] as [[Float]])
  func pointsInOneLineOrPlaceAreFinite(coordinates: [Float]) throws {
    let rows = try tensor(coordinates, components: 2)
    #expect(rows.allSatisfy { $0.allSatisfy(\.isFinite) })
    let old = coordinates[2] - coordinates[0]
    #expect(abs(Float(rows[0][0] - rows[1][0]) - old) < 1e-4)
  }

  private func extent(_ values: [Double]) -> Double {
    (values.max() ?? 0) - (values.min() ?? 0)
  }
}

private struct Complex {
  let real: Double
  let imaginary: Double

  init(_ real: Double, _ imaginary: Double) { (self.real, self.imaginary) = (real, imaginary) }

  var size: Double { (real * real + imaginary * imaginary).squareRoot() }

  static func * (a: Complex, b: Complex) -> Complex {
    Complex(
      a.real * b.real - a.imaginary * b.imaginary, a.real * b.imaginary + a.imaginary * b.real)
  }

  static func / (a: Complex, b: Complex) -> Complex {
    let square = b.size * b.size
    return a * Complex(b.real / square, -b.imaginary / square)
  }
}
