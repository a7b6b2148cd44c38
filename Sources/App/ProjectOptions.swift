import ArgumentParser

/// What is computed.
struct MethodOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Methods, comma-separated: pca, tsne; none: points of 2 or 3 columns as they are.",
      valueName: "list"))
  var method = "pca,tsne"

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Dimensions of every map: 2 or 3. (default: 2)", valueName: "2|3"))
  var components: String?

  @Option(help: ArgumentHelp("How near two points are.", valueName: "euclidean|cosine"))
  var metric = "euclidean"

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Reduce to N principal components before the neighbors are searched, when there are more "
        + "dimensions; 0 = off.", valueName: "n"))
  var pcaComponents = "50"

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Effective number of neighbors. (default: min(30, (n - 1) / 3))", valueName: "number"))
  var perplexity: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Steps in all; 0 writes the initial layout.", valueName: "n"))
  var iterations = "1000"

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Steps of the early phase, part of the iterations. (default: min(250, iterations / 4))",
      valueName: "n"))
  var earlyIterations: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Factor on attraction in the early phase.", valueName: "number"))
  var earlyExaggeration = "12"

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Factor on attraction after it.", valueName: "number"))
  var exaggeration = "1"

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Step size; auto: the number of points / exaggeration of the phase.",
      valueName: "auto|number"))
  var learningRate = "auto"

  @Option(
    help: ArgumentHelp(
      "How neighbors are searched: exactly among all points, or through inverted lists, of which "
        + "the recall is reported. auto: exactly up to 100,000 points.",
      valueName: "auto|exact|lists"))
  var neighborsMethod = "auto"

  @Option(
    help: ArgumentHelp(
      "How repulsion is summed: exactly over all pairs, or by a field on a grid (2-D). auto: the "
        + "faster one.", valueName: "auto|exact|field"))
  var repulsion = "auto"

  @Option(
    name: .customLong("init"),
    help: ArgumentHelp("Where t-SNE starts.", valueName: "pca|random"))
  var initialization = "pca"

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Same seed, same device: the same bits.", valueName: "n"))
  var seed = "0"
}

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
