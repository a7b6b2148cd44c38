import Values

/// bookmarks.json: one view of the points a layout, by rank, each one click away.
///
/// `selectedProjection` is always "umap", whatever made the layout: from "tsne" the page would
/// resume a t-SNE of its own. Keys without which the page throws are all there, and principal
/// components too, because loading a bookmark replaces those that the page had.
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
    layouts = projection.ranked.map { projection.layouts[$0] }
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
    let blocks = (layout.rows + Self.blockRows - 1) / Self.blockRows
    for first in stride(from: 0, to: blocks, by: Self.blocksAtOnce) {
      let count = min(Self.blocksAtOnce, blocks - first)
      let texts = try ParallelBlocks.map(count) { (block) throws(DataError) -> [UInt8] in
        text(ofBlock: first + block, of: layout)
      }
      for text in texts { try file.write(text) }
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

  /// Points whose text is made at once, and how many such blocks are in memory.
  private static let blockRows = 1024
  private static let blocksAtOnce = 64

  private func text(ofBlock block: Int, of layout: Layout) -> [UInt8] {
    let first = block * Self.blockRows
    var text: [UInt8] = []
    text.reserveCapacity(256 * Self.blockRows)
    for row in first..<min(layout.rows, first + Self.blockRows) {
      text.append(contentsOf: (row == 0 ? "{" : ",\n{").utf8)
      appendPoint(row, of: layout, to: &text)
    }
    return text
  }

  private static let axisKeys = (0..<3).map { Array("\"umap-\($0)\":".utf8) }
  private static let componentKeys = (0..<pageComponents).map { Array(",\"pca-\($0)\":".utf8) }

  private func appendPoint(_ row: Int, of layout: Layout, to text: inout [UInt8]) {
    for axis in 0..<layout.components {
      let value = layout.coordinates[row * layout.components + axis]
      if axis > 0 { text.append(UInt8(ascii: ",")) }
      text += Self.axisKeys[axis]
      text += value.description.utf8  // the shortest text that reads back the same
    }
    for component in 0..<Self.pageComponents {
      text += Self.componentKeys[component]
      appendShortened(score(row, component), to: &text)
    }
    text.append(UInt8(ascii: "}"))
  }

  /// 0 where a component is missing or, as in constant data, has no number.
  private func score(_ row: Int, _ component: Int) -> Float {
    guard let components, component < components.count else { return 0 }
    let value = components.scores[row * components.count + component]
    return value.isFinite ? value : 0
  }
}
