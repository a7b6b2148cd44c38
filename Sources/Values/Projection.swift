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
  /// What is good to know of the points: one sentence each.
  package var notes: [String] = []

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

  /// The places of the maps in `layouts`, by rank: the first is the one that opens.
  package var ranked: [Int] { Layout.ranked(layouts) }
}

/// A map: n x c coordinates that one method made.
package struct Layout: Sendable {
  /// The method's identifier and file name: `pca`, `tsne`.
  package var method: String
  /// The method's name for people: `PCA`, `t-SNE`.
  package var title: String
  /// The method's: of several maps, that of the least rank opens first.
  package var rank: Int
  /// c, 2 or 3.
  package var components: Int
  /// Row-major n x c.
  package var coordinates: [Float]
  /// Yardsticks by name (`kl`, `recall10`, `explained_variance` ...), in the order to report.
  package var metrics: [Metric]
  /// Of every point, the share (0 to 1) of its 15 nearest original neighbors that are among its 15
  /// nearest on this map; nil: not computed.
  package var quality: [Float]?

  package struct Metric: Sendable, Equatable {
    package var name: String
    package var value: Double
    /// What pictures call it: `KL divergence`; nil: they leave it out.
    package var words: String?

    package init(_ name: String, _ value: Double, words: String? = nil) {
      self.name = name
      self.value = value
      self.words = words
    }
  }

  package init(
    method: String, title: String, rank: Int = 0, components: Int, coordinates: [Float],
    metrics: [Metric] = []
  ) {
    precondition(coordinates.count % components == 0)
    self.method = method
    self.title = title
    self.rank = rank
    self.components = components
    self.coordinates = coordinates
    self.metrics = metrics
  }

  package var rows: Int { coordinates.count / components }

  /// The places of `layouts` by rank, those of one rank in their order.
  package static func ranked(_ layouts: [Layout]) -> [Int] {
    layouts.indices.sorted { (layouts[$0].rank, $0) < (layouts[$1].rank, $1) }
  }
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
