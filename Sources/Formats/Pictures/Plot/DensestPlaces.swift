/// Where each group is most at home on a map: the place around which most of its points lie.
struct DensestPlaces {
  struct Place: Equatable {
    var x, y: Float
    /// Of all points around there, the share that is the group's.
    var share: Float
  }

  /// Units of a cell's side in which points are counted: 8 on a page of normal size.
  private let cell: Float
  /// Cells that are added up on each side, twice: a group's middle, not its tightest knot, is where
  /// a reader looks for its name.
  private static let reach = 4

  private let columns: Int
  private let rows: Int
  private let origin: (x: Float, y: Float)
  private let cells: [Int32]
  private let places: [(x: Float, y: Float)]
  private let all: [Float]

  /// `places`: where the points stand in `area`, in units of the page.
  init(_ places: [(x: Float, y: Float)], area: (x: Range<Int>, y: Range<Int>)) {
    let cell = max(2, Float(min(area.x.count, area.y.count)) / 95)
    let columns = Int(Float(area.x.count) / cell) + 1
    let rows = Int(Float(area.y.count) / cell) + 1
    let origin = (x: Float(area.x.lowerBound), y: Float(area.y.lowerBound))
    cells = places.map { place in
      let column = min(columns - 1, max(0, Int((place.x - origin.x) / cell)))
      let row = min(rows - 1, max(0, Int((place.y - origin.y) / cell)))
      return Int32(row * columns + column)
    }
    self.cell = cell
    self.columns = columns
    self.rows = rows
    self.origin = origin
    self.places = places
    var counts = [Float](repeating: 0, count: columns * rows)
    for cell in cells { counts[Int(cell)] += 1 }
    all = Self.blurred(counts, columns, rows)
  }

  /// The densest place of the points `members`, at least one.
  func place(of members: [Int]) -> Place {
    var counts = [Float](repeating: 0, count: columns * rows)
    for member in members { counts[Int(cells[member])] += 1 }
    let density = Self.blurred(counts, columns, rows)
    var best = 0
    for cell in density.indices where density[cell] > density[best] { best = cell }
    // The middle of the members around the densest cell.
    let (column, row) = (best % columns, best / columns)
    var sum = (x: Double(0), y: Double(0), count: Double(0))
    for member in members {
      let cell = Int(cells[member])
      guard abs(cell % columns - column) <= Self.reach,
        abs(cell / columns - row) <= Self.reach
      else { continue }
      sum.x += Double(places[member].x)
      sum.y += Double(places[member].y)
      sum.count += 1
    }
    let share = all[best] > 0 ? density[best] / all[best] : 0
    guard sum.count > 0 else { return Place(x: origin.x, y: origin.y, share: share) }
    return Place(x: Float(sum.x / sum.count), y: Float(sum.y / sum.count), share: share)
  }

  /// Sums over nine cells along both axes, twice: nearly a Gaussian.
  private static func blurred(_ values: [Float], _ columns: Int, _ rows: Int) -> [Float] {
    var values = values
    for _ in 0..<2 {
      values = slid(values, lines: rows, line: columns, length: columns, step: 1)
      values = slid(values, lines: columns, line: 1, length: rows, step: columns)
    }
    return values
  }

  private static func slid(
    _ values: [Float], lines: Int, line: Int, length: Int, step: Int
  ) -> [Float] {
    var result = values
    for index in 0..<lines {
      let start = index * line
      var sum: Float = 0
      for place in 0..<min(reach, length) { sum += values[start + place * step] }
      for place in 0..<length {
        if place + reach < length { sum += values[start + (place + reach) * step] }
        if place > reach { sum -= values[start + (place - reach - 1) * step] }
        result[start + place * step] = sum
      }
    }
    return result
  }
}
