import Formats
import Foundation
import Testing
import Values

/// What `--tensors` chooses, and what makes a run of a log directory.
@Suite struct TensorFormatTests {
  private func options(_ tensors: TensorFormat) -> WriteOptions {
    var options = WriteOptions()
    options.tensors = tensors
    return options
  }

  @Test func textReadsBackToTheBit() throws {
    let hard: [Float] = [
      .leastNonzeroMagnitude, .greatestFiniteMagnitude, 0.1, -16_777_216, 1 / 3, 1e-10, -0.0, 0,
      .leastNormalMagnitude, 8_388_609, 123_456_792, 0.3,
    ]
    let written = try SampleProjection(rows: 3, point: { hard[$0 * 4 + $1] }).write(options(.tsv))
    let config = written.text("projector_config.pbtxt")
    #expect(config.contains("tensor_path: \"points.tsv\"\n  tensor_shape: 3\n  tensor_shape: 4"))
    #expect(!written.files.keys.contains { $0.hasSuffix(".bytes") })
    let lines = written.text("points.tsv").split(separator: "\n")
    // Through a double, as Python and JavaScript read it.
    let read = lines.map { $0.split(separator: "\t").map { Float(Double($0) ?? .nan) } }
    #expect(read.map(\.count) == [4, 4, 4])
    #expect(read.flatMap { $0 }.map(\.bitPattern) == hard.map(\.bitPattern))
  }

  @Test func noneWritesNothingForTensorBoard() throws {
    let written = try SampleProjection().write(options(.none))
    #expect(written.files.keys.sorted() == ["pca.npy", "tsne.npy"])
  }

  @Test func theStandalonePageOpensTheMapFirst() throws {
    var projection = SampleProjection().projection
    projection.dataset.images = Images(
      storage: Storage([UInt8](repeating: 0, count: 6 * 4)), offset: 0, count: 6, width: 2,
      height: 2)
    let written = try SampleProjection.write(projection)
    let data = Data(written.files["projector_config.json"] ?? [])
    let read = try JSONSerialization.jsonObject(with: data) as? [String: [[String: Any]]]
    let tensors = try #require(read?["embeddings"])
    #expect(
      tensors.map { $0["tensorPath"] as? String } == ["tsne.bytes", "points.bytes", "pca.bytes"])
    #expect(tensors[0]["tensorName"] as? String == "(t-SNE) digits")
    #expect(tensors[0]["tensorShape"] as? [Int] == [6, 3])
    #expect(tensors[1]["tensorShape"] as? [Int] == [6, 4])
    #expect(tensors.allSatisfy { $0["metadataPath"] as? String == "metadata.tsv" })
    #expect(tensors.map { $0["bookmarksPath"] as? String } == [nil, "bookmarks.json", nil])
    let sprite = try #require(tensors[2]["sprite"] as? [String: Any])
    #expect(sprite["imagePath"] as? String == "sprite.png")
    #expect(sprite["singleImageDim"] as? [Int] == [2, 2])
  }

  /// A TFRecord: its two checksums are right.
  @Test func theEventFileIsARecord() throws {
    try OutputSandbox.use { box in
      let folder = try OutputFolder(path: box.path("out"), force: false)
      try EventFile.write(to: folder)
      _ = try folder.commit()
      let bytes = try box.bytes("out/" + EventFile.fileName)
      #expect(bytes.count == 8 + 4 + 24 + 4)
      #expect(bytes.prefix(8) == [24, 0, 0, 0, 0, 0, 0, 0])
      #expect(word(bytes[8..<12]) == masked(crc32c(bytes[0..<8])))
      #expect(word(bytes[36..<40]) == masked(crc32c(bytes[12..<36])))
      #expect(String(decoding: bytes[23..<36], as: UTF8.self) == "brain.Event:2")
    }
    #expect(masked(crc32c(Array("123456789".utf8)[...])) == 0xC78A_B0E5)
  }

  private func word(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }

  private func crc32c(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    var crc = UInt32.max
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc >> 1 ^ (crc & 1 == 1 ? 0x82F6_3B78 : 0) }
    }
    return ~crc
  }

  private func masked(_ crc: UInt32) -> UInt32 { (crc >> 15 | crc << 17) &+ 0xA282_EAD8 }
}
