import Formats
import Values
import Projector
import Session
import Viewer

/// The last words of a run, on standard output: files with their sizes, yardsticks, what to open.
struct Summary {
  let call: ProjectCall
  let outcome: Outcome

  func print() {
    let (request, projection) = (call.request, outcome.projection)
    let seconds = fixed(outcome.seconds, digits: 1)
    Swift.print("\(request.folder): \(outcome.files.count) files in \(seconds) s")
    for file in outcome.files {
      Swift.print("  \(file.name.padded(to: 24))\(size(file.bytes))")
    }
    if let search = projection.search, search.method == .lists {
      Swift.print(
        "neighbors through inverted lists: \(fixed(100 * search.recall, digits: 1)) % of the true "
          + "ones found (recall on \(grouped(search.sample ?? 0)) points)")
    }
    for layout in projection.layouts where !layout.metrics.isEmpty {
      let metrics = layout.metrics.map { "\($0.name) \(fixed($0.value, digits: 4))" }
      Swift.print("\(layout.title): \(metrics.joined(separator: ", "))")
    }
    if request.page != .off {
      Swift.print("Look at it in a browser: \(request.folder)/index.html")
    }
    guard request.writing.tensors != .none else { return }
    Swift.print("Open it in TensorBoard: tensorboard --logdir \(Report.commandLine([call.output]))")
  }
}

/// `12.3 MB`.
func size(_ bytes: Int) -> String {
  let steps: [(Double, String)] = [(1e9, "GB"), (1e6, "MB"), (1e3, "kB")]
  for (unit, name) in steps where Double(bytes) >= unit {
    return "\(fixed(Double(bytes) / unit, digits: 1)) \(name)"
  }
  return "\(bytes) bytes"
}
