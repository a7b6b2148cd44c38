import Values

extension Method {
  /// The leading principal components as they are.
  static let pca = Method(name: "pca", title: "PCA", needsAffinities: false) { input in
    let components = input.parameters.components
    let all = input.principal
    var coordinates = [Float](repeating: 0, count: input.n * components)
    for row in 0..<input.n {
      for c in 0..<min(components, all.count) {
        coordinates[row * components + c] = all.scores[row * all.count + c]
      }
    }
    let explained = all.explainedVariance.prefix(components).reduce(0, +)
    return Layout(
      method: "pca", title: "PCA", components: components, coordinates: coordinates,
      metrics: [.init("explained_variance", explained)])
  }
}
