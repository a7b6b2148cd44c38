import ArgumentParser
import Kernels
import Session

/// From files of points to a folder of maps.
struct Project: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make maps of points and write them to a folder.",
    discussion: """
      Examples:
        astrolabe project train-images-idx3-ubyte.gz --labels train-labels-idx1-ubyte.gz -o runs/digits
        astrolabe project words.npy --metadata words.tsv --metric cosine -o runs/words
      """)

  @OptionGroup(title: "Input") var input: InputOptions
  @OptionGroup(title: "What of a file is the points") var points: PointsOptions
  @OptionGroup(title: "Maps") var maps: MapOptions
  @OptionGroup(title: "Neighbors") var neighbors: NeighborOptions
  @OptionGroup(title: "t-SNE") var tsne: TSNEOptions
  @OptionGroup(title: "Device") var devices: DeviceOptions
  @OptionGroup(title: "Output") var results: OutputOptions
  @OptionGroup(title: "Pictures") var pictures: PictureOptions
  @OptionGroup(title: "Files") var files: FileOptions
  @OptionGroup(title: "Talk") var talk: TalkOptions

  /// The methods that have options.
  var methods: [any MethodOptions] { [tsne] }

  func run() throws {
    let cache = KernelCache()
    Interruption.watch(cache)
    defer { cache.remove() }
    let talk = Talk(isQuiet: talk.quiet, isJSON: talk.json)
    do {
      let call = try ProjectCall(self)
      let session = Session(call.request)
      Interruption.covers(session)
      let outcome = try session.run(Listener(talk.hear, showsLoss: { talk.showsProgress }))
      if talk.isChatty { Summary(call: call, outcome: outcome).print() }
      talk.done(output: call.request.folder, seconds: outcome.seconds)
    } catch {
      let failure = Failure(error)
      talk.fail(failure.sentence)
      throw ExitCode(failure.code)
    }
  }
}
