import Formats
import Values
import Kernels
import Projector

extension Report {
  /// What the run used, before its times are known.
  init(
    of call: ProjectCall, _ dataset: Dataset, _ device: DeviceDescription, _ projection: Projection
  ) {
    self.init(
      version: toolVersion, command: Report.commandLine(CommandLine.arguments),
      input: dataset.source,
      device: .init(
        index: device.index, name: device.name, platform: device.platform, driver: device.driver),
      layouts: projection.layouts)
    search = projection.search
    parameters = Self.parameters(call, dataset)
  }

  private static func parameters(
    _ call: ProjectCall, _ dataset: Dataset
  ) -> [(name: String, value: JSON)] {
    let p = call.parameters
    let n = dataset.points.rows
    var members: [(name: String, value: JSON)] = [
      ("points", .integer(n)),
      ("method", .array(p.methods.map(JSON.string))),
      ("components", .integer(p.components(columns: dataset.points.columns))),
      ("metric", .string(p.metric.rawValue)),
      (
        "pca_components",
        .integer(p.reduces(columns: dataset.points.columns) ? p.pcaComponents : 0)
      ),
    ]
    if p.methods.contains("tsne") { members += schedule(p, n) }
    members += [
      ("seed", .integer(Int(clamping: p.seed))),
      ("limit", call.request.limit.map(JSON.integer) ?? .null),
      ("sample", call.request.sample.map(JSON.integer) ?? .null),
      ("color", dataset.colorColumn.map(JSON.string) ?? .null),
      ("name", .string(dataset.name)),
    ]
    return members
  }

  private static func schedule(_ p: Parameters, _ n: Int) -> [(name: String, value: JSON)] {
    [
      ("perplexity", .number(p.perplexity(points: n))),
      ("neighbors", .integer(p.neighbors(points: n))),
      ("iterations", .integer(p.iterations)),
      ("early_iterations", .integer(p.early)),
      ("early_exaggeration", .number(p.earlyExaggeration)),
      ("exaggeration", .number(p.exaggeration)),
      ("learning_rate", p.learningRate.map(JSON.number) ?? .string("auto")),
      ("init", .string(p.initialization.rawValue)),
      ("neighbors_method", .string(p.neighborsMethod.rawValue)),
      (
        "repulsion",
        .string(p.repulsion.usesField(points: n, components: p.components) ? "field" : "exact")
      ),
      ("kl_normalizer", .string(p.usesFieldNormalizer(points: n) ? "field" : "exact")),
    ]
  }
}
