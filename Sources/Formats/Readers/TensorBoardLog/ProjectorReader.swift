import Values

/// TensorBoard's Embedding Projector as input: a configuration, or the folder that holds one, with
/// its tensors, metadata and sprite.
enum ProjectorReader {
  /// Errors name the configuration, or the file that it names.
  static func read(_ file: InputFile, _ choice: PointsChoice) throws(DataError) -> FileContent {
    let source = try ProjectorSource(file)
    let folder = ProjectorFolder(file.path)
    let (tensor, note) = try ProjectorChoice(source.tensors, file.path).tensor(choice.tensor)
    guard let path = tensor.path else {
      throw DataError(
        "\(file.path): tensor \(tensor.name) has no tensor_path; it is in a checkpoint, which is not "
          + "read")
    }
    var read = try ProjectorTensor(try folder.open(path), shape: tensor.shape).read()
    read.name = tensor.name
    read.format = "projector"
    read.file = file.path
    if let note { read.notes.append(note) }
    if let metadata = tensor.metadata {
      let table = try folder.open(metadata)
      let columns = try ProjectorTable.read(table, rows: read.rows)
      try check(columns.first?.values.count ?? 0, read.rows, table.path, path)
      read.columns += columns
    }
    if let sprite = tensor.sprite { try addSprite(try folder.open(sprite), tensor, to: &read) }
    return read
  }

  /// The metadata of its tensors, where they have one table alone.
  static func columns(_ file: InputFile, _ rows: Int?) throws(DataError) -> MetadataTable {
    let tables = Set(try ProjectorSource(file).tensors.compactMap(\.metadata)).sorted()
    guard tables.count < 2 else {
      throw DataError("\(file.path): names the metadata \(listed(tables)); name one of these files")
    }
    guard let table = tables.first else { throw DataError("\(file.path): names no metadata") }
    let opened = try ProjectorFolder(file.path).open(table)
    return MetadataTable(columns: try ProjectorTable.read(opened, rows: rows))
  }

  private static func check(
    _ found: Int, _ rows: Int, _ path: String, _ tensor: String
  ) throws(DataError) {
    guard found != rows else { return }
    throw DataError(
      "\(path): has \(grouped(found)) rows, but the tensor \(tensor) has \(grouped(rows)) points")
  }

  private static func addSprite(
    _ file: InputFile, _ tensor: ProjectorSource.Tensor, to read: inout FileContent
  ) throws(DataError) {
    if let kind = ForeignFormat.name(file.prefix), !kind.contains("PNG") {
      read.notes.append("\(file.path): is \(kind); thumbnails are cut out of PNG alone")
      return
    }
    read.images = try SpriteCut.images(file, size: tensor.thumbnail, count: read.rows)
  }
}

/// The folder of a configuration, from which its paths count.
struct ProjectorFolder {
  private let configuration: String
  private let folder: String

  init(_ configuration: String) {
    self.configuration = configuration
    let parts = configuration.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    folder = parts.isEmpty ? "" : parts.joined(separator: "/") + "/"
  }

  /// The file that the configuration calls `path`.
  func open(_ path: String) throws(DataError) -> InputFile {
    if path.hasPrefix("http://") || path.hasPrefix("https://") {
      throw DataError("\(path): is on the web; fetch it, and name the file in \(configuration)")
    }
    do throws(DataError) {
      return try InputFile(path.hasPrefix("/") ? path : folder + path)
    } catch {
      throw DataError("\(error.message); \(configuration) names it")
    }
  }
}

/// Which of a configuration's tensors is meant.
private struct ProjectorChoice {
  private let tensors: [ProjectorSource.Tensor]
  private let path: String

  init(_ tensors: [ProjectorSource.Tensor], _ path: String) throws(DataError) {
    self.tensors = tensors
    self.path = path
    if tensors.isEmpty { throw DataError("\(path): names no embeddings") }
  }

  /// The one named, the only one, or the only one of more than three columns, for maps have two or
  /// three; and what to say about it.
  func tensor(
    _ name: String?
  ) throws(DataError) -> (tensor: ProjectorSource.Tensor, note: String?) {
    if let name { return (try named(name), nil) }
    if tensors.count == 1 { return (tensors[0], nil) }
    let wide = tensors.filter { $0.shape.count == 2 && $0.shape[1] > 3 }
    guard wide.count == 1 else {
      throw DataError("\(path): holds \(names); choose one with --tensor")
    }
    return (wide[0], "\(path): holds \(names); \(wide[0].name) is taken. --tensor chooses another")
  }

  private func named(_ name: String) throws(DataError) -> ProjectorSource.Tensor {
    if let tensor = tensors.first(where: { $0.name == name }) { return tensor }
    // Names may have spaces around them that a person does not see.
    if let tensor = tensors.first(where: { $0.name.trimmed == name.trimmed }) { return tensor }
    let meant = suggestion(for: name, among: tensors.map(\.name)).map { ". Did you mean \($0)?" }
    throw DataError("--tensor \(name): \(path) holds \(names)\(meant ?? "")")
  }

  private var names: String {
    let shown = tensors.prefix(20).map { tensor in
      let shape =
        tensor.shape.isEmpty ? "" : " (\(tensor.shape.map(grouped).joined(separator: " x ")))"
      return tensor.name + shape
    }
    return (tensors.count == 1 ? "the tensor " : "the tensors ") + listed(shown)
  }
}
