/// What a run looks to while it works: it tells `report` of stages and keeps their times, hands out
/// maps on the way when somebody asked for them, and ends the run that was interrupted.
package final class Monitor {
  private let report: (Progress) -> Void
  /// Whether a loss would be shown if it were told now: it takes as long as a step or two.
  let showsLoss: () -> Bool
  private let isInterrupted: () -> Bool
  /// nil: nobody asked for maps on the way.
  let snapshots: SnapshotInterval?
  private var lastSnapshot = ContinuousClock.now
  /// In the order in which the stages began.
  package private(set) var seconds: [(stage: Stage, seconds: Double)] = []

  package init(
    snapshots: SnapshotInterval? = nil, showsLoss: @escaping () -> Bool = { true },
    isInterrupted: @escaping () -> Bool = { false }, _ report: @escaping (Progress) -> Void
  ) {
    switch snapshots {
    case .steps(let every): precondition(every > 0, "a map after every so many steps")
    case .seconds, nil: break
    }
    self.snapshots = snapshots
    self.showsLoss = showsLoss
    self.isInterrupted = isInterrupted
    self.report = report
  }

  /// Ends the run here when it was interrupted.
  package func check() throws(Interrupted) {
    if isInterrupted() { throw Interrupted() }
  }

  package func time<R>(_ stage: Stage, _ body: () throws -> R) throws -> R {
    try check()
    report(.began(stage))
    let start = ContinuousClock.now
    let result = try body()
    let spent = (ContinuousClock.now - start) / .seconds(1)
    if let place = seconds.firstIndex(where: { $0.stage == stage }) {
      seconds[place].seconds += spent
    } else {
      seconds.append((stage, spent))
    }
    report(.ended(stage, seconds: spent))
    return result
  }

  package func advance(_ stage: Stage, _ advance: Advance) throws(Interrupted) {
    try check()
    report(.advanced(stage, advance))
  }
}

extension Monitor {
  /// Steps from `step` to the next one after which a map is asked for.
  func stepsToSnapshot(after step: Int) -> Int {
    guard case .steps(let every)? = snapshots else { return .max }
    return every - step % every
  }

  /// Whether the map after `step` iterations, `isLast` of all, is asked for.
  func wantsSnapshot(after step: Int, isLast: Bool) -> Bool {
    switch snapshots {
    case nil: return false
    case .steps(let every): return isLast || step % every == 0
    case .seconds(let every):
      guard isLast || ContinuousClock.now - lastSnapshot >= .seconds(every) else { return false }
      lastSnapshot = .now
      return true
    }
  }

  func hand(_ snapshot: Snapshot) { report(.snapshot(snapshot)) }
}
