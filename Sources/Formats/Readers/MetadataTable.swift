import Values

/// `--metadata`: columns by name, from text or from any format that knows columns.
struct MetadataTable {
  /// All of one length.
  var columns: [Column]
  /// What the user should know of how the file was understood.
  var notes: [String] = []

  init(columns: [Column], notes: [String] = []) {
    self.columns = columns
    self.notes = notes
  }

  /// Reads `file`. `rows`: how many are wanted; nil: not known. Errors: those of its format, no
  /// columns, columns of different lengths.
  init(_ file: InputFile, rows: Int?) throws(DataError) {
    let reader = Reader.all.first { $0.recognizes(file) }
    guard let columns = reader?.columns else {
      if let reader, !TextEncoding.isText(file.prefix) { throw Self.nameless(file, reader) }
      let table = try MetadataReader.read(path: file.path, storage: file.storage)
      self.init(columns: table.columns, notes: table.notes)
      return
    }
    self = try columns(file, rows)
    guard let first = self.columns.first else {
      throw DataError("\(file.path): holds no columns of metadata")
    }
    for column in self.columns where column.values.count != first.values.count {
      throw DataError(
        "\(file.path): \(column.name) is \(grouped(column.values.count)) rows long, "
          + "\(first.name) \(grouped(first.values.count)); columns of metadata are of one length")
    }
  }

  private static func nameless(_ file: InputFile, _ reader: Reader) -> DataError {
    let able = Reader.all.filter { $0.columns != nil }.map(\.title)
    return DataError(
      "\(file.path): metadata has columns with names, which \(reader.title) have not; it is read "
        + "from TSV, CSV, \(listed(able)). One label a point goes to --labels")
  }
}
