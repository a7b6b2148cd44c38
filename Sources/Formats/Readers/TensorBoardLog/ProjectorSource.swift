import Values

/// What a TensorBoard projector's configuration says, in protobuf's text format or in the JSON of
/// the standalone page.
struct ProjectorSource {
  struct Tensor: Equatable {
    var name: String
    /// nil: in a checkpoint.
    var path: String?
    /// [n, d], where it is said.
    var shape: [Int] = []
    var metadata: String?
    /// A picture of all thumbnails, and the size of one, [width, height].
    var sprite: String?
    var thumbnail: [Int] = []
  }

  /// In the file's order.
  let tensors: [Tensor]

  /// Whether text begins like such a configuration.
  static func recognizes(_ file: InputFile) -> Bool {
    let prefix = String(decoding: file.prefix, as: UTF8.self)
    if isJSON(prefix) {
      return prefix.contains("\"embeddings\"")
        && (prefix.contains("\"tensorPath\"") || prefix.contains("\"tensorName\""))
    }
    let lines = prefix.split(whereSeparator: \.isNewline).map { String($0).trimmed }
    guard let first = lines.first(where: { !$0.isEmpty && !$0.hasPrefix("#") }) else {
      return false
    }
    return ["embeddings", "model_checkpoint_path", "model_checkpoint_dir"].contains { name in
      guard first.hasPrefix(name) else { return false }
      return first.dropFirst(name.count).first { $0 != " " }.map { ":{<".contains($0) } ?? true
    }
  }

  private static func isJSON(_ prefix: String) -> Bool { prefix.trimmed.hasPrefix("{") }

  init(_ file: InputFile) throws(DataError) {
    let isJSON = Self.isJSON(String(decoding: file.prefix, as: UTF8.self))
    tensors = try file.storage.withView { (bytes) throws(DataError) in
      isJSON
        ? try JSON.parse(path: file.path, bytes: bytes)["embeddings"]?.elements.map(Self.tensor)
          ?? []
        : try ProtoText.parse(path: file.path, bytes: bytes).messages("embeddings").map(Self.tensor)
    }
  }

  private static func tensor(_ value: JSON) -> Tensor {
    named(
      Tensor(
        name: value["tensorName"]?.text ?? "", path: value["tensorPath"]?.text,
        shape: value["tensorShape"]?.elements.compactMap(\.whole) ?? [],
        metadata: value["metadataPath"]?.text, sprite: value["sprite"]?["imagePath"]?.text,
        thumbnail: value["sprite"]?["singleImageDim"]?.elements.compactMap(\.whole) ?? []))
  }

  /// Of a field that comes twice, the last counts.
  private static func tensor(_ message: ProtoText) -> Tensor {
    let sprite = message.messages("sprite").last
    return named(
      Tensor(
        name: message.texts("tensor_name").last ?? "", path: message.texts("tensor_path").last,
        shape: message.wholes("tensor_shape"), metadata: message.texts("metadata_path").last,
        sprite: sprite?.texts("image_path").last,
        thumbnail: sprite?.wholes("single_image_dim") ?? []))
  }

  /// Without a name the file's counts; `:0` at its end does not.
  private static func named(_ tensor: Tensor) -> Tensor {
    var tensor = tensor
    if tensor.name.isEmpty { tensor.name = tensor.path.map(InputFile.baseName) ?? "" }
    if tensor.name.hasSuffix(":0") { tensor.name.removeLast(2) }
    if tensor.path == "" { tensor.path = nil }
    if tensor.metadata == "" { tensor.metadata = nil }
    if tensor.sprite == "" { tensor.sprite = nil }
    return tensor
  }
}
