package import Values
package import Kernels

/// How the neighbor graph is searched for.
package enum NeighborsChoice: String, CaseIterable, Sendable {
  /// Exactly up to `exactLimit` points; above by lists, where they reach the wanted recall for
  /// less work.
  case auto
  /// Among all points.
  case exact
  /// Through inverted lists.
  case lists

  /// Points up to which the exact search is taken: there it is a fifth of a run, and lists save
  /// little of it (with PoCL on two cores, 2.2 s beside 1.8 to 2.0 s at 60,000 x 50).
  package static let exactLimit = 100_000

  func mayUseLists(points: Int) -> Bool {
    self == .lists || self == .auto && points > Self.exactLimit
  }
}

/// The graph of the k nearest neighbors of every point, exact or through lists.
package struct NeighborSearch {
  private let device: Device
  private let choice: NeighborsChoice
  /// Of the samples.
  private let seed: UInt64

  package init(device: Device, choice: NeighborsChoice, seed: UInt64) {
    self.device = device
    self.choice = choice
    self.seed = seed
  }

  package func graph(
    of blocks: [Matrix], k: Int, progress: (_ done: Int, _ total: Int) throws -> Void
  ) throws -> (DeviceGraph, NeighborFacts) {
    let n = blocks.reduce(0) { $0 + $1.rows }
    let exact = try ExactSearch(device, dimensions: blocks[0].columns)
    var facts = NeighborFacts(method: .exact)
    facts.note = choice == .auto ? obstacle(blocks) : nil
    if choice.mayUseLists(points: n), facts.note == nil {
      let lists = try ListSearch(device, blocks: blocks, seed: seed) { sample, rows in
        try exact.neighbors(of: sample, rows: rows, k: k, among: blocks)
      }
      if choice == .lists || lists.plan.work < Self.worthwhile {
        let graph = try DeviceGraph(device, n: n, k: k)
        let short = try lists.fill(graph, progress: progress)
        try exact.fill(graph, rows: short, among: blocks)
        facts.method = .lists
        (facts.recall, facts.sample) = try recall(graph, exact, blocks)
        (facts.lists, facts.visits) = (lists.count, lists.plan.visits)
        return (graph, facts)
      }
      facts.note =
        "neighbors are searched exactly: lists that find \(Int(100 * ListPlan.wantedRecall)) % of "
        + "them would need \(Int((100 * lists.plan.work).rounded())) % of the exact search's work"
    }
    return (try exact.graph(of: blocks, k: k, progress: progress), facts)
  }

  /// Work beside the exact search's from which on that one is taken.
  private static let worthwhile = 0.7

  /// Why lists cannot be had, if so.
  private func obstacle(_ blocks: [Matrix]) -> String? {
    let n = blocks.reduce(0) { $0 + $1.rows }
    // Every list is filled up to whole panels.
    let floats = (n + 64 * InvertedLists.count(points: n)) * (blocks[0].stride + 1)
    guard n > NeighborsChoice.exactLimit, 4 * floats > device.description.maxAllocation else {
      return nil
    }
    return "neighbors are searched exactly: lists of \(blocks[0].columns) dimensions would need "
      + "\(gigabytes(4 * floats)) GB in one buffer, of which '\(device.description.name)' allows "
      + "\(gigabytes(device.description.maxAllocation)). Use fewer --pca-components"
  }

  private static let recallSample = 1000

  /// The share of true neighbors in the graph, on a sample.
  private func recall(
    _ graph: DeviceGraph, _ exact: ExactSearch, _ blocks: [Matrix]
  ) throws -> (recall: Double, sample: Int) {
    let rows = sampleRows(Self.recallSample, of: graph.n, seed: seed &+ 3)
    let queries = try exact.queries(rows, among: blocks)
    let truth = try exact.neighbors(of: queries, rows: rows, k: graph.k, among: blocks)
    var hits = 0
    for (index, row) in rows.enumerated() {
      let found = try graph.neighbors.read(row * graph.k..<(row + 1) * graph.k)
      hits += Set(truth[index * graph.k..<(index + 1) * graph.k]).intersection(found).count
    }
    return (Double(hits) / Double(rows.count * graph.k), rows.count)
  }
}
