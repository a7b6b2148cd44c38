import Kernels
import References
import Testing

extension OnDevice {
  @Suite struct PointOrderTests {
    @Test(arguments: cases([1, 2, 63, 64, 65, 777]), [2, 3])
    func reordersAndRestores(n: Int, components: Int) throws {
      try guarded { device in
        var noise = Noise(UInt64(n))
        let y = noise.values(n * components, scale: 20)
        let state = try LayoutBuffers(device, coordinates: y, components: components)
        let mover = try Reorder(device, components: components)
        let rows = PointOrder(unordered: n)
        let first = rows.along(y, components: components)
        #expect(first.order.sorted() == rows.order)
        #expect(first.order.indices.allSatisfy { Int(first.place[Int(first.order[$0])]) == $0 })
        try mover(state, from: rows, to: first)
        let moved = try state.read()
        #expect(first.restored(moved, components: components) == y)
        // From one order to another, by another layout.
        let other = noise.values(n * components)
        let second = first.along(other, components: components)
        try mover(state, from: first, to: second)
        #expect(second.restored(try state.read(), components: components) == y)
      }
    }

    /// Neighbors on the curve are neighbors in the plane: squares are walked by squares.
    @Test func followsTheCurve() {
      let side = 16
      let y = (0..<side * side).flatMap { [Float($0 % side), Float($0 / side)] }
      let order = PointOrder(unordered: side * side).along(y, components: 2).order
      for start in stride(from: 0, to: order.count, by: 16) {
        let block = order[start..<start + 16].map { Int($0) }
        let columns = block.map { $0 % side }, rows = block.map { $0 / side }
        #expect(columns.max()! - columns.min()! == 3 && rows.max()! - rows.min()! == 3)
      }
    }

    @Test func coincidentPointsKeepTheirOrder() {
      let rows = PointOrder(unordered: 9)
      #expect(rows.along([Float](repeating: 2, count: 18), components: 2) == rows)
    }
  }
}
