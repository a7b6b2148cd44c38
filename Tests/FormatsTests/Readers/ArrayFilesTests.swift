import Formats
import Foundation
import TestSupport
import Testing
import Values

/// .npy, .npz, safetensors, fvecs, bvecs and ivecs beside NumPy and safetensors themselves.
@Suite struct ArrayFilesTests {
  static let samples = Repository.path("Tests/Samples/arrays")

  /// Written by these libraries once.
  @Test func samplesAreReadAsTheLibrariesReadThem() throws {
    let files = try WrittenFiles(folder: Self.samples)
    #expect(files.entries.count > 100)
    files.check()
  }

  /// Written by the libraries now.
  @Test func newFilesAreReadAsTheLibrariesReadThem() throws {
    try OutputSandbox.use { sandbox in
      try Python.run("array_samples.py", sandbox.path("new"))
      let files = try WrittenFiles(folder: sandbox.path("new"))
      #expect(files.entries.count > 100)
      files.check()
    }
  }
}

/// What becomes of the arrays beside the points.
@Suite struct ArrayMetadataTests {
  private func read(
    _ name: String, _ change: (inout DatasetRequest) -> Void = { _ in }
  ) throws -> Dataset {
    var request = DatasetRequest(inputs: [ArrayFilesTests.samples + "/" + name])
    change(&request)
    return try Dataset.read(request)
  }

  private func notes(_ data: Dataset) -> [String] {
    data.notes.map { $0.replacing(ArrayFilesTests.samples + "/", with: "") }
  }

  @Test func whatIsNotUsedIsSaid() throws {
    let several = try read("several.npz") { $0.choice.array = "a" }
    #expect(
      notes(several) == [
        "several.npz: metadata: label",
        "several.npz: not used, being no metadata of 4 points: b (2 x 2 x 2 float16), "
          + "both (2 x 4 int8) and names (2 text)",
      ])
    let objects = try read("objects.npz")
    #expect(
      notes(objects) == [
        "objects.npz: the points are points (4 x 2 int16)",
        "objects.npz: array names holds Python objects ('|O'), which is not read as metadata",
      ])
  }

  @Test func labelsThenTheArraysThenTheMetadataFile() throws {
    try OutputSandbox.use { sandbox in
      let labels = try sandbox.file("l.txt", "p\nq\np\nq\n")
      let table = try sandbox.file("m.tsv", "label\tLabel\n1\t5\n2\t6\n3\t7\n4\t8\n")
      let data = try read("several.npz") {
        $0.choice.array = "a"
        $0.labels = labels
        $0.metadata = table
      }
      #expect(data.columns.map(\.name) == ["Label", "label", "label (2)", "Label (2)"])
      #expect(data.columns.map { $0.values[3] } == ["q", "3", "4", "8"])
      #expect(data.colorColumn == "Label")
      #expect(
        notes(data).contains("there are two columns label; the later one is called label (2)"))
      #expect(data.name == "several")
    }
  }

  @Test func optionsOfOtherFormatsAreRefused() throws {
    let error = #expect(throws: DataError.self) {
      try read("BF16.safetensors") { $0.choice.array = "a" }
    }
    #expect(error?.message.hasPrefix("--array a: chooses within .npz archives; ") == true)
    #expect(error?.message.hasSuffix("BF16.safetensors is none of these") == true)
  }

  @Test func inputsOfSeveralArraysAreConcatenated() throws {
    let path = ArrayFilesTests.samples + "/stored.npz"
    let data = try Dataset.read(DatasetRequest(inputs: [path, path]))
    #expect(data.points.rows == 8)
    #expect(data.columns[0].values.count == 8)
    #expect(data.source.paths == [path, path])
  }
}
