import Kernels
import Projector
import References
import TestSupport
import Testing
import Values

extension OnDevice {
  @Suite struct SubsetSearchTests {
    private static let (columns, axes, k) = (60, 12, 10)

    /// Rows of which the first coordinates have `scale` times the others' length.
    private func points(_ n: Int, scale: Float) -> [Float] {
      var noise = Noise(5)
      return noise.values(n * Self.columns).enumerated().map { index, value in
        index % Self.columns < Self.axes ? scale * value : value
      }
    }

    /// Every third point's neighbors among all, in two ways; and how many came through bounds.
    private func search(
      _ values: [Float], fewest: Int, room: BoundedNeighbors.Room = .init()
    ) throws -> (rows: Int, bounded: Int, indices: [Int32], exact: [Int32]) {
      try TestDevice.use { device in
        let points = try PreparedPoints(
          dataset(values, columns: Self.columns).points, metric: .euclidean, device: device,
          keep: true)
        let reduction = try Reduction(of: points, count: Self.axes) { _, _ in }
        let (graph, _) = try NeighborSearch(device: device, choice: .exact, seed: 0)
          .graph(of: reduction.scores, k: 2 * Self.k) { _, _ in }
        let leading = try LeadingNeighbors(of: graph, on: device)
        let rows = Array(stride(from: 1, to: points.rows, by: 3))
        let found = try SubsetSearch(of: points, reduction, leading, fewest: fewest, room: room)
          .neighbors(of: rows, k: Self.k)
        let exact = try SubsetSearch(of: points, nil, leading).neighbors(of: rows, k: Self.k)
        #expect(exact.bounded == 0)
        return (rows.count, found.bounded, found.indices, exact.indices)
      }
    }

    @Test func boundsFindTheSame() throws {
      let found = try search(points(1500, scale: 6), fewest: 0)
      #expect(found.bounded == found.rows)
      #expect(found.indices == found.exact)
    }

    /// Rows that too many points come near are searched among all.
    @Test func crowdedRowsAreSearchedAmongAll() throws {
      var room = BoundedNeighbors.Room()
      (room.capacity, room.keep) = (224, 64)
      let found = try search(points(1500, scale: 4), fewest: 0, room: room)
      #expect(found.bounded > found.rows / 2 && found.bounded < found.rows)
      #expect(found.indices == found.exact)
    }

    /// Where the first tried fail, the others are not tried; nor are any of too few points.
    @Test func boundsAreGivenUp() throws {
      var room = BoundedNeighbors.Room()
      (room.capacity, room.keep) = (160, 64)
      let noise = try search(points(1500, scale: 1), fewest: 0, room: room)
      #expect(noise.bounded < noise.rows / 16)
      #expect(noise.indices == noise.exact)
      let few = try search(points(1500, scale: 6), fewest: 1501)
      #expect(few.bounded == 0)
      #expect(few.indices == few.exact)
    }
  }
}
