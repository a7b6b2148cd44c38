import Doctor
import Kernels
import Testing

extension OnDevice {
  @Suite struct PointOrderTests {
    @Test(arguments: cases([1, 2, 63, 64, 65, 777]), [2, 3])
    func reordersAndRestores(n: Int, components: Int) throws {
      try holds { device, seen in
        try checkOrder(device, n: n, components: components, seen)
      }
    }

    @Test(arguments: [1, 2, 63, 64, 65, 777], [2, 3])
    func holdsEveryPointOnce(n: Int, components: Int) {
      let rows = PointOrder(unordered: n)
      let y = randomLayout(n, components: components, spread: 20)
      let order = rows.along(y, components: components)
      #expect(order.order.sorted() == rows.order)
      #expect(order.order.indices.allSatisfy { Int(order.place[Int(order.order[$0])]) == $0 })
      let moved = order.moved(y, components: components)
      #expect(order.restored(moved, components: components) == y)
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

    /// Sides whose inverse float32 cannot hold, or that are no numbers, are one place.
    @Test(arguments: [Float(1e-37), .leastNonzeroMagnitude, .infinity, .nan], [2, 3])
    func sidesBeyondFloatsAreOnePlace(side: Float, components: Int) {
      let rows = PointOrder(unordered: 9)
      let y = (0..<9 * components).map { $0 % 2 == 0 ? 0 : side }
      #expect(rows.along(y, components: components) == rows)
    }

    @Test func coincidentPointsKeepTheirOrder() {
      let rows = PointOrder(unordered: 9)
      #expect(rows.along([Float](repeating: 2, count: 18), components: 2) == rows)
    }
  }
}
