import Formats
import Values
import Projector
import Viewer

/// The options of `project`, checked: what a run needs to know.
struct ProjectCall {
  var request: DatasetRequest
  var parameters: Parameters
  var device: String
  /// The folder that `--output` names.
  var output: String
  /// The run's name in that folder, when it is a log directory of several.
  var run: String?
  var writing: WriteOptions
  var force: Bool
  var html: PagePlacement

  /// The folder that this run's files go to.
  var folder: String {
    guard let run else { return output }
    return output.hasSuffix("/") ? output + run : "\(output)/\(run)"
  }

  init(_ project: Project) throws {
    parameters = try Self.parameters(project.methods)
    request = try Self.request(project, seed: parameters.seed)
    device = project.devices.device
    if Int(device) == nil, !["auto", "cpu", "gpu"].contains(device) {
      throw CallError("--device", unknown: device, among: ["auto", "cpu", "gpu", "INDEX"])
    }
    output = project.results.output
    guard !output.isEmpty else { throw CallError("--output: expected a folder's name") }
    force = project.results.force
    html = try OptionWords.choice("--html", project.results.html, PagePlacement.self)
    writing = WriteOptions(seed: parameters.seed)
    writing.plots = try PlotOptions(project.pictures)
    try project.files.apply(to: &self)
  }

  private static func request(_ project: Project, seed: UInt64) throws -> DatasetRequest {
    let input = project.input
    var request = DatasetRequest(inputs: input.inputs)
    request.choice = try project.points.choice()
    request.labels = input.labels
    request.metadata = input.metadata
    if let join = input.join, input.metadata == nil {
      throw CallError("--join \(join): joins the rows of --metadata FILE; name that file, too")
    }
    request.join = input.join
    request.images = input.images
    request.limit = try input.limit.map { try OptionWords.integer("--limit", $0, atLeast: 1) }
    request.sample = try input.sample.map { try OptionWords.integer("--sample", $0, atLeast: 1) }
    request.seed = seed
    request.color = project.results.color
    request.name = project.results.name
    return request
  }

  private static func parameters(_ options: MethodOptions) throws -> Parameters {
    var result = Parameters()
    result.methods = try methods(options.method)
    if let components = options.components {
      result.components = try OptionWords.integer(
        "--components", components, atLeast: 2, atMost: 3)
    }
    result.metric = try OptionWords.choice("--metric", options.metric, Metric.self)
    result.pcaComponents = try OptionWords.integer(
      "--pca-components", options.pcaComponents, atLeast: 0, atMost: 1000)
    result.perplexity = try options.perplexity.map {
      try OptionWords.positive("--perplexity", $0, above: 1, inclusive: true)
    }
    result.initialization = try OptionWords.choice(
      "--init", options.initialization, Initialization.self)
    result.neighborsMethod = try OptionWords.choice(
      "--neighbors-method", options.neighborsMethod, NeighborsChoice.self)
    result.repulsion = try OptionWords.choice(
      "--repulsion", options.repulsion, RepulsionChoice.self)
    guard let seed = UInt64(options.seed) else {
      throw CallError("--seed \(options.seed): expected a whole number of 0 or more")
    }
    result.seed = seed
    try schedule(options, &result)
    if result.showsInputAlone { try options.refuseComputation() }
    return result
  }

  private static func schedule(_ options: MethodOptions, _ result: inout Parameters) throws {
    result.iterations = try OptionWords.integer(
      "--iterations", options.iterations, atLeast: 0, atMost: 1_000_000)
    if let word = options.earlyIterations {
      let early = try OptionWords.integer("--early-iterations", word, atLeast: 0)
      guard early <= result.iterations else {
        throw CallError(
          "--early-iterations \(grouped(early)): the early iterations are part of --iterations, "
            + "which is \(grouped(result.iterations))")
      }
      result.earlyIterations = early
    }
    result.earlyExaggeration = try OptionWords.positive(
      "--early-exaggeration", options.earlyExaggeration)
    result.exaggeration = try OptionWords.positive("--exaggeration", options.exaggeration)
    if options.learningRate != "auto" {
      guard Double(options.learningRate) != nil else {
        throw CallError("--learning-rate \(options.learningRate): expected auto or a number")
      }
      result.learningRate = try OptionWords.positive("--learning-rate", options.learningRate)
    }
  }

  private static func methods(_ list: String) throws -> [String] {
    var names: [String] = []
    let known = Method.all.map(\.name)
    for word in list.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
      let name = String(word.drop { $0 == " " })
      guard known.contains(name) else { throw CallError("--method", unknown: name, among: known) }
      guard !names.contains(name) else {
        throw CallError("--method \(list): \(name) is there twice")
      }
      names.append(name)
    }
    return names
  }
}
