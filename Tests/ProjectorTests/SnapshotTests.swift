import Projector
import TestSupport
import Testing
import Values

extension OnDevice {
  /// Maps that are handed out on the way.
  @Suite struct SnapshotTests {
    private static let iterations = 120

    /// A run's maps on the way, and its last one.
    private func run(
      _ interval: SnapshotInterval?, points: Int = 60,
      isInterrupted: @escaping () -> Bool = { false }
    ) throws -> (snapshots: [Snapshot], map: [Float]) {
      var snapshots: [Snapshot] = []
      let monitor = Monitor(snapshots: interval, isInterrupted: isInterrupted) {
        if case .snapshot(let snapshot) = $0 { snapshots.append(snapshot) }
      }
      let data = dataset(clusters(3, of: points / 3, columns: 5), columns: 5)
      let projection = try project(data, monitor: monitor) {
        $0.methods = ["tsne"]
        $0.iterations = Self.iterations
      }
      return (snapshots, projection.layouts[0].coordinates)
    }

    @Test func nobodyAsksNobodyIsTold() throws {
      #expect(try run(nil).snapshots.isEmpty)
    }

    /// 5,001 points take the field, whose steps may be done again.
    @Test(arguments: [60, 5001]) func everySoManySteps(points: Int) throws {
      let plain = try run(nil, points: points)
      let told = try run(.steps(7), points: points)
      #expect(told.map == plain.map)
      #expect(told.snapshots.map(\.step) == Array(stride(from: 7, to: 120, by: 7)) + [120])
      #expect(told.snapshots.last?.coordinates == plain.map)
      for snapshot in told.snapshots {
        #expect(snapshot.method == "tsne" && snapshot.components == 2)
        #expect(snapshot.coordinates.count == 2 * points)
        #expect(snapshot.coordinates.allSatisfy { $0.isFinite })
      }
    }

    @Test func everySoManySeconds() throws {
      let plain = try run(nil)
      let told = try run(.seconds(0))
      #expect(told.map == plain.map)
      #expect(told.snapshots.last?.step == Self.iterations)
      #expect(try run(.seconds(1e6)).snapshots.map(\.step) == [Self.iterations])
    }

    @Test func anInterruptedRunEnds() {
      var asked = 0
      #expect(throws: Interrupted.self) {
        try run(nil) {
          asked += 1
          return asked > 6
        }
      }
      #expect(asked == 7)
    }
  }
}
