import ArgumentParser
import Projector

/// How neighbors are searched, for every method that asks for them.
struct NeighborOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Reduce to N principal components before the neighbors are searched, when there are more "
        + "dimensions; 0 = off. (default: 50)", valueName: "n"))
  var pcaComponents: String?

  @Option(
    help: ArgumentHelp(
      "Exactly among all points, or through inverted lists, of which the recall is reported. auto: "
        + "exactly up to 100,000 points. (default: auto)", valueName: "auto|exact|lists"))
  var neighborsMethod: String?
}

extension NeighborOptions: GivenOptions {
  var given: [GivenOption] {
    [
      .init("--pca-components", pcaComponents), .init("--neighbors-method", neighborsMethod),
    ].compactMap(\.self)
  }

  func uses(_ method: Method) -> Bool {
    if case .graph = method.needs { true } else { false }
  }

  func apply(to settings: inout Settings) throws {
    if let pcaComponents {
      settings.pcaComponents = try OptionWords.integer(
        "--pca-components", pcaComponents, atLeast: 0, atMost: 1000)
    }
    if let neighborsMethod {
      settings.neighborsMethod = try OptionWords.choice(
        "--neighbors-method", neighborsMethod, NeighborsChoice.self)
    }
  }
}
