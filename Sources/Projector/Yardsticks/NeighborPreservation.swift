import Values
import Kernels

/// What maps preserve of the points' original neighbors:
///
/// - `quality`: of every point, the share of its 15 nearest in the run's own graph that are among
///   its 15 nearest on the map; and the mean of these shares.
/// - `recall10`: the same for 10 neighbors in all dimensions, as a mean over a sample of the
///   points, or over all of them where the run's graph is that of all dimensions and exact.
struct NeighborPreservation {
  private let device: Device
  /// Of every point in the run's graph.
  private let leading: LeadingNeighbors?
  /// nil: the graph serves.
  private let sample: RecallSample?
  private let recalled: Int

  /// `reduction`: what `leading` was searched in, if not in all dimensions. `isWhole`: whether it
  /// holds the exact neighbors in all of them.
  init(
    of points: PreparedPoints, _ reduction: Reduction?, _ leading: LeadingNeighbors?,
    isWhole: Bool, seed: UInt64
  ) throws {
    precondition(leading.map { $0.k <= Preservation.count } ?? true)
    device = points.device
    self.leading = leading
    recalled = min(RecallSample.count, points.rows - 1)
    sample =
      isWhole && (leading?.k ?? 0) >= recalled
      ? nil : try RecallSample(of: points, reduction, leading, seed: seed)
  }

  /// Adds the measures of `layout` to it. A map with numbers that are not finite has none.
  func measure(_ layout: inout Layout) throws {
    guard layout.coordinates.allSatisfy(\.isFinite) else { return }
    let preservation = try Preservation(device, components: layout.components)
    let found = try preservation.neighbors(of: layout.coordinates)
    if let sample {
      layout.metrics.append(.init("recall10", try sample.share(in: found), words: Self.recallWords))
    } else if let leading {
      let shares = try preservation.shares(
        of: leading.onDevice, stride: leading.k, in: found, k: recalled)
      layout.metrics.append(.init("recall10", Self.mean(shares), words: Self.recallWords))
    }
    guard let leading else { return }
    let quality = try preservation.shares(
      of: leading.onDevice, stride: leading.k, in: found, k: leading.k)
    layout.metrics.append(.init("quality", Self.mean(quality)))
    layout.quality = quality
  }

  private static let recallWords = "10-neighbor recall"

  private static func mean(_ shares: [Float]) -> Double {
    shares.reduce(0) { $0 + Double($1) } / Double(shares.count)
  }
}
