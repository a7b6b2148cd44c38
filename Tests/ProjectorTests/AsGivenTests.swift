import Projector
import TestSupport
import Testing
import Values

extension OnDevice {
  @Suite struct AsGivenTests {
    @Test(arguments: [2, 3]) func pointsAreTheirOwnMap(columns: Int) throws {
      let values = clusters(3, of: 20, columns: columns).map { $0 * 1e12 + 5e12 }
      let projection = try project(dataset(values, columns: columns)) { $0.methods = ["none"] }
      #expect(projection.layouts.map(\.method) == ["none"])
      let layout = projection.layouts[0]
      #expect(layout.components == columns && layout.title == "As given")
      #expect(layout.coordinates == values && layout.metrics.isEmpty)
      // For the page's PCA tab, which loading a bookmark would else leave empty.
      #expect(projection.components?.count == columns)
    }

    @Test func besideOtherMaps() throws {
      let values = clusters(3, of: 20, columns: 3)
      let projection = try project(dataset(values, columns: 3)) {
        $0.methods = ["tsne", "none"]
        $0.metric = .cosine
        $0.iterations = 20
      }
      #expect(projection.layouts.map(\.components) == [2, 3])
      #expect(projection.layouts[1].coordinates == values)
      let metrics = projection.layouts[0].metrics
      #expect(metrics.map(\.name) == ["kl", "recall10", "quality"])
      // What pictures say below their title.
      #expect(metrics.map(\.words) == ["KL divergence", "10-neighbor recall", nil])
    }

    @Test func takesTheRowsThatAreAskedFor() throws {
      var data = dataset((0..<20).map(Float.init), columns: 2)
      data.points.selection = [1, 4, 9]
      let projection = try project(data) { $0.methods = ["none"] }
      #expect(projection.layouts[0].coordinates == [2, 3, 8, 9, 18, 19])
    }

    @Test(arguments: [1, 4]) func otherWidthsAreRefused(columns: Int) throws {
      let data = dataset(clusters(2, of: 6, columns: columns), columns: columns)
      let error = #expect(throws: DataError.self) { try project(data) { $0.methods = ["none"] } }
      #expect(
        error?.message == "--method none shows points of 2 or 3 columns as they are; test.npy has "
          + "\(columns). Use --method pca or tsne")
    }
  }
}
