import Values

/// A format of points: how a file of it is recognized by its content, and read.
struct Reader: Sendable {
  /// Short, for reports: `npy`.
  let name: String
  /// For people, in the plural: `.npy arrays`.
  let title: String
  /// What one file is called, by the format that is reported of it, where that is not a name yet.
  var words: [String: String] = [:]
  /// The options that choose what of a file is the points.
  var options: [PointsChoice.Option] = []
  let recognizes: @Sendable (InputFile) -> Bool
  /// Called only with options that the reader lists.
  let read: @Sendable (InputFile, PointsChoice) throws(DataError) -> FileContent
  /// A small beginning that tells what the whole file is, to inspect it; nil where all must be
  /// read, or where reading is nothing but a look at a header.
  var beginning: (@Sendable (InputFile) -> Beginning?)?
  /// What a file that holds several arrays says of them.
  var arrays: (@Sendable (InputFile) throws(DataError) -> NamedArrays)?
  /// Columns by name, of a file that need not hold points: for `--metadata`, where so many rows are
  /// wanted if that is known. Text that is read as points may be a table beside that.
  var columns: (@Sendable (InputFile, Int?) throws(DataError) -> MetadataTable)?
  /// Folders of the format.
  var folder: FolderFormat?

  /// Every format, the strictest first. A new one is a file here and a line in this list.
  static let all: [Reader] = [
    Reader(
      name: "npy", title: ".npy arrays", words: ["npy": "NumPy array"],
      recognizes: Npy.recognizes, read: Npy.read),
    Reader(
      name: "npz", title: ".npz archives", words: ["npz": "NumPy archive"], options: [.array],
      recognizes: Npz.recognizes, read: Npz.read, arrays: Npz.arrays, columns: Npz.columns),
    Reader(
      name: "idx", title: "IDX files", words: ["idx": "IDX file"], recognizes: Idx.recognizes,
      read: Idx.read),
    Reader(
      name: "safetensors", title: "safetensors", options: [.tensor],
      recognizes: Safetensors.recognizes, read: Safetensors.read, arrays: Safetensors.arrays,
      columns: Safetensors.columns),
    Reader(
      name: "safetensors-index", title: "indexes of safetensors", options: [.tensor],
      recognizes: SafetensorsIndex.recognizes, read: SafetensorsIndex.read,
      arrays: SafetensorsIndex.arrays, columns: SafetensorsIndex.columns),
    Reader(
      name: "vectors", title: "fvecs, bvecs or ivecs", recognizes: VectorRecords.recognizes,
      read: VectorRecords.read, beginning: VectorRecords.beginning),
    Reader(
      name: "projector", title: "TensorBoard projector configurations",
      words: ["projector": "TensorBoard projector"], options: [.tensor],
      recognizes: ProjectorSource.recognizes, read: ProjectorReader.read,
      columns: ProjectorReader.columns, folder: LogFolder.format),
    Reader(
      name: "json", title: "JSON lines, JSON",
      words: ["json": "JSON document", "jsonl": "JSON lines"], options: [.column],
      recognizes: JSONReader.recognizes, read: JSONReader.read, beginning: Beginning.jsonLines,
      columns: JSONReader.columns),
    Reader(
      name: "words", title: "word2vec, GloVe and fastText vectors",
      recognizes: WordVectorText.recognizes, read: WordVectorText.read,
      beginning: WordVectorText.beginning),
    Reader(
      name: "words-binary", title: "word2vec .bin", recognizes: WordVectorBinary.recognizes,
      read: WordVectorBinary.read, beginning: WordVectorBinary.beginning),
    Reader(
      name: "delimited", title: "TSV or CSV of numbers",
      words: ["csv": "CSV table", "tsv": "TSV table"], options: [.column, .header],
      recognizes: recognizesDelimited, read: readDelimited, beginning: Beginning.table),
  ]

  /// Recognizes and reads `file`. Errors name the file; an option that its format does not know is
  /// one.
  static func read(_ file: InputFile, _ choice: PointsChoice) throws(DataError) -> FileContent {
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

  /// What a file of `format`, as one of its contents says it, is called.
  func title(of format: String) -> String { words[format] ?? format }

  /// The file that says what `folder` holds, by the first format that knows it.
  static func entry(of folder: String) throws(DataError) -> String {
    let formats = all.compactMap(\.folder)
    for format in formats {
      if let entry = try format.entry(folder) { return entry }
    }
    let marks = formats.map { "a \($0.mark)" }.joined(separator: " or ")
    let names = formats.map { "a \($0.name)" }.joined(separator: " or ")
    throw DataError("\(folder): is a folder without \(marks); name a file, or \(names)")
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
  ) throws(DataError) -> FileContent {
    let read = try DelimitedReader.read(path: file.path, storage: file.storage, choice: choice)
    return FileContent(
      blocks: [read.block], format: read.format,
      shape: [read.block.rows, read.block.columns], columns: read.columns, notes: read.notes)
  }
}

/// A format whose data are a folder of files.
struct FolderFormat: Sendable {
  /// For people: `TensorBoard log folder`.
  let name: String
  /// What such a folder holds, and others do not.
  let mark: String
  /// The file that says what the folder holds, which the format's reader recognizes; nil: it is no
  /// such folder.
  let entry: @Sendable (String) throws(DataError) -> String?
}
