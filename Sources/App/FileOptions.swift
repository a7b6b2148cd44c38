import ArgumentParser
import Formats
import Session

/// Which files come out.
struct FileOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "TensorBoard's tensors: raw float32, text, or nothing for TensorBoard at all.",
      valueName: "binary|tsv|none"))
  var tensors = "binary"

  @Option(
    help: ArgumentHelp(
      "Name of a run in the log directory --output: the files go to DIR/NAME, beside other runs, "
        + "with the event file that TensorBoard asks for.", valueName: "name"))
  var run: String?

  @Option(
    help: ArgumentHelp(
      "Files of coordinates, comma-separated: npy, an array a map; csv, one table with the "
        + "metadata.", valueName: "list"))
  var layoutFormat = "npy"
}

extension FileOptions {
  /// Checks what can be checked without a file.
  func apply(to request: inout Request) throws {
    request.writing.tensors = try OptionWords.choice("--tensors", tensors, TensorFormat.self)
    let formats = try OptionWords.list("--layout-format", layoutFormat, LayoutFormat.self)
    request.writing.layoutFormats = Set(formats)
    guard let run else { return }
    try Self.check(run: run)
    guard request.writing.tensors != .none else {
      throw CallError("--run \(run): is for TensorBoard, and --tensors none writes nothing for it")
    }
    request.isLogRun = true
    request.folder += request.folder.hasSuffix("/") ? run : "/\(run)"
  }

  /// A run's name is a folder's name, and the page does not escape it in its addresses.
  private static func check(run: String) throws {
    guard !run.isEmpty else { throw CallError("--run: expected a name") }
    if let bad = run.unicodeScalars.first(where: { "/&#+%".unicodeScalars.contains($0) }) {
      let reason = bad == "/" ? "it names one folder in --output" : "TensorBoard's page loses it"
      throw CallError("--run \(run): leave out the \(bad): \(reason)")
    }
    let isPlain = run.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    guard !run.hasPrefix("."), isPlain else {
      throw CallError("--run \(run): expected a name without control characters or a dot in front")
    }
  }
}
