import Doctor
import Kernels
import References
import Testing

extension OnDevice {
  @Suite struct ListsTests {
    /// Sizes around the edges of panels (8, 32), tasks (64) and buffers.
    @Test(
      arguments: cases([
        (33, 5, 3, 7), (65, 8, 4, 20), (2, 1, 1, 1), (31, 2, 2, 30), (64, 9, 1, 8),
        (500, 50, 7, 90), (1021, 16, 12, 30), (300, 60, 300, 25),
      ]))
    func visitingEveryListIsExact(n: Int, dimensions: Int, lists: Int, k: Int) throws {
      try guarded { device in
        var noise = Noise(UInt64(n))
        // Multiples of 1/8 in few dimensions: many distances are equal.
        let plain = noise.values(n * dimensions)
        let values = dimensions > 8 ? plain : plain.map { ($0 * 8).rounded() / 8 }
        let points = try Matrix(
          device, rows: n, columns: dimensions, values: values, for: "test")
        let groups = Grouping((0..<n).map { Int32($0 * $0 % lists) }, groups: lists)
        let found = try visitAll(device, points, groups, device.tuning, k: k)
        let exact = try search(
          device, values, Product(device), dimensions: dimensions, k: k, block: n)
        #expect(found.distances == exact.distances)
        if dimensions > 8 { #expect(found.indices == exact.indices) }
        // Of equally near ones beyond the reserve, others may be kept; nothing else may differ.
        for i in 0..<n {
          let row = found.indices[i * k..<(i + 1) * k]
          #expect(Set(row).count == k && !row.contains(Int32(i)))
          #expect(row.allSatisfy { $0 >= 0 && $0 < n })
        }
      }
    }

    @Test func aQueryMayStayAway() throws {
      try guarded { device in
        let points = try Matrix(
          device, rows: 4, columns: 1, values: [0, 1, 5, 6], for: "test")
        let kernels = try Lists(device, dimensions: 1)
        let packed = try kernels.packed(points, Grouping([0, 0, 1, 1], groups: 2))
        let neighbors = try Neighbors(device, product: Product(device), dimensions: 1)
        let found = try neighbors.begin(packed.points, own: [-1, -1, -1, -1], k: 2)
        try kernels.visit(packed, lists: [1, -1, 0, -1], for: found)
        #expect(try found.found() == [2, 0, 2, 0])
        try kernels.visit(packed, lists: [-1, -1, -1, -1], for: found)
        #expect(try found.found() == [2, 0, 2, 0])
      }
    }

    @Test(arguments: cases([(70, 3, 5), (5, 40, 2), (1, 1, 1), (999, 50, 33)]))
    func centroidsAreMeans(n: Int, dimensions: Int, lists: Int) throws {
      try holds { device, seen in
        var noise = Noise(UInt64(7 * n))
        let values = noise.values(n * dimensions)
        // The last list is empty where there are several.
        let groups = Grouping((0..<n).map { Int32($0 % max(1, lists - 1)) }, groups: lists)
        try checkMeans(device, values, dimensions: dimensions, groups, seen)
      }
    }

    @Test func groupingCountsAndKeepsTheOrder() {
      let grouping = Grouping([2, 0, -1, 2, 0, 3], groups: 5)
      #expect(grouping.order == [1, 4, 0, 3, 5])
      #expect(grouping.starts == [0, 2, 2, 4, 5, 5])
      #expect(grouping.range(2) == 2..<4)
      #expect(grouping.count(1) == 0)
    }
  }
}
