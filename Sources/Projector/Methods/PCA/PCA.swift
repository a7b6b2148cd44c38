import Values

extension Method {
  /// The leading principal components as they are.
  package static let pca = Method(name: "pca", title: "PCA", rank: 2, needs: .points) { input in
    let components = input.settings.components
    let all = input.principal
    var coordinates = [Float](repeating: 0, count: input.n * components)
    for row in 0..<input.n {
      for c in 0..<min(components, all.count) {
        coordinates[row * components + c] = all.scores[row * all.count + c]
      }
    }
    let explained = all.explainedVariance.prefix(components).reduce(0, +)
    return MadeMap(
      components: components, coordinates: coordinates,
      metrics: [.init("explained_variance", explained, words: "explained variance")])
  }
}
