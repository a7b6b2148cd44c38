package import Values

/// How near two points are.
package enum Metric: String, CaseIterable, Sendable {
  case euclidean
  /// Euclidean between rows of unit length.
  case cosine
}

/// Where t-SNE's layout starts.
package enum Initialization: String, CaseIterable, Sendable {
  /// The leading principal components.
  case pca
  case random
}

/// How t-SNE sums the repulsive forces.
package enum RepulsionChoice: String, CaseIterable, Sendable {
  /// Over all pairs in 3-D and up to `exactLimit` points, by a field above.
  case auto
  /// Over all pairs.
  case exact
  /// By a field on a grid, in 2-D only.
  case field

  /// Points up to which all pairs are summed: measured with PoCL on two cores, 1,000 steps take
  /// 1.6 s by either way at 3,000 points, 2.6 s and 1.6 s at 4,000, 4.1 s and 1.7 s at 5,000.
  package static let exactLimit = 4_000

  package func usesField(points: Int, components: Int) -> Bool {
    switch self {
    case .auto: components == 2 && points > Self.exactLimit
    case .exact: false
    case .field: true
    }
  }
}

/// All that a run may be told. The defaults are those of the command.
package struct Parameters: Sendable, Equatable {
  package var methods = ["pca", "tsne"]
  /// Dimensions of every layout: 2 or 3.
  package var components = 2
  package var metric = Metric.euclidean
  /// Principal components that neighbors are searched in, when there are more dimensions; 0: all
  /// dimensions.
  package var pcaComponents = 50
  /// nil: min(30, (n - 1) / 3).
  package var perplexity: Double?
  package var iterations = 1000
  /// Iterations of the early phase, part of `iterations`; nil: min(250, iterations / 4).
  package var earlyIterations: Int?
  package var earlyExaggeration = 12.0
  package var exaggeration = 1.0
  /// nil: n / exaggeration of the phase (openTSNE).
  package var learningRate: Double?
  package var neighborsMethod = NeighborsChoice.auto
  package var repulsion = RepulsionChoice.auto
  package var initialization = Initialization.pca
  package var seed: UInt64 = 0

  package init() {}

  package func perplexity(points n: Int) -> Double {
    perplexity ?? min(30, Double(n - 1) / 3)
  }

  package var early: Int { earlyIterations ?? min(250, iterations / 4) }

  /// k = 3 x perplexity, as far as there are others.
  package func neighbors(points n: Int) -> Int {
    min(n - 1, max(1, Int(3 * perplexity(points: n) + 1e-6)))
  }

  /// Whether the points are shown as they are, and nothing else is made of them.
  package var showsInputAlone: Bool { methods == [Method.none.name] }

  /// Dimensions of the maps of points with `columns` numbers.
  package func components(columns: Int) -> Int { showsInputAlone ? columns : components }

  /// Whether the points are reduced before the neighbors are searched.
  package func reduces(columns: Int) -> Bool { pcaComponents > 0 && pcaComponents < columns }

  /// Points up to which the reported divergence has the exact Z whatever summed the forces; above,
  /// it has the field's, which is right to about 1e-4.
  private static let exactNormalizerLimit = 20_000

  /// Whether the reported divergence has the field's Z.
  package func usesFieldNormalizer(points n: Int) -> Bool {
    n > Self.exactNormalizerLimit && repulsion.usesField(points: n, components: components)
  }

  /// Refuses what cannot be done with `dataset`.
  package func check(against dataset: Dataset) throws(DataError) {
    let n = dataset.points.rows
    if repulsion == .field, components == 3 {
      throw DataError(
        "--repulsion field makes maps of 2 dimensions, not of 3. Use --repulsion exact, or "
          + "--components 2")
    }
    let name = dataset.source.paths.first ?? dataset.name
    let columns = dataset.points.columns
    if methods.contains(Method.none.name), !(2...3).contains(columns) {
      throw DataError(
        "--method none shows points of 2 or 3 columns as they are; \(name) has \(grouped(columns)). "
          + "Use --method pca or tsne"
          + (dataset.source.format.hasSuffix("sv") ? ", or choose columns with --column" : ""))
    }
    if methods.contains("tsne"), n < 5 {
      throw DataError(
        "t-SNE needs at least 5 points; \(name) has \(n). Use --method pca, or more points")
    }
    if methods.contains("tsne"), let perplexity, 3 * perplexity > Double(n - 1) {
      let needed = Int((3 * perplexity).rounded(.up)) + 1
      let largest = Double(Int(Double(n - 1) / 3 * 10)) / 10
      throw DataError(
        "--perplexity \(number(perplexity)) needs at least \(grouped(needed)) points; \(name) has "
          + "\(grouped(n)). Use --perplexity \(number(largest)) or less")
    }
  }
}
