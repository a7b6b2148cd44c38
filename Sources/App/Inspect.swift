import Values
import ArgumentParser
import Formats

/// Says what a file of points is understood as.
struct Inspect: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say how a file of points is understood, and what to type next.",
    discussion: """
      Reads no more of a file than it must: of arrays the header, of tables and lines of text the \
      beginning. Exit code 0: the file can be projected, or a choice is left that is named; 1: it \
      cannot, and why.

      Example: astrolabe inspect embeddings.npz
      """)

  @Argument(help: ArgumentHelp("Files of points, or TensorBoard log folders.", valueName: "file"))
  var files: [String]

  @OptionGroup(title: "What of a file is the points") var points: PointsOptions

  @Flag(help: "One JSON object a file, on a line each.")
  var json = false

  func run() throws {
    var failed = false
    for (index, path) in files.enumerated() {
      do {
        let inspection = try Inspection.of(path, points.choice())
        if json {
          print(inspection.json.compact)
        } else {
          print((index > 0 ? "\n" : "") + InspectionText(inspection).text.printable)
        }
        failed = failed || inspection.isRefused
      } catch {
        if json {
          print(
            JSON.object([("path", .string(path)), ("error", .string("\(error)"))]).compact)
        } else {
          writeToStandardError("astrolabe: \("\(error)".printable)\n")
        }
        if error is CallError { throw ExitCode(2) }
        failed = true
      }
    }
    if failed { throw ExitCode(1) }
  }
}

extension Inspection {
  /// The file is understood, and `project` will refuse it.
  var isRefused: Bool { points != nil && problem != nil }
}
