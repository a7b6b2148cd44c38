import Values

/// What a reader found in one file.
struct ReadPoints {
  var block: PointBlock
  /// The file that the user named, where it is more than the block's.
  var file: String?
  /// `npy`, `npz`, `idx`, `csv`, `tsv` ...
  var format: String
  /// The shape in the file, the points first.
  var shape: [Int]
  /// Pictures of the points, when the file is made of them.
  var images: Images?
  /// Columns that are not coordinates.
  var columns: [Column] = []
  /// Records may lack some of the columns, and other files have others.
  var hasLooseColumns = false
  /// What the user should know of how the file was understood.
  var notes: [String] = []
  /// What the points are called, where their file says it.
  var name: String?

  /// The file that the user named.
  var path: String { file ?? block.path }
}

/// A format of points: how a file of it is recognized by its content, and read.
struct Reader: Sendable {
  /// Short, for reports: `npy`.
  let name: String
  /// For people, in the plural: `.npy arrays`.
  let title: String
  /// The options that choose what of a file is the points.
  var options: [PointsChoice.Option] = []
  let recognizes: @Sendable (InputFile) -> Bool
  /// Called only with options that the reader lists.
  let read: @Sendable (InputFile, PointsChoice) throws(DataError) -> ReadPoints
  /// A small beginning that tells what the whole file is, to inspect it; nil where all must be read,
  /// or where reading is nothing but a look at a header.
  var beginning: (@Sendable (InputFile) -> Beginning?)?
  /// What a file that holds several arrays says of them.
  var arrays: (@Sendable (InputFile) throws(DataError) -> NamedArrays)?

  /// Every format, the strictest first. A new one is a file here and a line in this list.
  static let all: [Reader] = [
    Reader(name: "npy", title: ".npy arrays", recognizes: Npy.recognizes, read: Npy.read),
    Reader(
      name: "npz", title: ".npz archives", options: [.array], recognizes: Npz.recognizes,
      read: Npz.read, arrays: Npz.arrays),
    Reader(name: "idx", title: "IDX files", recognizes: Idx.recognizes, read: Idx.read),
    Reader(
      name: "safetensors", title: "safetensors", options: [.tensor],
      recognizes: Safetensors.recognizes, read: Safetensors.read, arrays: Safetensors.arrays),
    Reader(
      name: "safetensors-index", title: "indexes of safetensors", options: [.tensor],
      recognizes: SafetensorsIndex.recognizes, read: SafetensorsIndex.read,
      arrays: SafetensorsIndex.arrays),
    Reader(
      name: "vectors", title: "fvecs, bvecs or ivecs", recognizes: VectorRecords.recognizes,
      read: VectorRecords.read, beginning: VectorRecords.beginning),
    Reader(
      name: "projector", title: "TensorBoard projector configurations", options: [.tensor],
      recognizes: ProjectorSource.recognizes, read: ProjectorReader.read),
    Reader(
      name: "json", title: "JSON lines, JSON", options: [.column],
      recognizes: JSONReader.recognizes,
      read: JSONReader.read, beginning: Beginning.jsonLines),
    Reader(
      name: "words", title: "word2vec, GloVe and fastText vectors",
      recognizes: WordVectorText.recognizes, read: WordVectorText.read,
      beginning: WordVectorText.beginning),
    Reader(
      name: "words-binary", title: "word2vec .bin", recognizes: WordVectorBinary.recognizes,
      read: WordVectorBinary.read, beginning: WordVectorBinary.beginning),
    Reader(
      name: "delimited", title: "TSV or CSV of numbers", options: [.column, .header],
      recognizes: recognizesDelimited, read: readDelimited, beginning: Beginning.table),
  ]

  /// Recognizes and reads `file`. Errors name the file; an option that its format does not know is
  /// one.
  static func read(_ file: InputFile, _ choice: PointsChoice) throws(DataError) -> ReadPoints {
    let reader = try of(file)
    try reader.check(choice, file)
    return try reader.read(file, choice)
  }

  /// Throws where `choice` uses an option that this format does not know.
  func check(_ choice: PointsChoice, _ file: InputFile) throws(DataError) {
    for (option, value) in choice.given where !options.contains(option) {
      let able = Self.all.filter { $0.options.contains(option) }.map(\.title)
      let place = able.isEmpty ? "no format that is read here" : listed(able)
      throw DataError(
        "\(option.rawValue) \(value): chooses within \(place); \(file.path) is none of these")
    }
  }

  /// The reader of a file's content.
  static func of(_ file: InputFile) throws(DataError) -> Reader {
    if let reader = all.first(where: { $0.recognizes(file) }) { return reader }
    let foreign = ForeignFormat.name(file.prefix)
    if foreign == nil, let refusal = DelimitedReader.refusal(file.prefix) {
      throw DataError("\(file.path): \(refusal)")
    }
    let found = foreign.map { "looks like \($0)" } ?? "is of no known format"
    throw DataError(
      "\(file.path): \(found); points are read from \(listed(all.map(\.title))), "
        + "each also \(listed(Codec.all.map(\.suffix)))")
  }

  @Sendable private static func recognizesDelimited(_ file: InputFile) -> Bool {
    ForeignFormat.name(file.prefix) == nil && DelimitedReader.recognizes(file.prefix)
  }

  @Sendable private static func readDelimited(
    _ file: InputFile, _ choice: PointsChoice
  ) throws(DataError) -> ReadPoints {
    let read = try DelimitedReader.read(path: file.path, storage: file.storage, choice: choice)
    return ReadPoints(
      block: read.block, format: read.format, shape: [read.block.rows, read.block.columns],
      images: nil, columns: read.columns, notes: read.notes)
  }
}

/// Names formats that are not read, for a better error.
enum ForeignFormat {
  private static let magics: [([UInt8], String)] = [
    (Array("PK\u{3}\u{4}".utf8), "a zip archive without arrays (.pt, .docx and .xlsx are such)"),
    (Array("PK\u{5}\u{6}".utf8), "an empty zip archive"),
    (Array("PAR1".utf8), "Parquet"),
    ([0xBA, 0x16, 0x4F, 0x2F], "a fastText model (its .vec file can be read)"),
    ([0x89] + Array("HDF".utf8), "HDF5"),
    ([0x89] + Array("PNG".utf8), "a PNG picture"),
    (Array("SQLite format 3".utf8), "an SQLite database"),
    (Array("ARROW1".utf8), "Arrow"),
    (Array("%PDF".utf8), "a PDF"),
    ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
    ([0x80, 0x02], "a Python pickle"), ([0x80, 0x03], "a Python pickle"),
    ([0x80, 0x04], "a Python pickle"), ([0x80, 0x05], "a Python pickle"),
    ([0xFD] + Array("7zXZ".utf8), "an xz archive"), (Array("BZh".utf8), "a bzip2 archive"),
    ([0x28, 0xB5, 0x2F, 0xFD], "a Zstandard archive"),
  ]

  static func name(_ prefix: [UInt8]) -> String? {
    magics.first { prefix.starts(with: $0.0) }?.1
  }
}
