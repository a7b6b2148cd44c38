import Testing

@testable import Formats

@Suite struct PlotFrameTests {
  private let area = (x: 0..<1000, y: 0..<600)

  @Test func everyPointIsInsideAtOneScale() {
    let points: [(x: Float, y: Float)] = [(-3, 0), (5, 1), (2, -2)]
    let frame = PlotFrame(points, area: area)
    let places = points.map { frame.place($0) }
    for place in places {
      #expect(!place.isOutside && (0...1000).contains(place.x) && (0...600).contains(place.y))
    }
    #expect(abs(places[1].x - places[0].x - 8 * (places[0].y - places[1].y)) < 0.01)
    #expect(places[2].y > places[0].y)
  }

  @Test func equalPointsStandInTheMiddle() {
    let frame = PlotFrame([(7, 7), (7, 7)], area: area)
    #expect(frame.place((7, 7)) == (500, 300, false))
  }

  @Test func farOutliersStandAtTheEdgeInTheirDirection() {
    var points = (0..<1000).map { (x: Float($0 % 40), y: Float($0 / 40)) }
    points[5] = (1e6, 3)
    points[6] = (-1e6, -1e6)
    let frame = PlotFrame(points, area: area)
    #expect(points.filter { frame.place($0).isOutside }.count == 2)
    let right = frame.place(points[5])
    #expect(right.x == 1000 && abs(right.y - 300) < 1)
    let corner = frame.place(points[6])
    #expect(corner.y == 600 && abs(corner.x - 200) < 1)
    #expect(frame.place(points[39]).x - frame.place(points[0]).x > 300)
    let plain = PlotFrame(Array(points.suffix(900)), area: area)
    #expect(!points.suffix(900).contains { plain.place($0).isOutside })
  }

  @Test func hugeNumbersDoNotOverflow() {
    let most = Float.greatestFiniteMagnitude
    let points: [(x: Float, y: Float)] = [(-most, most), (most, -most), (0, 0)]
    let frame = PlotFrame(points, area: area)
    #expect(frame.place(points[0]) == (200, 0, false))
    #expect(frame.place(points[2]) == (500, 300, false))
  }
}
