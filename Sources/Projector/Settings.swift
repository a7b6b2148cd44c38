package import Values

/// How near two points are.
package enum Metric: String, CaseIterable, Sendable {
  case euclidean
  /// Euclidean between rows of unit length.
  case cosine
}

/// What all methods of a run share; each method carries what is its own. The defaults are those of
/// the command.
package struct Settings: Sendable {
  /// In the order of the maps.
  package var methods: [Method] = [.pca, .tsne()]
  /// Dimensions of every layout that is computed: 2 or 3.
  package var components = 2
  package var metric = Metric.euclidean
  /// Whether every column is centered and divided by its standard deviation first of all.
  package var standardize = false
  /// Principal components that neighbors are searched in, when there are more dimensions; 0: all
  /// dimensions.
  package var pcaComponents = 50
  package var neighborsMethod = NeighborsChoice.auto
  package var seed: UInt64 = 0

  package init() {}

  /// Whether points with `columns` numbers are reduced before the neighbors are searched.
  package func reduces(columns: Int) -> Bool { pcaComponents > 0 && pcaComponents < columns }

  /// The number of principal components that bookmarks and pages show.
  static let shownComponents = 10

  /// Principal axes to look for, of points with `columns` numbers.
  func axes(columns: Int) -> Int {
    min(columns, max(Self.shownComponents, reduces(columns: columns) ? pcaComponents : 0))
  }

  /// Dimensions of the maps of points with `columns` numbers.
  package func components(columns: Int) -> Int {
    methods.allSatisfy { $0.needs.isInput } ? columns : components
  }

  /// The most neighbors of a point, of `points`, that a method asks for; nil: none asks.
  package func neighbors(points n: Int) -> Int? {
    methods.compactMap { $0.needs.neighbors(points: n) }.max()
  }

  /// Refuses what cannot be done with `dataset`.
  package func check(against dataset: Dataset) throws(DataError) {
    for method in methods { try method.check(dataset, self) }
  }
}

/// What a run used, as reports have it: defaults filled in.
extension Settings {
  package func reported(for dataset: Dataset) -> [(name: String, value: JSON)] {
    let (n, columns) = (dataset.points.rows, dataset.points.columns)
    var members: [(name: String, value: JSON)] = [
      ("points", .integer(n)),
      ("method", .array(methods.map { .string($0.name) })),
      ("components", .integer(components(columns: columns))),
      ("metric", .string(metric.rawValue)),
      ("standardize", .bool(standardize)),
      ("pca_components", .integer(reduces(columns: columns) ? pcaComponents : 0)),
    ]
    if neighbors(points: n) != nil {
      members.append(("neighbors_method", .string(neighborsMethod.rawValue)))
    }
    for method in methods { members += method.reported(n, self) }
    return members + [("seed", .integer(Int(clamping: seed)))]
  }
}
