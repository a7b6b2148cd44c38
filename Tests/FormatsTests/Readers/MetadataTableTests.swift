import Foundation
import TestSupport
import Testing
import Values

@testable import Formats

/// `--metadata` from formats that know columns, by order and by `--join`.
struct MetadataTableTests {
  private static let points = "id,x,y\nb,1,2\na,3,4\nc,5,6\n"
  private static let wanted = ["kind": ["bird", "ant", "cat"], "size": ["2", "1", "30"]]

  /// Files that say of the ids a, b and c what `wanted` does.
  private static let files: [(name: String, text: String)] = [
    (
      "lines.jsonl",
      #"{"id":"b","kind":"bird","size":2}"# + "\n"
        + #"{"id":"a","kind":"ant","size":1}"# + "\n" + #"{"id":"c","kind":"cat","size":30}"#
    ),
    (
      "rows.json",
      #"[{"id":"b","kind":"bird","size":2},{"id":"a","kind":"ant","size":1},"#
        + #"{"id":"c","kind":"cat","size":30}]"#
    ),
    ("columns.json", #"{"id":["b","a","c"],"kind":["bird","ant","cat"],"size":[2,1,30]}"#),
    (
      "split.json",
      #"{"columns":["id","kind","size"],"index":[0,1,2],"#
        + #""data":[["b","bird",2],["a","ant",1],["c","cat",30]]}"#
    ),
    ("table.csv", "id,kind,size\nb,bird,2\na,ant,1\nc,cat,30\n"),
  ]

  private func read(_ sandbox: OutputSandbox, _ path: String, join: String?) throws -> Dataset {
    var request = DatasetRequest(inputs: [try sandbox.file("points.csv", Self.points)])
    request.metadata = path
    request.join = join
    return try Dataset.read(request)
  }

  private func expect(_ data: Dataset, _ name: String) {
    for (column, cells) in Self.wanted {
      let found = data.columns.first { $0.name == column }
      #expect(found.map { Array($0.values) } == cells, "\(name): \(column)")
    }
  }

  @Test(arguments: files) func columnsAreRead(name: String, text: String) throws {
    try OutputSandbox.use { sandbox in
      let path = try sandbox.file(name, text)
      expect(try read(sandbox, path, join: nil), name)
      expect(try read(sandbox, path, join: "id"), name)
      expect(
        try read(sandbox, try sandbox.file(name + ".gz", gzip(Array(text.utf8))), join: "id"), name)
    }
  }

  /// Long arrays of numbers are no cells.
  @Test func vectorsOfRecordsAreLeftOut() throws {
    try OutputSandbox.use { sandbox in
      let vector = (0..<20).map(String.init).joined(separator: ",")
      let lines = ["b", "a", "c"].map { "{\"id\":\"\($0)\",\"v\":[\(vector)],\"kind\":\"k\($0)\"}" }
      let path = try sandbox.file("a.jsonl", lines.joined(separator: "\n"))
      let data = try read(sandbox, path, join: nil)
      #expect(data.columns.map(\.name) == ["id", "id (2)", "kind"])
      #expect(data.notes.contains { $0.hasSuffix("a.jsonl: v (20) is left out") })
    }
  }

  /// A projector's folder: its one table.
  @Test func foldersAreRead() throws {
    try OutputSandbox.use { sandbox in
      try sandbox.put("id\tkind\tsize\nb\tbird\t2\na\tant\t1\nc\tcat\t30\n", at: "log/m.tsv")
      try sandbox.put(
        "embeddings { tensor_name: \"t\" metadata_path: \"m.tsv\" }\n"
          + "embeddings { tensor_name: \"u\" metadata_path: \"m.tsv\" }",
        at: "log/projector_config.pbtxt")
      expect(try read(sandbox, sandbox.path("log"), join: nil), "log")
      expect(try read(sandbox, sandbox.path("log"), join: "id"), "log")
    }
  }

  /// What the formats' own libraries wrote.
  @Test func arraysAreRead() throws {
    let folder = Repository.root.path + "/Tests/Samples/arrays/"
    for name in ["deflated.npz", "beside.safetensors"] {
      let file = try InputFile(folder + name)
      let arrays = try #require(try Reader.of(file).arrays?(file))
      let points = try arrays.read(nil)
      let table = try MetadataTable(file, rows: points.rows)
      #expect(!table.columns.isEmpty && table.columns == points.columns, "\(name)")
      #expect(try MetadataTable(file, rows: nil).columns.map(\.name).isEmpty == false)
    }
  }

  private static let refused: [(name: String, text: String, words: String)] = [
    ("a.json", #"{"id":["b","a","c"],"kind":["x"]}"#, "a.json: kind is 1 rows long, id 3;"),
    ("a.jsonl", #"{"id":"b"}"# + "\n" + #"{"id":"a"}"#, "a.jsonl: has 2 rows, but"),
    ("log.pbtxt", "embeddings { tensor_name: \"t\" tensor_path: \"a\" }", "names no metadata"),
  ]

  @Test(arguments: refused) func otherFilesAreRefused(name: String, text: String, words: String)
    throws
  {
    try OutputSandbox.use { sandbox in
      let path = try sandbox.file(name, text)
      let found = sentence(sandbox) { _ = try read(sandbox, path, join: nil) }
      #expect(found?.contains(words) == true, "\(found ?? "nothing was thrown")")
    }
  }

  @Test func arraysWithoutNamesAreRefused() throws {
    try OutputSandbox.use { sandbox in
      let path = Repository.root.path + "/Tests/Samples/arrays/column.npy"
      let found = sentence(sandbox) { _ = try read(sandbox, path, join: nil) }
      #expect(
        found?.contains("names, which .npy arrays have not; it is read from TSV, CSV") == true)
    }
  }
}
