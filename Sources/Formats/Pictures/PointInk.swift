#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How large and how strong points are drawn, so that five are as readable as a million: a point by
/// itself is well seen, and where points lie in heaps, each gets so much less ink that the heap's
/// darkness grows with the logarithm of its density instead of ending in a flat stain.
struct PointInk {
  /// Pixels.
  let radius: Float
  private let columns: Int
  private let rows: Int
  /// Opacity of the points in each cell, row by row.
  private let opacities: [Float]

  /// Pixels of a cell's side in which points are counted.
  private static let cell: Float = 8
  /// Opacity of the darkest heaps.
  private static let full: Float = 0.98
  /// Share of the points in heaps that are all as dark as can be.
  private static let heaps = 0.02

  /// `places`: where the points stand on a picture of `size` pixels, in an area of `area` pixels.
  init(_ places: [(x: Float, y: Float)], size: (width: Int, height: Int), area: Int) {
    let share = Float(area) / Float(max(1, places.count))
    radius = min(20, max(1.1, 0.29 * share.squareRoot()))
    columns = Int(Float(size.width) / Self.cell) + 1
    rows = Int(Float(size.height) / Self.cell) + 1
    var counts = [Float](repeating: 0, count: columns * rows)
    for place in places {
      let (column, row) = (Int(place.x / Self.cell), Int(place.y / Self.cell))
      counts[min(rows - 1, max(0, row)) * columns + min(columns - 1, max(0, column))] += 1
    }
    let disc = Float.pi * radius * radius / (Self.cell * Self.cell)
    let layers = Self.smoothed(counts, columns, rows).map { $0 * disc }
    let most = Self.depth(layers, counts, total: places.count)
    let alone = Self.opacityAlone(places.count)
    let least = min(alone, 0.09 * radius)
    opacities = layers.map { layer in
      guard layer > 1, most > 1 else { return alone }
      let cover = alone + (Self.full - alone) * min(1, logf(layer) / logf(most))
      return max(least, 1 - powf(1 - cover, 1 / layer))
    }
  }

  func opacity(_ place: (x: Float, y: Float)) -> Float {
    let (column, row) = (Int(place.x / Self.cell), Int(place.y / Self.cell))
    return opacities[min(rows - 1, max(0, row)) * columns + min(columns - 1, max(0, column))]
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
