/// An order of the points in which those that lie near each other in a layout follow each other, so
/// that what they share stays in the caches.
package struct PointOrder: Sendable, Equatable {
  /// The point at each place.
  package let order: [Int32]
  /// The place of each point.
  package let place: [Int32]

  package var n: Int { order.count }

  /// The order of the rows.
  package init(unordered n: Int) {
    order = (0..<Int32(n)).map { $0 }
    place = order
  }

  /// Along a Z-shaped curve (Morton 1966) through `coordinates`, row-major n x components, in which
  /// rows are in this order: an order of the original rows again.
  package func along(_ coordinates: [Float], components: Int) -> PointOrder {
    precondition(coordinates.count == n * components)
    let bits = components == 2 ? 16 : 10
    var low = [Float](repeating: .infinity, count: components)
    var high = [Float](repeating: -.infinity, count: components)
    for (index, value) in coordinates.enumerated() {
      low[index % components] = min(low[index % components], value)
      high[index % components] = max(high[index % components], value)
    }
    let extent = zip(low, high).map { $1 - $0 }.max() ?? 0
    // Of a layout that has shrunk to next to nothing the quotient overflows: it is one place.
    let quotient = Float(1 << bits - 1) / extent
    let scale = extent.isFinite && quotient.isFinite ? quotient : 0
    var keys = (0..<n).map { i in
      var key: UInt64 = 0
      for c in 0..<components {
        let cell = UInt64(max(0, (coordinates[i * components + c] - low[c]) * scale))
        key |= Self.spread(cell, apart: components) << UInt64(c)
      }
      return key << 32 | UInt64(i)
    }
    keys.sort()
    return PointOrder(keys.map { order[Int($0 & 0xFFFF_FFFF)] })
  }

  /// Along the leaves of a balanced tree of `coordinates`, row-major n x components: neighboring
  /// points of any `width` make a small box.
  package init(alongTree coordinates: [Float], components: Int, width: Int) {
    let tree = PointTree(coordinates, components: components, width: width)
    self.init(tree.rows.filter { $0 >= 0 })
  }

  private init(_ order: [Int32]) {
    self.order = order
    var place = [Int32](repeating: 0, count: order.count)
    for (index, point) in order.enumerated() { place[Int(point)] = Int32(index) }
    self.place = place
  }

  /// The bits of a 16-bit (10-bit) number, 2 (3) places apart.
  private static func spread(_ value: UInt64, apart: Int) -> UInt64 {
    var (rest, bit, result) = (value, UInt64(0), UInt64(0))
    while rest > 0 {
      result |= (rest & 1) << bit
      rest >>= 1
      bit += UInt64(apart)
    }
    return result
  }

  /// Rows that are in the original order, in this one.
  package func moved(_ coordinates: [Float], components: Int) -> [Float] {
    precondition(coordinates.count == n * components)
    return order.flatMap {
      coordinates[Int($0) * components..<(Int($0) + 1) * components]
    }
  }

  /// Rows that are in this order, in the original one.
  package func restored(_ coordinates: [Float], components: Int) -> [Float] {
    precondition(coordinates.count == n * components)
    return place.flatMap { place in
      coordinates[Int(place) * components..<(Int(place) + 1) * components]
    }
  }
}
