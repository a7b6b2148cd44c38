#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How large and how strong points are drawn, so that five are as readable as a million: a point by
/// itself is well seen, and where points lie in heaps, each gets so much less ink that the heap's
/// darkness grows with the logarithm of its density instead of ending in a flat stain.
struct PointInk {
  /// Units of the page.
  let radius: Float
  private let columns: Int
  private let rows: Int
  private let origin: (x: Float, y: Float)
  /// Opacity of the points in each cell, row by row.
  private let opacities: [Float]

  /// Units of a cell's side in which points are counted.
  private static let cell: Float = 4
  /// Opacity of the darkest heaps.
  private static let full: Float = 0.98
  /// Share of the points in heaps that are all as dark as can be.
  private static let heaps = 0.02

  /// `places`: where the points stand in `area`, in units of the page.
  init(_ places: [(x: Float, y: Float)], area: (x: Range<Int>, y: Range<Int>)) {
    let count = Float(max(1, places.count))
    radius = Self.radius(count, area: Float(area.x.count) * Float(area.y.count))
    origin = (Float(area.x.lowerBound), Float(area.y.lowerBound))
    columns = Int(Float(area.x.count) / Self.cell) + 1
    rows = Int(Float(area.y.count) / Self.cell) + 1
    var counts = [Float](repeating: 0, count: columns * rows)
    for place in places { counts[Self.index(place, origin, columns, rows)] += 1 }
    let disc = Float.pi * radius * radius / (Self.cell * Self.cell)
    let layers = Self.smoothed(counts, columns, rows).map { $0 * disc }
    let most = Self.depth(layers, counts, total: places.count)
    let alone = Self.opacityAlone(places.count)
    let least = min(alone, 0.18 * radius)
    opacities = layers.map { layer in
      guard layer > 1, most > 1 else { return alone }
      let cover = alone + (Self.full - alone) * min(1, logf(layer) / logf(most))
      return max(least, 1 - powf(1 - cover, 1 / layer))
    }
  }

  func opacity(_ place: (x: Float, y: Float)) -> Float {
    opacities[Self.index(place, origin, columns, rows)]
  }

  @inline(__always)
  private static func index(
    _ place: (x: Float, y: Float), _ origin: (x: Float, y: Float), _ columns: Int, _ rows: Int
  ) -> Int {
    let column = Int((place.x - origin.x) / cell)
    let row = Int((place.y - origin.y) / cell)
    return min(rows - 1, max(0, row)) * columns + min(columns - 1, max(0, column))
  }

  /// A share of the mean distance, larger for many points, whose heaps are tighter; but not so
  /// large that small groups run together.
  private static func radius(_ count: Float, area: Float) -> Float {
    let widest = min(10, 12 * powf(count, -0.1), (area / 500).squareRoot())
    let share = min(0.4, max(0.29, 0.29 + 0.085 * log10f(count / 5000)))
    return min(widest, max(0.55, share * (area / count).squareRoot()))
  }

  /// Of one point among `count`: 0.95 for a few, 0.45 for a million.
  private static func opacityAlone(_ count: Int) -> Float {
    min(0.95, max(0.45, 1.2 - 0.125 * log10f(Float(max(1, count)))))
  }

  /// The mean of every cell and its neighbors.
  private static func smoothed(_ values: [Float], _ columns: Int, _ rows: Int) -> [Float] {
    var result = [Float](repeating: 0, count: values.count)
    for row in 0..<rows {
      for column in 0..<columns {
        var sum: Float = 0
        for y in max(0, row - 1)...min(rows - 1, row + 1) {
          for x in max(0, column - 1)...min(columns - 1, column + 1) {
            sum += values[y * columns + x]
          }
        }
        result[row * columns + column] = sum / 9
      }
    }
    return result
  }

  /// So many layers of discs lie over each other, or more, where the most crowded points are.
  private static func depth(_ layers: [Float], _ counts: [Float], total: Int) -> Float {
    var rest = Float(Double(total) * heaps)
    let crowded = layers.indices.filter { counts[$0] > 0 }.sorted { layers[$0] > layers[$1] }
    for index in crowded {
      rest -= counts[index]
      if rest <= 0 { return layers[index] }
    }
    return 0
  }
}
