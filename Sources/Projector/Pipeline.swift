package import Values
package import Kernels

/// From a dataset to its projection, on one device: preparation and PCA, one neighbor graph for all
/// that ask for one, each method, then the yardsticks.
package struct Pipeline {
  private let device: Device
  private let settings: Settings
  private let monitor: Monitor

  package init(device: Device, settings: Settings, monitor: Monitor) {
    self.device = device
    self.settings = settings
    self.monitor = monitor
  }

  package func run(_ dataset: Dataset) throws -> Projection {
    try settings.check(against: dataset)
    let reduces = settings.reduces(columns: dataset.points.columns)
    let k = settings.neighbors(points: dataset.points.rows)
    let (points, reduction) = try monitor.time(.pca) {
      try prepare(dataset, keep: k != nil && !reduces)
    }
    let principal = try components(reduction, points)
    var found = try k.map { k in
      try monitor.time(.neighbors) { try neighbors(points, reduces ? reduction : nil, k: k) }
    }
    let facts = found?.facts
    let leading = try found.map { try LeadingNeighbors(of: $0.graph, on: device) }
    let graph = found.map { SharedGraph($0.graph, users: users(of: points.rows)) }
    found = nil
    let input = MethodInput(
      device: device, n: points.rows, points: dataset.points, settings: settings,
      principal: principal, graph: graph, monitor: monitor)
    var layouts = try settings.methods.map { try layout($0, input) }
    try monitor.time(.metrics) {
      try measure(
        &layouts, points, reduces ? reduction : nil, leading,
        isWhole: !reduces && facts?.method == .exact)
    }
    var projection = Projection(
      dataset: dataset, layouts: layouts, components: principal, graph: leading?.onHost,
      search: facts)
    projection.graph?.unit = 1 / points.scale
    projection.notes = notes(dataset, points, reduction, principal)
    return projection
  }

  /// What the principal components tell of the points.
  private func notes(
    _ dataset: Dataset, _ points: PreparedPoints, _ reduction: Reduction,
    _ principal: PrincipalComponents
  ) -> [String] {
    guard !settings.methods.allSatisfy({ $0.needs.isInput }) else { return [] }
    let unit = 1 / Double(points.scale)
    let total = points.totalVariance * unit * unit
    let dominance =
      Dominance.ofPoints(principal.scores, count: principal.count, total: total)
      ?? Dominance.ofColumns(points.columnVariances)
    var notes = [dominance?.note(for: dataset)].compactMap(\.self)
    let reduces = settings.reduces(columns: points.columns)
    let asked = reduces ? settings.pcaComponents : settings.components
    let found = reduction.found
    if found < min(asked, points.columns, points.rows - 1) {
      notes.append(
        "\(dataset.firstName): the points vary along \(grouped(found)) "
          + "\(found == 1 ? "axis" : "axes") only; of the \(grouped(asked)) principal components "
          + "asked for, the others are zero")
    }
    return notes
  }

  /// How many methods use the graph.
  private func users(of n: Int) -> Int {
    settings.methods.count { $0.needs.neighbors(points: n) != nil }
  }

  private func layout(_ method: Method, _ input: MethodInput) throws -> Layout {
    let made = try method.run(input)
    return Layout(
      method: method.name, title: method.title, rank: method.rank, components: made.components,
      coordinates: made.coordinates, metrics: made.metrics)
  }

  private func prepare(
    _ dataset: Dataset, keep: Bool
  ) throws -> (PreparedPoints, Reduction) {
    let points = try PreparedPoints(
      dataset.points, metric: settings.metric, device: device, keep: keep,
      standardize: settings.standardize)
    let wanted = min(settings.axes(columns: points.columns), points.rows - 1)
    let reduction = try Reduction(of: points, count: wanted) {
      try monitor.advance(.pca, Advance($0, of: $1))
    }
    return (points, reduction)
  }

  private func components(
    _ reduction: Reduction, _ points: PreparedPoints
  ) throws -> PrincipalComponents {
    let variances = reduction.axes.variances
    let count = min(Settings.shownComponents, variances.count)
    let total = points.totalVariance
    return PrincipalComponents(
      count: count, scores: try reduction.leading(count),
      explainedVariance: variances.prefix(count).map {
        total > 0 ? min(1, $0 / total) : 0
      })
  }

  private func neighbors(
    _ points: PreparedPoints, _ reduction: Reduction?, k: Int
  ) throws -> (graph: DeviceGraph, facts: NeighborFacts) {
    let blocks = try reduction?.scores ?? points.blocks.indices.map(points.block)
    let search = NeighborSearch(
      device: device, choice: settings.neighborsMethod, seed: settings.seed)
    return try search.graph(of: blocks, k: k) {
      try monitor.advance(.neighbors, Advance($0, of: $1))
    }
  }

  private func measure(
    _ layouts: inout [Layout], _ points: PreparedPoints, _ reduction: Reduction?,
    _ leading: LeadingNeighbors?, isWhole: Bool
  ) throws {
    // Points shown as they are keep all of their neighbors: nothing is to be measured.
    let made = layouts.indices.filter { !settings.methods[$0].needs.isInput }
    guard !made.isEmpty else { return }
    let preservation = try NeighborPreservation(
      of: points, reduction, leading, isWhole: isWhole, seed: settings.seed)
    for index in made {
      try preservation.measure(&layouts[index])
      try monitor.advance(.metrics, Advance(index + 1, of: layouts.count))
    }
  }
}

extension Dataset {
  /// How sentences name it: the first of its files.
  var firstName: String { source.paths.first ?? name }
}
