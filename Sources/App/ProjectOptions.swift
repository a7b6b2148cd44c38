import ArgumentParser

/// Where it is computed.
struct DeviceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "auto: the first GPU, else the CPU. INDEX: as 'astrolabe devices' prints it.",
      valueName: "auto|cpu|gpu|INDEX"))
  var device = "auto"
}

/// What comes out.
struct OutputOptions: ParsableArguments {
  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Folder for the results; replaced whole if a run made it.", valueName: "dir")
  )
  var output: String

  @Option(
    help: ArgumentHelp(
      "Metadata column that pictures and TensorBoard open with. (default: the labels, else the "
        + "first column with 2 to 50 values)", valueName: "column"))
  var color: String?

  @Option(help: ArgumentHelp("Name of the tensor. (default: the input's base name)"))
  var name: String?

  @Option(
    help: ArgumentHelp(
      "The page's data: inside it, or beside it in index.data; auto: inside up to 64 MB.",
      valueName: "auto|inline|external|off"))
  var html = "auto"

  @Flag(help: "Write into a folder with other files; they are kept.")
  var force = false
}

/// How it talks.
struct TalkOptions: ParsableArguments {
  @Flag(name: [.short, .long], help: "Say nothing but errors.")
  var quiet = false

  @Flag(help: "One JSON event a line on standard error: stage, progress, warning, error, done.")
  var json = false
}
