import Formats
import TestSupport
import Testing
import Values

/// A model in several safetensors files, by its index.
struct SafetensorsIndexTests {
  private func shard(_ tensors: [(name: String, shape: [Int], values: [Float])]) -> [UInt8] {
    var data: [UInt8] = []
    var parts: [String] = []
    for tensor in tensors {
      let start = data.count
      data += bytes(tensor.values.map(\.bitPattern))
      parts.append(
        "\"\(tensor.name)\": {\"dtype\": \"F32\", \"shape\": \(tensor.shape), "
          + "\"data_offsets\": [\(start), \(data.count)]}")
    }
    let header = Array("{\(parts.joined(separator: ", "))}".utf8)
    return bytes([UInt64(header.count)]) + header + data
  }

  private static let index = """
    {"metadata": {"total_size": 56}, "weight_map": {"wte.weight": "a-1-of-2.safetensors",
    "ids": "a-1-of-2.safetensors", "head": "a-2-of-2.safetensors"}}
    """

  private func model<R>(_ index: String = index, _ body: (OutputSandbox) throws -> R) throws -> R {
    try OutputSandbox.use { sandbox in
      _ = try sandbox.file(
        "a-1-of-2.safetensors",
        shard([("wte.weight", [2, 3], [1, 2, 3, 4, 5, 6]), ("ids", [2], [7, 8])]))
      _ = try sandbox.file("a-2-of-2.safetensors", shard([("head", [3, 2], [6, 5, 4, 3, 2, 1])]))
      _ = try sandbox.file("model.safetensors.index.json", index)
      return try body(sandbox)
    }
  }

  private func read(_ sandbox: OutputSandbox, _ tensor: String?) throws -> Dataset {
    var request = DatasetRequest(inputs: [sandbox.path("model.safetensors.index.json")])
    request.choice.tensor = tensor
    return try Dataset.read(request)
  }

  /// The error of reading `tensor`.
  private func failure(_ sandbox: OutputSandbox, _ tensor: String?) -> String? {
    sentence(sandbox) { _ = try read(sandbox, tensor) }
  }

  @Test func tensorsAreFoundInTheirShards() throws {
    try model { sandbox in
      let first = try read(sandbox, "wte.weight")
      #expect(try first.values() == [1, 2, 3, 4, 5, 6])
      #expect(first.columns == [Column(name: "ids", values: ["7.0", "8.0"])])
      #expect(first.source.format == "safetensors" && first.source.shape == [2, 3])
      #expect(try read(sandbox, "head").values() == [6, 5, 4, 3, 2, 1])
      #expect(
        failure(sandbox, nil)
          == "model.safetensors.index.json: several tensors could be the points: wte.weight "
          + "(2 x 3 float32) and head (3 x 2 float32). Choose one, for example --tensor wte.weight")
      #expect(
        failure(sandbox, "heat")?.hasSuffix("Did you mean head?") == true
      )
    }
  }

  /// Only the shard that is asked for need be there.
  @Test func otherShardsMayBeMissing() throws {
    try model(Self.index.replacing("a-2-of-2", with: "gone")) { sandbox in
      let there = try read(sandbox, "wte.weight")
      #expect(there.points.rows == 2)
      #expect(
        failure(sandbox, "head")
          == "gone.safetensors: cannot open: No such file or directory; "
          + "model.safetensors.index.json names it. Fetch all of the model's files")
    }
  }

  @Test func foreignPlacesAreRefused() throws {
    for place in ["../a.safetensors", "/etc/a.safetensors"] {
      try model(Self.index.replacing("a-2-of-2.safetensors", with: place)) { sandbox in
        #expect(
          failure(sandbox, "head")
            == "model.safetensors.index.json: tensor head: expected the name of a file beside the "
            + "index; the index is damaged")
      }
    }
  }
}
