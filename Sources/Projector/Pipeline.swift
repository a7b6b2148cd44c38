package import Values
package import Kernels

/// From a dataset to its projection, on one device: preparation and PCA, neighbors, affinities,
/// then each method, then the yardsticks.
package struct Pipeline {
  private let device: Device
  private let parameters: Parameters
  private let clock: Clock

  package init(device: Device, parameters: Parameters, clock: Clock) {
    self.device = device
    self.parameters = parameters
    self.clock = clock
  }

  /// The number of principal components that bookmarks and pages show.
  private static let shownComponents = 10

  package func run(_ dataset: Dataset) throws -> Projection {
    try parameters.check(against: dataset)
    let methods = parameters.methods.compactMap(Method.named)
    precondition(methods.count == parameters.methods.count)
    let reduces = parameters.reduces(columns: dataset.points.columns)
    let needsAffinities = methods.contains { $0.needsAffinities }
    let (points, reduction) = try clock.time(.pca) {
      try prepare(dataset, keep: needsAffinities && !reduces)
    }
    let principal = try components(reduction, points)
    let found =
      needsAffinities
      ? try clock.time(.neighbors) { try neighbors(points, reduces ? reduction : nil) } : nil
    let leading = try found?.graph.leading(DeviceGraph.kept)
    let affinities = try found.map { found in
      try clock.time(.affinities) { try self.affinities(found.graph) }
    }
    let input = MethodInput(
      device: device, n: points.rows, points: dataset.points, parameters: parameters,
      principal: principal,
      affinities: affinities, clock: clock)
    var layouts = try methods.map { try $0.run(input) }
    try clock.time(.metrics) {
      try measure(
        &layouts, points, reduces ? reduction : nil, leading,
        isWhole: !reduces && found?.facts.method == "exact")
    }
    return Projection(
      dataset: dataset, layouts: layouts, components: principal, graph: leading,
      search: found?.facts)
  }

  private func prepare(
    _ dataset: Dataset, keep: Bool
  ) throws -> (PreparedPoints, Reduction) {
    let points = try PreparedPoints(
      dataset.points, metric: parameters.metric, device: device, keep: keep)
    let reduces = parameters.reduces(columns: points.columns)
    let wanted = max(Self.shownComponents, reduces ? parameters.pcaComponents : 0)
    let reduction = try Reduction(of: points, count: min(points.columns, wanted, points.rows - 1)) {
      clock.advance(.pca, $0, of: $1)
    }
    return (points, reduction)
  }

  private func components(
    _ reduction: Reduction, _ points: PreparedPoints
  ) throws -> PrincipalComponents {
    let variances = reduction.axes.variances
    let count = min(Self.shownComponents, variances.count)
    let total = points.totalVariance
    return PrincipalComponents(
      count: count, scores: try reduction.leading(count),
      explainedVariance: variances.prefix(count).map {
        total > 0 ? min(1, $0 / total) : 0
      })
  }

  private func neighbors(
    _ points: PreparedPoints, _ reduction: Reduction?
  ) throws -> (graph: DeviceGraph, facts: NeighborFacts) {
    let blocks = try reduction?.scores ?? points.blocks.indices.map(points.block)
    let search = GraphSearch(
      device: device, choice: parameters.neighborsMethod, seed: parameters.seed)
    return try search.graph(of: blocks, k: parameters.neighbors(points: points.rows)) {
      clock.advance(.neighbors, $0, of: $1)
    }
  }

  /// P over the graph, which is consumed.
  private func affinities(_ graph: DeviceGraph) throws -> SparseAffinities {
    let (n, k) = (graph.n, graph.k)
    let p = try Buffer<Float>(device, count: n * k, for: "affinities")
    let betas = try Buffer<Float>(device, count: n, for: "affinities")
    try Affinities(device)(
      squaredDistances: graph.squaredDistances, p: p, betas: betas, k: k,
      perplexity: min(parameters.perplexity(points: n), Double(k)))
    let affinities = try Symmetrize(device)(neighbors: graph.neighbors, p: p, n: n, k: k)
    try device.finish()
    return affinities
  }

  private func measure(
    _ layouts: inout [Layout], _ points: PreparedPoints, _ reduction: Reduction?,
    _ graph: NeighborGraph?, isWhole: Bool
  ) throws {
    // Points shown as they are keep all of their neighbors: nothing is to be measured.
    let made = layouts.indices.filter { layouts[$0].method != Method.none.name }
    guard !made.isEmpty else { return }
    let kept = try KeptNeighbors(
      of: points, reduction, graph: graph, isWhole: isWhole, seed: parameters.seed)
    for index in made {
      try kept.measure(&layouts[index])
      clock.advance(.metrics, index + 1, of: layouts.count)
    }
  }
}
