import Kernels

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How exaggeration, momentum and the decay of gains go from step to step.
package enum ScheduleChoice: String, CaseIterable, Sendable {
  /// As in openTSNE: one exaggeration for the early phase, another after it; momentum 0.5, then
  /// 0.8.
  case openTSNE
  /// The exaggeration falls geometrically during the early phase, momentum is 0.9, then 0.98, and
  /// gains decay more slowly. After 250 steps the divergence is lower than openTSNE's after 1,000;
  /// the order of far points is kept a little less well (60,000 words: 0.585 of random triplets
  /// instead of 0.591).
  case falling
}

/// The numbers of every step of a descent: exaggeration, rate, momentum and the decay of gains.
struct DescentSchedule {
  /// Steps of the early phase, and in all.
  let early: Int
  let steps: Int
  private let tsne: TSNE
  private let n: Int
  /// Steps of the early phase before the exaggeration falls.
  private let held: Int

  init(_ tsne: TSNE, points n: Int) {
    self.tsne = tsne
    self.n = n
    early = tsne.early
    steps = tsne.steps
    held = tsne.schedule == .falling ? Int((Self.heldShare * Double(early)).rounded()) : early
  }

  /// Of the early phase: 30 of 130 steps.
  private static let heldShare = 3.0 / 13

  /// Steps from which on the points are put in order anew: once the early phase has parted them,
  /// once the map has unfolded, and once it hardly changes.
  var reorderings: [Int] {
    switch tsne.schedule {
    case .openTSNE: [100, early + 75, early + 300]
    case .falling: [held + 10, held + 60, early + 20]
    }
  }

  /// Steps before which the layout's growth may change its pace.
  private var bends: [Int] { [0, held, early] }

  func isBend(_ step: Int) -> Bool { bends.contains(step) }

  /// Steps from `step` to the next bend.
  func stepsToBend(after step: Int) -> Int {
    bends.filter { $0 > step }.map { $0 - step }.min() ?? .max
  }

  /// The numbers of step `index`, from 0.
  func step(_ index: Int) -> Update.Step {
    let exaggeration = exaggeration(index)
    let isEarly = index < early
    let rate = tsne.learningRate ?? Double(n) / exaggeration
    switch tsne.schedule {
    case .openTSNE:
      return Update.Step(
        exaggeration: Float(exaggeration), rate: Float(rate), momentum: isEarly ? 0.5 : 0.8,
        decay: 0.8)
    case .falling:
      return Update.Step(
        exaggeration: Float(exaggeration), rate: Float(rate), momentum: isEarly ? 0.9 : 0.98,
        decay: 0.9)
    }
  }

  private func exaggeration(_ index: Int) -> Double {
    guard index < early else { return tsne.exaggeration }
    guard index >= held else { return tsne.earlyExaggeration }
    let share = Double(index - held + 1) / Double(early - held + 1)
    return tsne.earlyExaggeration
      * exp(share * log(tsne.exaggeration / tsne.earlyExaggeration))
  }
}
