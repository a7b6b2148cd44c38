import ArgumentParser
import Formats

/// What goes in.
struct InputOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Points: .npy, .npz, safetensors, fvecs, IDX, JSON, or TSV/CSV of numbers, each also .gz. "
        + "Several files of one format are concatenated in order.", valueName: "input"))
  var inputs: [String]

  @Option(
    help: ArgumentHelp(
      "One label per point: IDX, .npy of integers, or text, one a line.", valueName: "file"))
  var labels: String?

  @Option(
    help: ArgumentHelp(
      "TSV or CSV with a header, .npz, safetensors, JSON or a TensorBoard log (also .gz), a row per "
        + "point.", valueName: "file"))
  var metadata: String?

  @Option(
    help: ArgumentHelp(
      "Rows of the metadata find their points by this column, which both have, instead of by their "
        + "order; a=b where the points call it a and the metadata b.", valueName: "column"))
  var join: String?

  @Option(
    help: ArgumentHelp(
      "Thumbnails: IDX images, or .npy of bytes (n x height x width). Points that are pictures "
        + "are their own.", valueName: "file"))
  var images: String?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Only the first N points.", valueName: "n"))
  var limit: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Then N points at random, by the seed, in the input's order.", valueName: "n"))
  var sample: String?
}

/// What of a file is the points.
struct PointsOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The array that is the points, where a file holds several; others of the same length are "
        + "metadata.", valueName: "name"))
  var array: String?

  @Option(
    help: ArgumentHelp(
      "The tensor that is the points, where a file holds several.", valueName: "name"))
  var tensor: String?

  @Option(
    help: ArgumentHelp(
      "The columns or keys that are the points: a,b or x0..x99.", valueName: "list"))
  var column: String?

  @Option(
    help: ArgumentHelp(
      "Whether a table's first line names its columns; auto: by a rule.",
      valueName: "auto|yes|no"))
  var header = "auto"
}

extension PointsOptions {
  /// What of each input is the points.
  func choice() throws -> PointsChoice {
    var choice = PointsChoice()
    choice.array = array
    choice.tensor = tensor
    choice.column = column
    choice.header = try OptionWords.choice("--header", header, PointsChoice.Header.self)
    return choice
  }
}
