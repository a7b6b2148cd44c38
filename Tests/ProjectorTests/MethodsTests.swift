import Projector
import TestSupport
import Testing
import Values

extension OnDevice {
  /// What every method owes to a run, a new one too by being listed.
  @Suite struct MethodsTests {
    /// Points that every method can map.
    private static var flat: Dataset {
      dataset(clusters(4, of: 15, columns: 2), columns: 2)
    }

    @Test(arguments: Method.all.map(\.name)) func mapsASmallSet(name: String) throws {
      var stages: [Stage] = []
      let monitor = Monitor { if case .began(let stage) = $0 { stages.append(stage) } }
      let projection = try project(Self.flat, monitor: monitor) {
        $0.methods = [name]
        $0.iterations = 40
      }
      let method = try #require(Method.named(name))
      let layout = try #require(projection.layouts.first)
      #expect(layout.method == name && layout.title == method.title && layout.rank == method.rank)
      #expect(layout.rows == 60 && layout.components == 2)
      #expect(layout.coordinates.allSatisfy { $0.isFinite })
      #expect(Set(layout.coordinates).count > 60)
      // Its stages are those it names, in their order, between those of the run.
      let own = stages.filter { ![.pca, .neighbors, .metrics].contains($0) }
      #expect(own == method.stages)
      #expect(stages.contains(.neighbors) == (method.needs.neighbors(points: 60) != nil))
    }

    @Test(arguments: Method.all.map(\.name)) func isRepeatable(name: String) throws {
      let maps = try (0..<2).map { _ in
        try project(Self.flat) {
          $0.methods = [name]
          $0.iterations = 40
        }.layouts[0].coordinates
      }
      #expect(maps[0] == maps[1])
    }

    /// What each must refuse, of points and of settings.
    private static let refused: [(String, Dataset, @Sendable (inout Choices) -> Void)] = [
      ("none", dataset(clusters(2, of: 6, columns: 4), columns: 4), { _ in }),
      ("tsne", dataset([1, 2, 3, 4], columns: 1), { _ in }),
      ("tsne", flat, { $0.perplexity = 20 }),
      (
        "tsne", flat,
        {
          $0.components = 3
          $0.repulsion = .field
        }
      ),
    ]

    @Test func refuseWhatTheyMust() throws {
      for (name, data, change) in Self.refused {
        var choices = Choices()
        change(&choices)
        choices.methods = [name]
        let settings = try choices.settings()
        #expect(throws: DataError.self) { try settings.check(against: data) }
        // What one refuses is no matter of the others.
        choices.methods = ["pca"]
        let others = try choices.settings()
        try others.check(against: data)
      }
    }

    @Test func namesAreTheirsAlone() {
      let all = Method.all
      #expect(Set(all.map(\.name)).count == all.count)
      #expect(Set(all.map(\.title)).count == all.count)
      #expect(Set(all.map(\.rank)).count == all.count)
      let shared = [Stage.read, .pca, .neighbors, .metrics, .write]
      let keys = (all.flatMap(\.stages) + shared).map(\.key)
      #expect(Set(keys).count == keys.count)
      let reported = all.flatMap { $0.reported(100, Settings()) }.map(\.name)
      #expect(Set(reported).count == reported.count)
    }

    @Test func theGraphHasTheMostNeighborsThatAreAskedFor() throws {
      var settings = Settings()
      var wide = TSNE()
      wide.perplexity = 10
      settings.methods = [.pca, .tsne(), .tsne(wide)]
      #expect(settings.neighbors(points: 1000) == 90)
      settings.methods = [.pca, .asGiven]
      #expect(settings.neighbors(points: 1000) == nil)
    }
  }
}
