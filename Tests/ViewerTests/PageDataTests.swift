import Foundation
import Testing

@testable import Formats
import Values
@testable import Viewer

/// What goes into the blocks.
@Suite struct PageDataTests {
  private func numbers(_ block: DataBlock) -> [UInt8]? {
    if case .numbers(let bytes) = block.content { bytes } else { nil }
  }

  private func u16(_ block: DataBlock) throws -> [UInt16] {
    let bytes = try #require(numbers(block))
    return stride(from: 0, to: bytes.count, by: 2).map {
      UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8
    }
  }

  @Test func coordinatesKeepTheirShapeIn16Bits() throws {
    let coordinates: [Float] = [-2, 10, 6, 12, 2, 11]
    let map = Quantized("layout0", coordinates, axes: 2)
    #expect(map.type == "u16")
    #expect(try u16(map.block) == [0, 65535, 32768, 0, 16384, 8192])
    #expect(map.origin == [-2, 10] && abs(map.step - 8.0 / 65535) < 1e-12)
  }

  @Test func farOutliersAndHolesKeepAllTheirDigits() {
    var coordinates = (0..<2000).map { Float($0 % 97) }
    coordinates[6] = 1e7
    #expect(Quantized("a", coordinates, axes: 2).type == "f32")
    coordinates[6] = .nan
    #expect(Quantized("a", coordinates, axes: 2).type == "f32")
    #expect(Quantized("a", [3, 3, 3, 3], axes: 2).type == "u16")
    #expect(Quantized("a", [], axes: 2).type == "u16")
  }

  @Test(arguments: ["", "0", "7", "-12", "3.25", "0.5", "123456", "-0.001", "99.9999"])
  func plainNumbersNeedNoText(_ text: String) { #expect(PlainNumber.survives(text)) }

  @Test(arguments: [
    "007", "1.50", "1e3", "1234567", "+1", " 1", "1.", ".5", "-0", "-", "0x1F", "nan",
  ])
  func otherNumbersKeepTheirs(_ text: String) { #expect(!PlainNumber.survives(text)) }

  @Test func columnsAreStoredByWhatTheyHold() {
    func roles(_ values: [String]) -> [String] {
      ColumnBlocks(Column(name: "c", values: values), index: 0).blocks.map(\.name)
    }
    #expect(roles(["1", "2.5", ""]) == ["column0.numbers"])
    #expect(
      roles(["a", "b", "a", "b", "a", "b"])
        == ["column0.codes", "column0.texts", "column0.lengths"])
    #expect(roles((0..<60).map { "text \($0)" }) == ["column0.texts", "column0.lengths"])
    // Identifiers that a float32 would round keep their text beside the number.
    #expect(roles((0..<60).map { "\(123_456_789_000 + $0)" }).contains("column0.texts"))
  }

  @Test func neighborsTakeTwoBytesAndShares() throws {
    var ids: [UInt32] = []
    for point in 0..<300 { ids += [UInt32((point + 1) % 300), UInt32((point + 299) % 300)] }
    let distances = (0..<600).map { $0 % 2 == 0 ? Float(1) : 4 }
    let graph = NeighborGraph(k: 2, indices: ids, squaredDistances: distances)
    let blocks = GraphBlocks(graph, points: 300).blocks
    #expect(try u16(blocks[0]).prefix(4) == [1, 299, 2, 0])
    #expect(try #require(numbers(blocks[1])).prefix(4) == [128, 255, 128, 255])
  }

  /// The page draws from them before the rest of the file has come.
  @Test func whatTheFirstPictureNeedsStandsFirst() throws {
    func names(_ layouts: [Layout], color: String?) throws -> [String] {
      let bytes = [UInt8](repeating: 0, count: 24)
      let block = PointBlock(
        path: "p", storage: Storage(bytes), offset: 0, rows: 3, columns: 2, type: .float32)
      var dataset = Dataset(
        name: "p", points: Points(blocks: [block]),
        columns: [
          Column(name: "a", values: ["x", "y", "z"]), Column(name: "b", values: ["1", "2", "3"]),
        ],
        source: .init(paths: ["p"], format: "npy", shape: [3, 2], type: .float32))
      dataset.colorColumn = color
      let components = PrincipalComponents(
        count: 2, scores: [0, 0, 1, 1, 2, 2], explainedVariance: [0.5, 0.1])
      let projection = Projection(dataset: dataset, layouts: layouts, components: components)
      return try PageData(projection, PageOptions(tool: "astrolabe"), SharedSpriteSheet()).blocks
        .map(\.name)
    }
    let pca = Layout(
      method: "pca", title: "PCA", rank: 1, components: 2, coordinates: [0, 0, 1, 1, 2, 2])
    let tsne = Layout(
      method: "tsne", title: "t-SNE", components: 2, coordinates: [0, 5, 1, 1, 2, 2])
    #expect(try names([pca, tsne], color: "b").prefix(2) == ["layout1", "column1.numbers"])
    #expect(try names([pca], color: nil).first == "principal")
    #expect(try names([pca, tsne], color: "b").count == 5)
  }

  /// A name in the data cannot leave the script element, nor fill a place of the template.
  @Test func theManifestIsSafeInAPage() throws {
    let name = "</script><b>%%SCRIPT%%\u{2028}\u{2029}\""
    let bytes = [UInt8](repeating: 0, count: 24)
    let block = PointBlock(
      path: "p", storage: Storage(bytes), offset: 0, rows: 3, columns: 2, type: .float32)
    let dataset = Dataset(
      name: name, points: Points(blocks: [block]),
      columns: [Column(name: name, values: [name, "", "\u{0}"])],
      source: .init(paths: ["p"], format: "npy", shape: [3, 2], type: .float32))
    let layout = Layout(
      method: "tsne", title: "t-SNE", components: 2, coordinates: [0, 0, 1, 1, 2, 2])
    let data = try PageData(
      Projection(dataset: dataset, layouts: [layout]), PageOptions(tool: "astrolabe"),
      SharedSpriteSheet())
    let manifest = data.manifest(external: nil)
    #expect(!manifest.contains("<") && !manifest.unicodeScalars.contains("\u{2028}"))
    let object = try JSONSerialization.jsonObject(with: Data(manifest.utf8)) as? [String: Any]
    #expect(object?["name"] as? String == name)
  }
}
