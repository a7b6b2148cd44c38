import Values

/// The tensors' names: `(t-SNE) NAME` and the like for layouts, NAME for the points.
///
/// The page opens the tensor that sorts first: with metadata before without, more rows before
/// fewer, then by UTF-16 code units (`projector_binary.js`, `_generateUiForNewCheckpointForRun`).
/// All of ours tie but for the name, and "(P" comes before "(t". So every name that would come
/// before the chosen map's starts with a hair space: it sorts after all ASCII, can hardly be seen,
/// and trimming drops it.
struct TensorNames {
  private static let later = "\u{200A}"

  let points: String
  /// In the order of the layouts.
  let layouts: [String]
  /// The one that the page opens.
  let opening: String
  let notes: [String]

  /// The layout of the least rank opens first.
  init(dataset: String, layouts: [Layout]) {
    let name = Self.clean(dataset)
    let titled = layouts.map { "(\($0.title)) \(name)" }
    let opening = Layout.ranked(layouts).first.map { titled[$0] } ?? name
    func placed(_ other: String) -> String {
      other.utf16.lexicographicallyPrecedes(opening.utf16) ? Self.later + other : other
    }
    self.opening = opening
    points = placed(name)
    self.layouts = titled.map(placed)
    notes =
      name == dataset
      ? [] : ["TensorBoard's page cannot ask for a tensor \"\(dataset)\": it is called \"\(name)\""]
  }

  /// A name that survives the page's addresses, which it does not escape, and the server's habits:
  /// no `& # + %`, no control characters, no outer spaces, no `:0` at the end.
  private static func clean(_ name: String) -> String {
    var result = ""
    for scalar in name.unicodeScalars {
      if "&#+%".unicodeScalars.contains(scalar) {
        result += "_"
      } else if scalar.isLineBreakOrControl {
        result += " "
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    result = result.trimmed
    if result.hasSuffix(":0") { result = result.dropLast(2) + "_0" }
    return result.isEmpty ? "points" : result
  }
}
