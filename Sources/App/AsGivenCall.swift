import ArgumentParser

extension MethodOptions {
  /// Refuses what says how to compute a map where `--method none` computes none. (Options that repeat
  /// their default ask for nothing, and pass.)
  func refuseComputation() throws {
    let usual = try MethodOptions.parse([])
    let options: [(name: String, given: String?, usual: String?)] = [
      ("--components", components, usual.components),
      ("--metric", metric, usual.metric),
      ("--pca-components", pcaComponents, usual.pcaComponents),
      ("--perplexity", perplexity, usual.perplexity),
      ("--iterations", iterations, usual.iterations),
      ("--early-iterations", earlyIterations, usual.earlyIterations),
      ("--early-exaggeration", earlyExaggeration, usual.earlyExaggeration),
      ("--exaggeration", exaggeration, usual.exaggeration),
      ("--learning-rate", learningRate, usual.learningRate),
      ("--repulsion", repulsion, usual.repulsion),
      ("--init", initialization, usual.initialization),
    ]
    for option in options where option.given != option.usual {
      throw CallError(
        "\(option.name) \(option.given ?? ""): --method none shows the points as they are and "
          + "computes nothing. Leave it out, or use another --method")
    }
  }
}
