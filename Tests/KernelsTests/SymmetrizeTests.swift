import Doctor
import Kernels
import References
import Testing

extension OnDevice {
  @Suite struct SymmetrizeTests {
    static let shapes = [(2, 1), (3, 2), (63, 7), (64, 9), (65, 64), (400, 20), (541, 30)]

    @Test(arguments: cases(shapes, few: 3)) func unionOfEdges(n: Int, k: Int) throws {
      try holds { device, seen in
        let graph = randomGraph(n, k, seed: UInt64(n))
        try checkSymmetrize(device, graph.neighbors, graph.p, n: n, k: k, seen)
      }
    }

    @Test func aPointThatAllOthersPointTo() throws {
      try holds { device, seen in
        let n = 3001
        try checkSymmetrize(
          device, (0..<n).map { $0 == 0 ? 1 : 0 }, [Float](repeating: 1, count: n), n: n, k: 1,
          seen)
      }
    }

    /// P of the first k of more neighbors is that of a graph of k, and changes neither.
    @Test(arguments: cases([(64, 9, 20), (300, 270, 280), (65, 16, 16)], few: 1))
    func takesTheLeadingNeighbors(n: Int, k: Int, stride: Int) throws {
      try guarded { device in
        // Different others of every point, for 5 and n - 1 share no factor.
        func neighbors(_ count: Int) -> [Int32] {
          (0..<n).flatMap { i in (0..<count).map { Int32((i + 1 + $0 * 5 % (n - 1)) % n) } }
        }
        var noise = Noise(3)
        let shares = noise.values(n * k).map(abs)
        let (wide, narrow) = (neighbors(stride), neighbors(k))
        let graph = try Buffer(device, wide, for: "test")
        let p = try Buffer(device, shares, for: "test")
        let found = try Symmetrize(device)(
          neighbors: graph, stride: stride, p: p, n: n, k: k)
        #expect(try graph.read() == wide)
        #expect(try p.read() == shares)
        let expected = try symmetrize(device, (narrow, shares), n, k)
        #expect(try found.rows.read() == expected.rows)
        #expect(try found.columns.read() == expected.columns)
        #expect(try found.values.read() == expected.values)
        #expect(expected.columns.count == Reference.symmetric(narrow, shares, n: n, k: k).count)
      }
    }

    private func symmetrize(
      _ device: Device, _ graph: (neighbors: [Int32], p: [Float]), _ n: Int, _ k: Int
    ) throws -> (rows: [Int32], columns: [Int32], values: [Float]) {
      let p = try Symmetrize(device)(
        neighbors: Buffer(device, graph.neighbors, for: "test"),
        p: Buffer(device, graph.p, for: "test"), n: n, k: k)
      return (try p.rows.read(), try p.columns.read(), try p.values.read())
    }
  }
}
