/// bookmarks.json: one view of the points a layout, t-SNE's first, each one click away.
///
/// `selectedProjection` is always "umap", whatever made the layout: from "tsne" the page would resume a
/// t-SNE of its own. Keys without which the page throws are all there, and principal components too,
/// because loading a bookmark replaces those that the page had.
struct Bookmarks {
  static let fileName = "bookmarks.json"
  /// Principal components that the page knows.
  private static let pageComponents = 10

  private let layouts: [Layout]
  private let components: PrincipalComponents?
  /// [rows, columns] of the points tensor.
  private let shape: [Int]
  private let table: ProjectorMetadata

  /// `columns` of the points tensor.
  init(_ projection: Projection, columns: Int, table: ProjectorMetadata) {
    let isFirst = { (layout: Layout) in layout.method == "tsne" }
    layouts = projection.layouts.filter(isFirst) + projection.layouts.filter { !isFirst($0) }
    components = projection.components
    shape = [projection.dataset.points.rows, columns]
    self.table = table
  }

  func write(to folder: OutputFolder) throws(DataError) {
    let file = try folder.create(Self.fileName)
    for (i, layout) in layouts.enumerated() {
      try file.write(i == 0 ? "[" : ",\n")
      try write(layout, to: file)
    }
    try file.write("]\n")
    try file.close()
  }

  private func write(_ layout: Layout, to file: FileWriter) throws(DataError) {
    let head = JSON.object(head(of: layout)).compact
    try file.write(head.dropLast() + ",\"projections\":[")
    for row in 0..<layout.rows {
      try file.write(row == 0 ? "{" : ",\n{")
      try writePoint(row, of: layout, to: file)
    }
    try file.write("]}")
  }

  private func head(of layout: Layout) -> [(name: String, value: JSON)] {
    let isSolid = layout.components > 2
    let label = "\(layout.title) (\(Report.tool))"
    let texts = ["customXLeftText", "customXRightText", "customYUpText", "customYDownText"]
    return [
      ("label", .string(label)),
      ("isSelected", .bool(false)),
      ("dataSetDimensions", .array(shape.map(JSON.integer))),
      ("selectedProjection", .string("umap")),
      ("umapIs3d", .bool(isSolid)),
      ("umapNeighbors", .integer(15)),
      ("umapMinDist", .number(0.1)),
      ("tSNEIteration", .integer(0)),
      ("tSNEPerplexity", .integer(30)),
      // The slider's exponent: should the page ever start t-SNE, it would hardly move.
      ("tSNELearningRate", .integer(-3)),
      ("tSNEis3d", .bool(isSolid)),
      ("pcaComponentDimensions", .array((0..<(isSolid ? 3 : 2)).map(JSON.integer))),
      ("selectedPoints", .array([])),
      ("cameraDef", camera(isSolid: isSolid)),
      ("selectedColorOptionName", .string(table.colorOption ?? "No color map")),
      ("forceCategoricalColoring", .bool(false)),
      ("selectedLabelOption", .string(table.labelOption)),
    ] + texts.map { ($0, .string("")) }
  }

  /// The page's own first view.
  private func camera(isSolid: Bool) -> JSON {
    let position = isSolid ? [0.45, 0.9, 1.6] : [0, 0, 4]
    return .object([
      ("orthographic", .bool(!isSolid)),
      ("position", .array(position.map(JSON.number))),
      ("target", .array([0, 0, 0].map(JSON.integer))),
      ("zoom", .integer(1)),
    ])
  }

  private func writePoint(_ row: Int, of layout: Layout, to file: FileWriter) throws(DataError) {
    for axis in 0..<layout.components {
      let value = layout.coordinates[row * layout.components + axis]
      try file.write("\(axis == 0 ? "" : ",")\"umap-\(axis)\":")
      try file.write(value.description)  // the shortest text that reads back the same
    }
    for component in 0..<Self.pageComponents {
      try file.write(",\"pca-\(component)\":")
      try file.write(shortened(score(row, component)))
    }
    try file.write("}")
  }

  /// 0 where a component is missing or, as in constant data, has no number.
  private func score(_ row: Int, _ component: Int) -> Float {
    guard let components, component < components.count else { return 0 }
    let value = components.scores[row * components.count + component]
    return value.isFinite ? value : 0
  }
}

/// `value` with about six significant digits.
func shortened(_ value: Float) -> String {
  let size = Double(abs(value))
  if size == 0 { return "0" }
  guard size >= 1e-4, size < 1e6 else { return value.description }
  // Six digits after the first one that counts: 1234.5678 -> 1234.57.
  var decimals = 5
  var scale = 1e5
  while size * scale >= 999_999.5, decimals > 0 { (decimals, scale) = (decimals - 1, scale / 10) }
  while size * scale < 99_999.95 { (decimals, scale) = (decimals + 1, scale * 10) }
  var digits = String(Int((size * scale).rounded()))
  digits = String(repeating: "0", count: max(0, decimals + 1 - digits.utf8.count)) + digits
  var text = (value < 0 ? "-" : "") + digits.dropLast(decimals)
  var fraction = digits.suffix(decimals)
  while fraction.last == "0" { fraction.removeLast() }
  if !fraction.isEmpty { text += "." + fraction }
  return text
}
