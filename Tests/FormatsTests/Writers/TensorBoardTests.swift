import Formats
import Testing
import Values

/// The files of the log directory. A real TensorBoard reads them in the tests of the command.
@Suite struct TensorBoardTests {
  private let labels = [
    Column(name: "Index", values: (0..<6).map(String.init)),
    Column(name: "Label", values: ["a", "b", "a", "b", "a", "c"]),
  ]

  @Test func allFilesAreThere() throws {
    let written = try SampleProjection(metadata: labels).write()
    #expect(
      written.files.keys.sorted() == [
        "bookmarks.json", "metadata.tsv", "pca.bytes", "pca.npy", "points.bytes",
        "projector_config.json", "projector_config.pbtxt", "tsne.bytes", "tsne.npy",
      ])
    #expect(written.notes == [])
  }

  @Test func configNamesEverything() throws {
    let written = try SampleProjection(metadata: labels).write()
    let text = written.text("projector_config.pbtxt")
    #expect(
      text.hasPrefix(
        """
        embeddings {
          tensor_name: "digits"
          tensor_path: "points.bytes"
          tensor_shape: 6
          tensor_shape: 4
          metadata_path: "metadata.tsv"
          bookmarks_path: "bookmarks.json"
        }
        """))
    #expect(text.contains("tensor_name: \"(t-SNE) digits\"\n  tensor_path: \"tsne.bytes\""))
    #expect(!text.contains("sprite"))
  }

  @Test func spriteIsNamedWhenThereAreImages() throws {
    var projection = SampleProjection(metadata: labels).projection
    projection.dataset.images = Images(
      storage: Storage([UInt8](repeating: 0, count: 6 * 8)), offset: 0, count: 6, width: 4,
      height: 2)
    let text = try SampleProjection.write(projection).text("projector_config.pbtxt")
    let sprite =
      "  sprite {\n    image_path: \"sprite.png\"\n    single_image_dim: 4\n"
      + "    single_image_dim: 4\n  }\n"
    #expect(text.ranges(of: sprite).count == 3)
  }

  @Test func twoRunsAreBitEqual() throws {
    let sample = SampleProjection(metadata: labels)
    #expect(try sample.write().files == sample.write().files)
  }

  @Test func pointsAreTheVectorsOfTheInput() throws {
    let sample = SampleProjection(rows: 100_050, columns: 11, methods: [])
    let sampled = try TensorBoardSample(of: sample.projection, seed: 4)
    let rows = try #require(sampled.rows)
    let floats = try sample.write(WriteOptions(seed: 4)).floats("points.bytes")
    #expect(floats.count == 1_100_000)
    #expect(rows.indices.allSatisfy { floats[$0 * 11 + 4] == sample.point(rows[$0], 4) })
  }

  @Test(arguments: [(1, [1, 0, 0]), (2, [1, 2, 0]), (3, [1, 2, 3])] as [(Int, [Float])])
  func fewColumnsAreFilledUp(columns: Int, row: [Float]) throws {
    let written = try SampleProjection(
      columns: columns, point: { 1 + Float($1) * ($0 < 9 ? 1 : 0) }
    )
    .write()
    #expect(written.text("projector_config.pbtxt").contains("tensor_shape: 6\n  tensor_shape: 3"))
    #expect(written.floats("points.bytes") == (0..<6).flatMap { _ in row })
    #expect(written.notes.contains { $0.hasPrefix("points.bytes: ") } == (columns < 3))
  }

  @Test func onlyPCAOpensOnPCA() throws {
    let text = try SampleProjection(methods: [("pca", "PCA")]).write()
      .text("projector_config.pbtxt")
    #expect(text.contains("tensor_name: \"(PCA) digits\""))
  }

  /// The page's own order: UTF-16 code units.
  @Test(arguments: ["digits", "Digits", "(A) x", "!x", "0", "é", "(t-SNE) a", " x ", "$", "~"])
  func theMapOpensFirst(name: String) throws {
    let names = try tensorNames(name)
    #expect(names.count == 3)
    #expect(Set(names).count == 3)
    let first = try #require(names.min { $0.utf16.lexicographicallyPrecedes($1.utf16) })
    #expect(first == names[2])
    #expect(first.hasPrefix("(t-SNE) "))
    #expect(names[1].hasSuffix(first.replacing("(t-SNE) ", with: "(PCA) ", maxReplacements: 1)))
  }

  @Test(arguments: [
    ("a&b#c+d%e", "a_b_c_d_e"), ("tab\there", "tab here"), ("x:0", "x_0"), ("  ", "points"),
    (" spaced ", "spaced"), ("q\"uo'te\\", #"q\"uo'te\\"#),
  ])
  func namesThatThePageCannotAskForAreReplaced(name: String, shown: String) throws {
    let written = try SampleProjection(name: name).write()
    let text = written.text("projector_config.pbtxt")
    #expect(text.contains("tensor_name: \"(t-SNE) \(shown)\"\n"))
    #expect(written.notes.isEmpty == name.hasPrefix("q"))
  }

  @Test func aLayoutThatIsNotFiniteIsAnError() throws {
    var projection = SampleProjection().projection
    projection.layouts[1].coordinates[7] = .nan
    let error = #expect(throws: DataError.self) { try SampleProjection.write(projection) }
    #expect(error?.message.contains("t-SNE map has no finite place for point 3") == true)
  }

  private func tensorNames(_ name: String) throws -> [String] {
    try SampleProjection(name: name).write().text("projector_config.pbtxt")
      .split(separator: "\n").filter { $0.contains("tensor_name: ") }
      .map { $0.drop { $0 != "\"" }.dropFirst().dropLast() }.map(String.init)
  }
}
