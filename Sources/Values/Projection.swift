/// Everything one run made, ready to be written.
package struct Projection: Sendable {
  package var dataset: Dataset
  /// In the order in which they were asked for.
  package var layouts: [Layout]
  /// Up to ten principal components of the prepared points, for bookmarks and pages.
  package var components: PrincipalComponents?
  package var graph: NeighborGraph?
  /// How the neighbors were found; nil when no method asked for them.
  package var search: NeighborFacts?

  package init(
    dataset: Dataset, layouts: [Layout], components: PrincipalComponents? = nil,
    graph: NeighborGraph? = nil, search: NeighborFacts? = nil
  ) {
    self.dataset = dataset
    self.layouts = layouts
    self.components = components
    self.graph = graph
    self.search = search
  }

  package var layout: Layout? { layouts.first { $0.method == "tsne" } ?? layouts.first }
}

/// A map: n x c coordinates that one method made.
package struct Layout: Sendable {
  /// The method's identifier and file name: `pca`, `tsne`.
  package var method: String
  /// The method's name for people: `PCA`, `t-SNE`.
  package var title: String
  /// c, 2 or 3.
  package var components: Int
  /// Row-major n x c.
  package var coordinates: [Float]
  /// Yardsticks by name (`kl`, `recall10`, `explainedVariance0` ...), in the order to report.
  package var metrics: [Metric]
  /// Of every point, the share (0 to 1) of its 15 nearest original neighbors that are among its 15
  /// nearest on this map; nil: not computed.
  package var quality: [Float]?

  package struct Metric: Sendable, Equatable {
    package var name: String
    package var value: Double

    package init(_ name: String, _ value: Double) {
      self.name = name
      self.value = value
    }
  }

  package init(
    method: String, title: String, components: Int, coordinates: [Float], metrics: [Metric] = []
  ) {
    precondition(coordinates.count % components == 0)
    self.method = method
    self.title = title
    self.components = components
    self.coordinates = coordinates
    self.metrics = metrics
  }

  package var rows: Int { coordinates.count / components }
}

/// The leading principal components of the prepared points.
package struct PrincipalComponents: Sendable {
  package var count: Int
  /// Row-major n x count scores.
  package var scores: [Float]
  /// Share of the total variance of each component.
  package var explainedVariance: [Double]

  package init(count: Int, scores: [Float], explainedVariance: [Double]) {
    self.count = count
    self.scores = scores
    self.explainedVariance = explainedVariance
  }
}

/// The k nearest neighbors of every point, nearest first, the point itself left out.
package struct NeighborGraph: Sendable {
  package var k: Int
  /// Row-major n x k.
  package var indices: [UInt32]
  /// Row-major n x k squared distances.
  package var squaredDistances: [Float]

  package init(k: Int, indices: [UInt32], squaredDistances: [Float]) {
    self.k = k
    self.indices = indices
    self.squaredDistances = squaredDistances
  }
}
