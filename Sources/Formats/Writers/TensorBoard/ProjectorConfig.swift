import Values

/// projector_config.pbtxt: which tensors there are, with paths relative to its own folder, in
/// protobuf's text format (TensorBoard's ProjectorConfig message).
struct ProjectorConfig {
  static let fileName = "projector_config.pbtxt"

  struct Tensor {
    var name: String
    var file: TensorFile
    /// Name of the bookmarks file.
    var bookmarks: String?
  }

  let tensors: [Tensor]
  /// Name of the metadata file that all tensors share.
  let metadata: String
  /// The sprite sheet that all tensors share, and the side in pixels of one thumbnail.
  let sprite: (name: String, dimension: Int)?

  func write(to folder: OutputFolder) throws(DataError) {
    let file = try folder.create(Self.fileName)
    for tensor in tensors { try file.write(text(of: tensor)) }
    try file.close()
  }

  private func text(of tensor: Tensor) -> String {
    var lines = [
      "tensor_name: \(Self.quoted(tensor.name))",
      "tensor_path: \(Self.quoted(tensor.file.name))",
      "tensor_shape: \(tensor.file.rows)",
      "tensor_shape: \(tensor.file.columns)",
      "metadata_path: \(Self.quoted(metadata))",
    ]
    if let bookmarks = tensor.bookmarks {
      lines.append("bookmarks_path: \(Self.quoted(bookmarks))")
    }
    if let sprite {
      lines += [
        "sprite {", "  image_path: \(Self.quoted(sprite.name))",
        "  single_image_dim: \(sprite.dimension)", "  single_image_dim: \(sprite.dimension)", "}",
      ]
    }
    return "embeddings {\n" + lines.map { "  \($0)\n" }.joined() + "}\n"
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case "\u{0}"..<" ", "\u{7F}":
        let digits = String(scalar.value, radix: 8)
        result += "\\" + String(repeating: "0", count: 3 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
