import ArgumentParser
import Formats
import Values
import Projector

/// t-SNE's own options.
struct TSNEOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Effective number of neighbors. (default: min(30, (n - 1) / 3))", valueName: "number"))
  var perplexity: String?

  @Option(
    help: ArgumentHelp(
      "How exaggeration and momentum go: in two phases as in openTSNE; or falling, with a quarter "
        + "of the steps, a lower KL and a little less of the far order. (default: openTSNE)",
      valueName: "openTSNE|falling"))
  var schedule: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Steps in all; 0 writes the initial layout. (default: 1000; falling: 250)", valueName: "n"))
  var iterations: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Steps of the early phase, part of the iterations. (default: min(250, iterations / 4); "
        + "falling: min(130, 13/25 of them))",
      valueName: "n"))
  var earlyIterations: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Factor on attraction in the early phase. (default: 12)", valueName: "number"))
  var earlyExaggeration: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Factor on attraction after it. (default: 1)", valueName: "number"))
  var exaggeration: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Step size; auto: the number of points / exaggeration of the phase. (default: auto)",
      valueName: "auto|number"))
  var learningRate: String?

  @Option(
    help: ArgumentHelp(
      "How repulsion is summed: exactly over all pairs, or by a field on a grid (2-D). auto: the "
        + "faster one. (default: auto)", valueName: "auto|exact|field"))
  var repulsion: String?

  @Option(
    name: .customLong("init"),
    help: ArgumentHelp("Where t-SNE starts. (default: pca)", valueName: "pca|random"))
  var initialization: String?
}

extension TSNEOptions: MethodOptions {
  static var name: String { TSNE.name }

  var given: [GivenOption] {
    [
      .init("--perplexity", perplexity), .init("--schedule", schedule),
      .init("--iterations", iterations),
      .init("--early-iterations", earlyIterations),
      .init("--early-exaggeration", earlyExaggeration), .init("--exaggeration", exaggeration),
      .init("--learning-rate", learningRate), .init("--repulsion", repulsion),
      .init("--init", initialization),
    ].compactMap(\.self)
  }

  func chosen() throws -> Method {
    var result = TSNE()
    result.perplexity = try perplexity.map {
      try OptionWords.positive("--perplexity", $0, above: 1, inclusive: true)
    }
    if let initialization {
      result.initialization = try OptionWords.choice("--init", initialization, Initialization.self)
    }
    if let repulsion {
      result.repulsion = try OptionWords.choice("--repulsion", repulsion, RepulsionChoice.self)
    }
    try descent(&result)
    return .tsne(result)
  }

  private func descent(_ result: inout TSNE) throws {
    if let schedule {
      result.schedule = try OptionWords.choice("--schedule", schedule, ScheduleChoice.self)
    }
    if let iterations {
      result.iterations = try OptionWords.integer(
        "--iterations", iterations, atLeast: 0, atMost: 1_000_000)
    }
    if let earlyIterations {
      let early = try OptionWords.integer("--early-iterations", earlyIterations, atLeast: 0)
      guard early <= result.steps else {
        throw CallError(
          "--early-iterations \(grouped(early)): the early iterations are part of --iterations, "
            + "which is \(grouped(result.steps))")
      }
      result.earlyIterations = early
    }
    if let earlyExaggeration {
      result.earlyExaggeration = try OptionWords.positive("--early-exaggeration", earlyExaggeration)
    }
    if let exaggeration {
      result.exaggeration = try OptionWords.positive("--exaggeration", exaggeration)
    }
    if let learningRate, learningRate != "auto" {
      guard Double(learningRate) != nil else {
        throw CallError("--learning-rate \(learningRate): expected auto or a number")
      }
      result.learningRate = try OptionWords.positive("--learning-rate", learningRate)
    }
  }
}
