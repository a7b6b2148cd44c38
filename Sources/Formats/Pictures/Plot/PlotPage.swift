/// Where things stand on a picture, in units of the page.
///
/// A unit is a point (1/96 inch) on a picture of 1200 x 900. Larger and smaller pictures have
/// larger and smaller units, but less so than they themselves are: a poster's letters are small on
/// it, a thumbnail's are large.
struct PlotPage: Sendable {
  /// Points a unit.
  let unit: Float
  /// Sides of the picture in units.
  let width: Float
  let height: Float
  /// Size of headings and margins: 1 on a page of normal size, down to a half.
  let grade: Float
  let margin: Float
  /// Baselines; no subtitle where there is no room for one.
  let titleLine: Float
  let subtitleLine: Float?
  let plotArea: (x: Range<Int>, y: Range<Int>)
  /// nil: there is none, or it would leave the plot too little room.
  let legendSpan: Range<Int>?

  /// The part of the width that a legend may take, and that it must leave.
  private static let widestLegend: Float = 0.3
  private static let leastPlot: Float = 0.45

  /// `legendWidth`: units that the legend wants; 0: there is none.
  init(width points: Int, height: Int, legendWidth: Float) {
    let size = (Float(points) * Float(height) / (1200 * 900)).squareRoot()
    // Also not wider or higher than a page of very unequal sides can be read.
    let least = min(Float(points) / 400, Float(height) / 300)
    let natural = size > 1 ? size.squareRoot() * size.squareRoot().squareRoot() : size.squareRoot()
    unit = max(0.35, min(natural, least))
    width = Float(points) / unit
    self.height = Float(height) / unit
    grade = min(1, max(0.5, min(width / 1000, self.height / 750)))
    margin = 40 * grade
    titleLine = margin + 22 * grade
    subtitleLine = self.height > 340 ? titleLine + max(18, 28 * grade) : nil
    let top = (subtitleLine ?? titleLine) + 28 * grade
    let right = width - margin
    let wanted = min(legendWidth, width * Self.widestLegend)
    let edge = right - wanted
    let plotEdge = edge - 30 * grade
    let lines = Int(top)..<max(Int(top) + 1, Int(self.height - margin))
    if legendWidth > 0, plotEdge - margin > width * Self.leastPlot {
      legendSpan = Int(edge)..<Int(right)
      plotArea = (Int(margin)..<Int(plotEdge), lines)
    } else {
      legendSpan = nil
      plotArea = (Int(margin)..<max(Int(margin) + 1, Int(right)), lines)
    }
  }
}
