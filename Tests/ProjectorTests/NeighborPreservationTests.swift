import Foundation
import Projector
import References
import TestSupport
import Testing
import Values

extension OnDevice {
  @Suite struct NeighborPreservationTests {
    private func metric(_ layout: Layout, _ name: String) -> Double? {
      layout.metrics.first { $0.name == name }?.value
    }

    /// `quality` is that of the run's own graph and of the map as it came out; recall10 that of all
    /// points where the graph is that of all dimensions.
    @Test(arguments: [2, 3]) func areThoseOfTheMap(components: Int) throws {
      let values = clusters(4, of: 60, columns: 20)
      let projection = try project(dataset(values, columns: 20)) {
        $0.components = components
        $0.iterations = 150
      }
      let graph = try #require(projection.graph)
      #expect(graph.k == 15)
      let whole = Reference.neighbors(values, dimensions: 20, k: 10).indices
      for layout in projection.layouts {
        let quality = try #require(layout.quality)
        // The first 15 found in float64 are those in float32, but for near ties.
        let expected = Reference.keptShares(
          graph.indices.map(Int32.init), stride: 15, map: layout.coordinates,
          components: components, k: 15)
        #expect(quality.count == 240)
        let differing = zip(quality, expected).count { $0 != $1 }
        #expect(differing <= 2)
        let mean = quality.reduce(0) { $0 + Double($1) } / 240
        #expect(abs(try #require(metric(layout, "quality")) - mean) < 1e-9)
        let recall = Reference.keptShares(
          whole, stride: 10, map: layout.coordinates, components: components, k: 10)
        let share = recall.reduce(0) { $0 + Double($1) } / 240
        #expect(abs(try #require(metric(layout, "recall10")) - share) < 2e-3)
      }
    }

    /// With fewer points than neighbors, with reduced dimensions, and without a graph.
    @Test func fewPointsAndNoGraph() throws {
      let few = try project(dataset(clusters(1, of: 6, columns: 3), columns: 3)) {
        $0.iterations = 20
        $0.perplexity = 1.6
      }
      let tsne = few.layouts[1]
      #expect(tsne.quality?.count == 6)
      let recall = try #require(metric(tsne, "recall10"))
      #expect(recall == 1)  // all others are among all others
      let values = clusters(3, of: 50, columns: 60)
      let reduced = try project(dataset(values, columns: 60)) { $0.iterations = 50 }
      #expect(reduced.layouts.allSatisfy { $0.quality?.count == 150 })
      #expect(reduced.layouts.allSatisfy { metric($0, "recall10") ?? 0 > 0.1 })
      let alone = try project(dataset(values, columns: 60)) { $0.methods = ["pca"] }
      #expect(alone.layouts[0].quality == nil)
      #expect(metric(alone.layouts[0], "quality") == nil)
      #expect(metric(alone.layouts[0], "recall10") == metric(reduced.layouts[0], "recall10"))
    }
  }
}
