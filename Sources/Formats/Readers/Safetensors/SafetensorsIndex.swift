import Values

/// The index of a model whose tensors lie in several files, `model.safetensors.index.json`: its
/// `weight_map` names the file of each tensor, a shard, in the same folder
/// (https://huggingface.co/docs/huggingface_hub, "Serialization").
enum SafetensorsIndex {
  /// An object that begins with `metadata` or `weight_map`, and tensors with their files.
  static func recognizes(_ file: InputFile) -> Bool {
    let text = String(decoding: file.prefix, as: UTF8.self)
    return text.trimmed.hasPrefix("{") && text.contains("\"weight_map\"")
      && text.contains(".safetensors\"")
  }

  static func columns(_ file: InputFile, _ rows: Int?) throws(DataError) -> MetadataTable {
    try arrays(file).columns(rows)
  }

  static func read(_ file: InputFile, _ choice: PointsChoice) throws(DataError) -> FileContent {
    let shards = try shards(file)
    // The shard of a tensor that is named is enough.
    let names = choice.tensor.flatMap { name in shards.first { $0.tensors.contains(name) } }
    return try arrays(file, names.map { [$0] } ?? shards).read(choice.tensor)
  }

  /// The tensors of all shards, where they lie.
  static func arrays(_ file: InputFile) throws(DataError) -> NamedArrays {
    try arrays(file, try shards(file))
  }

  private struct Shard {
    let name: String
    var tensors: Set<String>
  }

  /// In the order of the index.
  private static func shards(_ file: InputFile) throws(DataError) -> [Shard] {
    let document = try file.storage.withView { (bytes) throws(DataError) in
      try JSON.parse(path: file.path, bytes: bytes)
    }
    guard case .object(let members) = document["weight_map"] else {
      throw DataError("\(file.path): its weight_map is no object of tensors and their files")
    }
    var shards: [Shard] = []
    var places: [String: Int] = [:]
    for (tensor, value) in members {
      guard let name = value.text, !name.isEmpty, !name.contains("/"), !name.contains("\0") else {
        throw DataError(
          "\(file.path): tensor \(tensor.prefix(60)): expected the name of a file beside the index; "
            + "the index is damaged")
      }
      if let place = places[name] {
        shards[place].tensors.insert(tensor)
      } else {
        places[name] = shards.count
        shards.append(Shard(name: name, tensors: [tensor]))
      }
    }
    return shards
  }

  private static func arrays(
    _ file: InputFile, _ shards: [Shard]
  ) throws(DataError) -> NamedArrays {
    var arrays: [NamedArray] = []
    for shard in shards {
      let open = try open(shard, file.path)
      arrays += try Safetensors.arrays(open).arrays.filter { shard.tensors.contains($0.name) }
    }
    return NamedArrays(
      path: file.path, format: "safetensors", noun: "tensor", option: .tensor, arrays: arrays)
  }

  private static func open(_ shard: Shard, _ index: String) throws(DataError) -> InputFile {
    let folder = index.lastIndex(of: "/").map { String(index[...$0]) } ?? ""
    do throws(DataError) {
      let file = try InputFile(folder + shard.name)
      guard Safetensors.recognizes(file) else {
        throw DataError("\(file.path): is no safetensors file")
      }
      return file
    } catch {
      throw DataError("\(error.message); \(index) names it. Fetch all of the model's files")
    }
  }
}
