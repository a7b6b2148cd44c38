import Dispatch
import Formats
import Values
import Synchronization

/// Everything that the page knows: packed blocks, and the manifest that describes them.
struct PageData {
  /// Raised when an older page could not read the data.
  static let format = 2

  let blocks: [PackedBlock]
  private let about: [(name: String, value: JSON)]

  /// `plots`: how the run's pictures are made, whose colors the page's are.
  ///
  /// Blocks are packed side by side, as many at a time as there are processors.
  init(
    _ projection: Projection, _ options: PageOptions, _ sheet: SharedSpriteSheet,
    plots: PlotOptions = PlotOptions()
  ) throws(DataError) {
    let dataset = projection.dataset
    let n = dataset.points.rows
    let maps = LayoutBlocks(projection)
    let graph = projection.graph.map { GraphBlocks($0, points: n) }
    let columns = Self.columns(dataset.columns, plots)
    var blocks = maps.blocks + columns.flatMap(\.blocks) + (graph?.blocks ?? [])
    var sprite = JSON.null
    if let images = dataset.images {
      let sprites = SpriteSheet(images: images)
      blocks.append(DataBlock("sprite", .packed(try sheet.png(sprites))))
      sprite = .object([
        ("thumbnail", .integer(sprites.thumbnail)), ("side", .integer(sprites.side)),
      ])
    }
    let color = dataset.columns.firstIndex { $0.name == dataset.colorColumn }
    let colorBlocks = color.map { columns[$0].blocks.map(\.name) } ?? []
    self.blocks = try Self.pack(
      Self.ordered(blocks, first: [maps.opening].compactMap(\.self) + colorBlocks))
    about = [
      ("format", .integer(Self.format)), ("tool", .string(options.tool)),
      ("name", .string(dataset.name)), ("points", .integer(n)),
      ("dimensions", .integer(dataset.points.columns)),
      ("parameters", .object(options.parameters)),
      ("notes", .array(dataset.notes.map(JSON.string))),
      ("color", dataset.colorColumn.map(JSON.string) ?? .null),
      ("layouts", maps.layouts), ("principal", maps.principal),
      ("graph", graph?.manifest ?? .null),
      ("columns", .array(columns.map { .object($0.manifest) })), ("sprite", sprite),
    ]
  }

  /// One line of JSON that is safe inside a script element: no `<`, and none of the two characters
  /// that end a line in JavaScript alone. `external`: the blocks lie in this file, one after the
  /// other.
  func manifest(external: String?) -> String {
    var members = about
    members.append(("external", external.map(JSON.string) ?? .null))
    members.append(("blocks", .object(blocks.map { ($0.name, $0.manifest) })))
    return JSON.object(members).compact.unicodeScalars.reduce(into: "") { text, scalar in
      switch scalar {
      case "<": text += "\\u003c"
      case "\u{2028}": text += "\\u2028"
      case "\u{2029}": text += "\\u2029"
      default: text.unicodeScalars.append(scalar)
      }
    }
  }

  private static func columns(_ columns: [Column], _ plots: PlotOptions) -> [ColumnBlocks] {
    let results = Mutex([ColumnBlocks?](repeating: nil, count: columns.count))
    DispatchQueue.concurrentPerform(iterations: columns.count) { index in
      let result = ColumnBlocks(columns[index], index: index, plots)
      results.withLock { $0[index] = result }
    }
    return results.withLock { $0 }.compactMap(\.self)
  }

  /// What the first picture needs stands first in the file: a page reads it before the rest is
  /// there.
  private static func ordered(_ blocks: [DataBlock], first names: [String]) -> [DataBlock] {
    let early = Set(names)
    return blocks.filter { early.contains($0.name) } + blocks.filter { !early.contains($0.name) }
  }

  private static func pack(_ blocks: [DataBlock]) throws(DataError) -> [PackedBlock] {
    let results = Mutex([Result<PackedBlock, DataError>?](repeating: nil, count: blocks.count))
    DispatchQueue.concurrentPerform(iterations: blocks.count) { index in
      let result = Result { () throws(DataError) in try blocks[index].packed() }
      results.withLock { $0[index] = result }
    }
    var packed: [PackedBlock] = []
    for result in results.withLock({ $0 }) {
      if let block = try result?.get() { packed.append(block) }
    }
    return packed
  }
}
