import Values

/// projector_config.json: the same tensors for the projector's standalone page, which opens the
/// first tensor of the list and reads paths relative to its own address (`index.html?config=...`).
struct StandaloneConfig {
  static let fileName = "projector_config.json"

  let config: ProjectorConfig
  /// Name of the tensor to open.
  let opening: String

  func write(to folder: OutputFolder) throws(DataError) {
    let isFirst = { (tensor: ProjectorConfig.Tensor) in tensor.name == opening }
    let tensors = config.tensors.filter(isFirst) + config.tensors.filter { !isFirst($0) }
    let file = try folder.create(Self.fileName)
    try file.write(JSON.object([("embeddings", .array(tensors.map(json)))]).pretty + "\n")
    try file.close()
  }

  private func json(of tensor: ProjectorConfig.Tensor) -> JSON {
    var members: [(name: String, value: JSON)] = [
      ("tensorName", .string(tensor.name)),
      ("tensorShape", .array([.integer(tensor.file.rows), .integer(tensor.file.columns)])),
      ("tensorPath", .string(tensor.file.name)),
      ("metadataPath", .string(config.metadata)),
    ]
    if let bookmarks = tensor.bookmarks { members.append(("bookmarksPath", .string(bookmarks))) }
    if let sprite = config.sprite {
      let side = JSON.integer(sprite.dimension)
      members.append(
        (
          "sprite",
          .object([
            ("imagePath", .string(sprite.name)), ("singleImageDim", .array([side, side])),
          ])
        ))
    }
    return .object(members)
  }
}
