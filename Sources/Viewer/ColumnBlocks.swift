import Formats
import Values

/// One metadata column as blocks: numbers as float32, few different texts as a dictionary and a
/// code each, other texts as they are.
struct ColumnBlocks {
  private(set) var blocks: [DataBlock] = []
  private(set) var manifest: [(name: String, value: JSON)]
  private let prefix: String

  /// `plots`: how the run's pictures are made, whose colors the page's are.
  init(_ column: Column, index: Int, _ plots: PlotOptions = PlotOptions()) {
    prefix = "column\(index)"
    let kind = column.kind
    let coloring = ColumnColoring(column, plots)
    manifest = [
      ("name", .string(column.name)), ("kind", .string(Self.word(kind))), coloring.manifest,
    ]
    if kind == .number || coloring.isScale {
      let numbers = column.values.numbers.map { Float($0) }
      add("numbers", DataBlock("\(prefix).numbers", numbers))
      if column.values.allSatisfy(PlainNumber.survives) { return }
    }
    if let dictionary = Dictionary(column.values) {
      let codes = narrow(dictionary.codes, largest: max(0, dictionary.texts.count - 1))
      add("codes", DataBlock("\(prefix).codes", .numbers(codes.bytes)))
      manifest.append(("width", .integer(codes.width)))
      manifest.append(("distinct", .integer(dictionary.texts.count)))
      addTexts(dictionary.texts)
    } else {
      addTexts(column.values)
    }
  }

  private mutating func add(_ role: String, _ block: DataBlock) {
    manifest.append((role, .string(block.name)))
    blocks.append(block)
  }

  /// All texts in one block of UTF-8, and the length of each in bytes.
  private mutating func addTexts(_ texts: some Collection<String>) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(texts.reduce(0) { $0 + $1.utf8.count })
    var lengths: [UInt32] = []
    lengths.reserveCapacity(texts.count)
    for text in texts {
      let start = bytes.count
      bytes.append(contentsOf: text.utf8)
      lengths.append(UInt32(clamping: bytes.count - start))
    }
    add("texts", DataBlock("\(prefix).texts", .text(bytes)))
    add("lengths", DataBlock("\(prefix).lengths", lengths))
  }

  private static func word(_ kind: Column.Kind) -> String {
    switch kind {
    case .number: "number"
    case .category: "category"
    case .text: "text"
    }
  }

  /// Each text's place among the different ones, in the order of their first appearance.
  private struct Dictionary {
    var codes: [UInt32] = []
    var texts: [String] = []

    /// nil when a dictionary would save little.
    init?(_ values: ColumnValues) {
      let most = ColumnValues.mostCodes(of: values.count)
      switch values.form {
      case .codes(let codes, let texts):
        guard texts.count <= most else { return nil }
        (self.codes, self.texts) = (codes, texts)
        return
      case .texts(_, areMany: true): return nil
      case .texts, .numbers: break
      }
      var places: [String: UInt32] = [:]
      codes.reserveCapacity(values.count)
      for value in values {
        if let place = places[value] {
          codes.append(place)
          continue
        }
        guard texts.count < most else { return nil }
        places[value] = UInt32(texts.count)
        codes.append(UInt32(texts.count))
        texts.append(value)
      }
    }
  }
}

extension ColumnColoring {
  fileprivate var isScale: Bool {
    if case .scale = self { return true }
    return false
  }

  /// The manifest's `scale` or `groups`.
  fileprivate var manifest: (name: String, value: JSON) {
    switch self {
    case .groups(let groups): return ("groups", .array(groups.leadingRows.map(JSON.integer)))
    case .scale(let scale, _):
      let scaling = scale.isLogarithmic ? "log" : scale.isDiverging ? "diverging" : "linear"
      return (
        "scale",
        .object([
          ("scaling", .string(scaling)), ("low", .number(scale.low)), ("high", .number(scale.high)),
          ("below", .integer(scale.below)), ("above", .integer(scale.above)),
        ])
      )
    }
  }
}

/// Numbers whose text the page can print again from their float32.
enum PlainNumber {
  /// Whether `text` is empty or a plain decimal of at most six digits, written as JavaScript writes
  /// it: then `Number(x.toPrecision(6))` gives it back.
  static func survives(_ text: String) -> Bool {
    var rest = text.utf8[...]
    guard !rest.isEmpty else { return true }
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    let parts = rest.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = parts.first, !whole.isEmpty else { return false }
    guard parts.allSatisfy({ $0.allSatisfy(isDigit) }) else { return false }
    let zero = UInt8(ascii: "0")
    if whole.first == zero, whole.count > 1 { return false }
    if parts.count == 2, parts[1].isEmpty || parts[1].last == zero { return false }
    if text == "-0" { return false }
    return whole.count + (parts.count == 2 ? parts[1].count : 0) <= 6
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
