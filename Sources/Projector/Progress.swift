/// The steps of a run, named as the report names their seconds.
package enum Stage: String, CaseIterable, Sendable {
  case read, pca, neighbors, affinities, early, main, metrics, write
}

/// What a run tells while it works.
package enum Progress: Sendable {
  case began(Stage)
  /// `done` of `total` steps of a stage; `divergence`: KL(P || Q) now, where it is known.
  case advanced(Stage, done: Int, total: Int, divergence: Double?)
  case ended(Stage, seconds: Double)
}

/// Tells `report` of stages, and keeps their times.
package final class Clock {
  private let report: (Progress) -> Void
  /// Whether a divergence would be shown if it were told now: it takes as long as a step or two.
  let showsDivergence: () -> Bool
  package private(set) var seconds: [Stage: Double] = [:]

  package init(
    showsDivergence: @escaping () -> Bool = { true }, _ report: @escaping (Progress) -> Void
  ) {
    self.showsDivergence = showsDivergence
    self.report = report
  }

  package func time<R>(_ stage: Stage, _ body: () throws -> R) rethrows -> R {
    report(.began(stage))
    let start = ContinuousClock.now
    let result = try body()
    let spent = (ContinuousClock.now - start) / .seconds(1)
    seconds[stage, default: 0] += spent
    report(.ended(stage, seconds: spent))
    return result
  }

  package func advance(
    _ stage: Stage, _ done: Int, of total: Int, divergence: Double? = nil
  ) {
    report(.advanced(stage, done: done, total: total, divergence: divergence))
  }
}
