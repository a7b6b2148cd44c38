/// t-SNE's own settings. The defaults are those of the command.
package struct TSNE: Sendable, Equatable {
  /// nil: min(30, (n - 1) / 3).
  package var perplexity: Double?
  package var schedule = ScheduleChoice.openTSNE
  /// nil: 1000, and 250 where the exaggeration falls.
  package var iterations: Int?
  /// Iterations of the early phase, part of `steps`; nil: min(250, steps / 4), and where the
  /// exaggeration falls min(130, 13/25 of them).
  package var earlyIterations: Int?
  package var earlyExaggeration = 12.0
  package var exaggeration = 1.0
  /// nil: n / exaggeration of the phase (openTSNE).
  package var learningRate: Double?
  package var repulsion = RepulsionChoice.auto
  package var initialization = Initialization.pca

  package init() {}

  package func perplexity(points n: Int) -> Double {
    perplexity ?? min(30, Double(n - 1) / 3)
  }

  /// Iterations in all.
  package var steps: Int { iterations ?? (schedule == .falling ? 250 : 1000) }

  package var early: Int {
    if let earlyIterations { return earlyIterations }
    return schedule == .falling ? min(130, steps * 13 / 25) : min(250, steps / 4)
  }

  /// k = 3 x perplexity, as far as there are others.
  package func neighbors(points n: Int) -> Int {
    min(n - 1, max(1, Int(3 * perplexity(points: n) + 1e-6)))
  }

  /// Points up to which the reported divergence has the exact Z whatever summed the forces; above,
  /// it has the field's, which is right to about 1e-4.
  private static let exactNormalizerLimit = 20_000

  /// Whether the reported divergence has the field's Z.
  func usesFieldNormalizer(points n: Int, components: Int) -> Bool {
    n > Self.exactNormalizerLimit && repulsion.usesField(points: n, components: components)
  }
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
