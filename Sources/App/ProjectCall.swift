import Formats
import Values
import Projector
import Session
import Viewer

/// The options of `project`, checked: what a run needs to know, and how the command speaks of it.
struct ProjectCall {
  var request: Request
  /// The folder that `--output` names: the run's, or the log directory of several.
  let output: String

  init(_ project: Project) throws {
    let settings = try Self.settings(project)
    output = project.results.output
    request = Request(try Self.dataset(project, seed: settings.seed), settings, folder: output)
    request.device = try DeviceWish(project.devices.device)
    guard !output.isEmpty else { throw CallError("--output: expected a folder's name") }
    request.force = project.results.force
    request.page = try OptionWords.choice("--html", project.results.html, PagePlacement.self)
    request.writing = WriteOptions(seed: settings.seed)
    request.writing.plots = try PlotOptions(project.pictures)
    request.command = Report.commandLine(CommandLine.arguments)
    try project.files.apply(to: &request)
  }

  private static func dataset(_ project: Project, seed: UInt64) throws -> DatasetRequest {
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

  private static func settings(_ project: Project) throws -> Settings {
    var settings = Settings()
    settings.methods = try methods(project.maps.method, project.methods)
    try project.maps.apply(to: &settings)
    try project.neighbors.apply(to: &settings)
    let groups: [any GivenOptions] = [project.maps, project.neighbors] + project.methods
    for group in groups { try group.refuseUnused(by: settings.methods) }
    return settings
  }

  /// The methods of `list`, each as its options want it.
  private static func methods(
    _ list: String, _ options: [any MethodOptions]
  ) throws -> [Method] {
    // Words that no method would understand are refused whichever methods are chosen.
    let wanted = try options.map { try $0.chosen() }
    var methods: [Method] = []
    let known = Method.all.map(\.name)
    for word in list.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
      let name = String(word.drop { $0 == " " })
      let method = wanted.first { $0.name == name } ?? Method.named(name)
      guard let method else { throw CallError("--method", unknown: name, among: known) }
      guard !methods.contains(where: { $0.name == name }) else {
        throw CallError("--method \(list): \(name) is there twice")
      }
      methods.append(method)
    }
    return methods
  }
}

extension DeviceWish {
  /// The word of `--device`.
  init(_ word: String) throws {
    switch word {
    case "auto": self = .auto
    case "cpu": self = .cpu
    case "gpu": self = .gpu
    default:
      guard let index = Int(word) else {
        throw CallError("--device", unknown: word, among: ["auto", "cpu", "gpu", "INDEX"])
      }
      self = .index(index)
    }
  }
}
