import ArgumentParser
import Kernels

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
  @OptionGroup(title: "Method") var methods: MethodOptions
  @OptionGroup(title: "Device") var devices: DeviceOptions
  @OptionGroup(title: "Output") var results: OutputOptions
  @OptionGroup(title: "Pictures") var pictures: PictureOptions
  @OptionGroup(title: "Files") var files: FileOptions
  @OptionGroup(title: "Talk") var talk: TalkOptions

  func run() throws {
    let cache = KernelCache()
    Interruption.watch(cache)
    defer { cache.remove() }
    let talk = Talk(isQuiet: talk.quiet, isJSON: talk.json)
    do {
      try Run(ProjectCall(self), talk).perform()
    } catch {
      talk.fail("\(error)")
      throw ExitCode(error is CallError ? 2 : 1)
    }
  }
}
