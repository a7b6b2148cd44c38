import Foundation
import TestSupport
import Testing

import Formats
import Values

/// Files written by the formats' own libraries (Tests/Tools/text_samples.py), each compared bit for
/// bit with what its library reads back. `scripts/test` makes the virtual environment.
@Suite struct TextSamplesTests {
  struct Sample: Decodable {
    struct Column: Decodable {
      let name: String
      let values: [String]
    }

    struct Thumbnails: Decodable {
      let width: Int
      let height: Int
      /// In hexadecimal digits.
      let ink: String
    }

    let name: String
    let points: String
    let rows: Int
    let dimension: Int
    let column: String?
    let tensor: String?
    let columns: [Column]
    let images: Thumbnails?
  }

  /// Written by these libraries once.
  @Test func samplesReadAsTheirLibrariesReadThem() throws {
    try check(OutputSandbox(root: Self.samples))
  }

  /// Written by the libraries now.
  @Test func newFilesReadAsTheirLibrariesReadThem() throws {
    try OutputSandbox.use { sandbox in
      try Python.run("text_samples.py", sandbox.root)
      try check(sandbox)
    }
  }

  static let samples = Repository.path("Tests/Samples/text")

  private func check(_ sandbox: OutputSandbox) throws {
    // A decimal comma in the environment must change nothing. Where the locale is not installed,
    // the variable alone is set.
    setenv("LC_ALL", "de_DE.UTF-8", 1)
    setlocale(LC_ALL, "de_DE.UTF-8")
    defer {
      unsetenv("LC_ALL")
      setlocale(LC_ALL, "C")
    }
    let list = try Data(contentsOf: URL(filePath: sandbox.path("samples.json")))
    let samples = try JSONDecoder().decode([Sample].self, from: list)
    #expect(samples.count > 70)
    for sample in samples { try check(sample, in: sandbox) }
  }

  private func check(_ sample: Sample, in sandbox: OutputSandbox) throws {
    var request = DatasetRequest(inputs: [sandbox.path(sample.name)])
    request.choice.column = sample.column
    request.choice.tensor = sample.tensor
    let data: Dataset
    do {
      data = try Dataset.read(request)
    } catch {
      Issue.record("\(sample.name): \(error)")
      return
    }
    let expected = try sandbox.bytes(sample.points)
    let found = try data.values()
    #expect(data.points.rows == sample.rows, "\(sample.name)")
    #expect(data.points.columns == sample.dimension, "\(sample.name)")
    #expect(bytes(found.map(\.bitPattern)) == expected, "\(sample.name): \(found.prefix(30))")
    let columns = data.columns.filter { $0.name != "Index" }
    #expect(columns.map(\.name) == sample.columns.map(\.name), "\(sample.name)")
    #expect((data.images == nil) == (sample.images == nil), "\(sample.name)")
    if let images = data.images, let expected = sample.images {
      #expect(images.width == expected.width && images.height == expected.height)
      let ink = images.storage.withBytes { $0[images.offset...].map(\.self) }
      let digits = ink.map { String(format: "%02x", $0) }.joined()
      #expect(digits == expected.ink, "\(sample.name)")
    }
    for (column, other) in zip(columns, sample.columns) {
      #expect(column.values == other.values, "\(sample.name): \(column.name)")
    }
  }
}
