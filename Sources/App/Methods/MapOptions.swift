import ArgumentParser
import Projector

/// Which maps are made, and what all methods share.
struct MapOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Methods, comma-separated: \(Self.computed); none: points of 2 or 3 columns as they are.",
      valueName: "list"))
  var method = "pca,tsne"

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Dimensions of every map: 2 or 3. (default: 2)", valueName: "2|3"))
  var components: String?

  @Option(
    help: ArgumentHelp(
      "How near two points are. (default: euclidean)", valueName: "euclidean|cosine"))
  var metric: String?

  @Flag(
    help: "Bring every column to unit variance first, so that loud ones do not drown the others.")
  var standardize = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Same seed, same device: the same bits.", valueName: "n"))
  var seed = "0"

  /// The methods that compute something.
  private static let computed = Method.all.filter { !$0.needs.isInput }.map(\.name)
    .joined(separator: ", ")
}

extension MapOptions: GivenOptions {
  var given: [GivenOption] {
    [
      .init("--components", components), .init("--metric", metric),
      .init("--standardize", standardize ? "" : nil),
    ].compactMap(\.self)
  }

  func uses(_ method: Method) -> Bool { !method.needs.isInput }

  func apply(to settings: inout Settings) throws {
    if let components {
      settings.components = try OptionWords.integer(
        "--components", components, atLeast: 2, atMost: 3)
    }
    if let metric { settings.metric = try OptionWords.choice("--metric", metric, Metric.self) }
    settings.standardize = standardize
    guard let seed = UInt64(seed) else {
      throw CallError("--seed \(seed): expected a whole number of 0 or more")
    }
    settings.seed = seed
  }
}
