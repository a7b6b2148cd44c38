import Kernels
import References
import Testing

extension OnDevice {
  @Suite struct BoundedNeighborsTests {
    private static let (dimensions, axes, k) = (40, 12, 5)

    /// Half of the points as queries among all in two blocks, with any eight others as near ones.
    private func search(
      _ device: Device, _ points: [Float], room: BoundedNeighbors.Room
    ) throws -> (own: [Int32], neighbors: [Int32], isKnown: [Bool]) {
      let (dimensions, axes) = (Self.dimensions, Self.axes)
      let n = points.count / dimensions
      let bounded = try BoundedNeighbors(device, axes: axes, dimensions: dimensions)
      func block(_ rows: [Int]) throws -> BoundedNeighbors.Block {
        func part(_ columns: Int) -> [Float] {
          rows.flatMap { points[$0 * dimensions..<$0 * dimensions + columns] }
        }
        return try bounded.block(
          Matrix(
            device, rows: rows.count, columns: dimensions, values: part(dimensions), for: "test"),
          scores: Matrix(
            device, rows: rows.count, columns: axes, values: part(axes), for: "test"))
      }
      let queries = (0..<n / 2).map { n - 1 - 2 * $0 }
      let near = queries.flatMap { query in (1...8).map { Int32((query + 7 * $0) % n) } }
      let own = queries.map(Int32.init)
      let found = try bounded.search(
        block(queries), own: own, near: near, k: Self.k,
        among: [block(Array(0..<n / 3)), block(Array(n / 3..<n))], room: room)
      return (own, found.neighbors, found.isKnown)
    }

    /// The leading coordinates tell most; many distances are equal.
    private func points(_ n: Int) -> [Float] {
      var noise = Noise(11)
      let values = noise.values(n * Self.dimensions)
      return values.enumerated().map { index, value in
        (value * (index % Self.dimensions < Self.axes ? 8 : 1)).rounded() / 4
      }
    }

    @Test func matchesReference() throws {
      try guarded { device in
        // Enough that of some queries more than 512 come near, of which the nearest are chosen.
        let points = points(size(1001, few: 90))
        var room = BoundedNeighbors.Room()
        (room.capacity, room.keep) = (2048, 1024)
        let found = try search(device, points, room: room)
        let expected = Reference.neighbors(points, dimensions: Self.dimensions, k: Self.k).indices
        #expect(found.isKnown.allSatisfy { $0 })
        for (place, own) in found.own.enumerated() {
          let row = Int(own) * Self.k
          #expect(
            found.neighbors[place * Self.k..<(place + 1) * Self.k]
              == expected[row..<row + Self.k])
        }
      }
    }

    /// Without room for all that come near, a row is given up, or right.
    @Test func knowsWhatItDoesNotKnow() throws {
      try guarded { device in
        let points = points(size(601, few: 200))
        var room = BoundedNeighbors.Room()
        (room.capacity, room.keep) = (128, 32)
        let found = try search(device, points, room: room)
        let expected = Reference.neighbors(points, dimensions: Self.dimensions, k: Self.k).indices
        #expect(found.isKnown.contains(false))
        for (place, own) in found.own.enumerated() where found.isKnown[place] {
          let row = Int(own) * Self.k
          #expect(
            found.neighbors[place * Self.k..<(place + 1) * Self.k]
              == expected[row..<row + Self.k])
        }
      }
    }
  }
}
