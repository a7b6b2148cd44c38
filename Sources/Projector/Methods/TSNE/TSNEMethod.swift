import Values
import Kernels

extension Method {
  /// t-distributed stochastic neighbor embedding (van der Maaten and Hinton 2008), gradient descent
  /// as in openTSNE.
  package static func tsne(_ tsne: TSNE = TSNE()) -> Method {
    Method(
      name: TSNE.name, title: "t-SNE", rank: 0, needs: .graph(k: tsne.neighbors),
      stages: [.affinities, .early, .main], check: tsne.check, notes: tsne.notes,
      memory: tsne.memory, reported: tsne.reported
    ) { input in
      let affinities = try input.monitor.time(.affinities) { try tsne.affinities(input) }
      return try TSNEDescent(input, tsne, affinities).run()
    }
  }
}

extension Stage {
  private static let divergence = Loss(key: "kl", words: "KL")
  static let affinities = Stage("affinities", "affinities")
  /// Iterations under early exaggeration.
  static let early = Stage("early", "t-SNE, early phase", loss: divergence)
  /// The other iterations.
  static let main = Stage("main", "t-SNE, main phase", loss: divergence)
}

extension TSNE {
  package static let name = "tsne"
  /// Fewer points have no t-SNE: a perplexity of 1 asks for three neighbors and then some.
  private static let fewestPoints = 5

  @Sendable fileprivate func check(_ dataset: Dataset, _ settings: Settings) throws(DataError) {
    if repulsion == .field, settings.components == 3 {
      throw DataError(
        "--repulsion field makes maps of 2 dimensions, not of 3. Use --repulsion exact, or "
          + "--components 2")
    }
    let (n, name) = (dataset.points.rows, dataset.firstName)
    if n < Self.fewestPoints {
      throw DataError(
        "t-SNE needs at least \(Self.fewestPoints) points; \(name) has \(n). Use --method pca, or "
          + "more points")
    }
    if let perplexity, 3 * perplexity > Double(n - 1) {
      let needed = Int((3 * perplexity).rounded(.up)) + 1
      let largest = Double(Int(Double(n - 1) / 3 * 10)) / 10
      throw DataError(
        "--perplexity \(number(perplexity)) needs at least \(grouped(needed)) points; \(name) has "
          + "\(grouped(n)). Use --perplexity \(number(largest)) or less")
    }
    // The union of the edges is numbered by the kernels' int.
    let edges = n.multipliedReportingOverflow(by: 2 * neighbors(points: n)).partialValue
    guard edges < Int(Int32.max) else {
      throw DataError(
        "this run needs \(grouped(edges)) neighbor edges; at most 2,147,483,647 can be numbered. "
          + "Use fewer points (--limit, --sample) or a smaller --perplexity")
    }
  }

  @Sendable fileprivate func notes(points n: Int) -> [String] {
    let used = perplexity(points: n)
    guard perplexity == nil, used < 30 else { return [] }
    return [
      "perplexity \(number(used)), because \(grouped(n)) points allow no more "
        + "(a third of the others)"
    ]
  }

  @Sendable fileprivate func memory(points n: Int, _ settings: Settings) -> [Double] {
    let edges = Double(n) * Double(neighbors(points: n))
    return [
      // P over the graph; incoming edges; their union, both ways.
      edges * (4 + 8 + 16),
      // The union, and as the steps read it.
      edges * (16 + 8),
    ]
  }

  @Sendable fileprivate func reported(
    points n: Int, _ settings: Settings
  ) -> [(name: String, value: JSON)] {
    let components = settings.components
    return [
      ("perplexity", .number(perplexity(points: n))),
      ("neighbors", .integer(neighbors(points: n))),
      ("schedule", .string(schedule.rawValue)),
      ("iterations", .integer(steps)),
      ("early_iterations", .integer(early)),
      ("early_exaggeration", .number(earlyExaggeration)),
      ("exaggeration", .number(exaggeration)),
      ("learning_rate", learningRate.map(JSON.number) ?? .string("auto")),
      ("init", .string(initialization.rawValue)),
      (
        "repulsion",
        .string(repulsion.usesField(points: n, components: components) ? "field" : "exact")
      ),
      (
        "kl_normalizer",
        .string(usesFieldNormalizer(points: n, components: components) ? "field" : "exact")
      ),
    ]
  }

  /// P over the leading neighbors of the graph, which stays as it is.
  fileprivate func affinities(_ input: MethodInput) throws -> SparseAffinities {
    guard let shared = input.graph else { preconditionFailure("t-SNE without a graph") }
    return try shared.use { graph in
      let (n, k) = (graph.n, neighbors(points: graph.n))
      let p = try Buffer<Float>(input.device, count: n * k, for: "affinities")
      let betas = try Buffer<Float>(input.device, count: n, for: "affinities")
      try Affinities(input.device)(
        squaredDistances: graph.squaredDistances, stride: graph.k, p: p, betas: betas, k: k,
        perplexity: min(perplexity(points: n), Double(k)))
      let affinities = try Symmetrize(input.device)(
        neighbors: graph.neighbors, stride: graph.k, p: p, n: n, k: k)
      try input.device.finish()
      return affinities
    }
  }
}
