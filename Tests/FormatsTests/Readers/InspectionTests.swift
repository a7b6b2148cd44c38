import Formats
import TestSupport
import Testing
import Values

/// Inspection says of a file what reading it gives.
struct InspectionTests {
  private func inspect(
    _ sandbox: OutputSandbox, _ name: String, _ bytes: [UInt8],
    _ change: (inout PointsChoice) -> Void = { _ in }
  ) throws -> Inspection {
    var choice = PointsChoice()
    change(&choice)
    return try Inspection.of(try sandbox.file(name, bytes), choice)
  }

  private static let table = Array(
    ("id,kind,a,b,c\n"
      + (0..<60_000).map { "n\($0),k\($0 % 4),\($0),0.25,-\($0)e-3\n" }.joined()).utf8)

  @Test func packedTablesAreSampled() throws {
    try OutputSandbox.use { sandbox in
      let packed = gzip(Self.table + Self.table.dropFirst(14) + Self.table.dropFirst(14))
      let found = try inspect(sandbox, "t.csv.gz", packed)
      #expect(found.codec == "gzip" && found.format == "csv" && found.name == "t")
      let points = try #require(found.points)
      #expect(points.isEstimate && points.columns == 3)
      #expect(abs(points.shape[0] - 180_000) < 20_000, "\(points.shape)")
      #expect(found.columns.map(\.name) == ["id", "kind"] && found.color == "kind")
      #expect(found.columns[1].distinct == 4 && found.columns[1].kind == .category)
    }
  }

  @Test func smallPackedFilesAreReadWhole() throws {
    try OutputSandbox.use { sandbox in
      let found = try inspect(sandbox, "t.csv.gz", gzip(Array("8,2,3,4\n5,6,7,1\n".utf8)))
      #expect(found.points?.shape == [2, 4] && found.points?.isEstimate == false)
      #expect(found.points?.range == 1...8 && found.sampledRows == nil)
    }
  }

  @Test func recordsAreCounted() throws {
    try OutputSandbox.use { sandbox in
      let record = bytes([UInt32(64)]) + bytes((0..<64).map { (Float($0) + 0.5).bitPattern })
      let found = try inspect(
        sandbox, "v.fvecs", Array([[UInt8]](repeating: record, count: 9_000).joined()))
      #expect(found.format == "fvecs" && found.points?.shape == [9_000, 64])
      #expect(found.points?.isEstimate == false && found.points?.first == [0.5, 1.5, 2.5, 3.5])
    }
  }

  @Test func linesOfJSONAreSampledAndDocumentsAreNot() throws {
    try OutputSandbox.use { sandbox in
      let record = "{\"id\": 1, \"embedding\": [1, 2, 3], \"text\": \"a \\\" b\"}"
      let count = 40_000
      let lines = [String](repeating: record, count: count)
      let sampled = try inspect(
        sandbox, "l.jsonl", Array(lines.joined(separator: "\n").utf8))
      #expect(sampled.format == "jsonl" && sampled.points?.isEstimate == true)
      #expect(sampled.points.map { abs($0.shape[0] - count) < count / 10 } == true)
      let document = try inspect(
        sandbox, "d.json", Array("[\(lines.joined(separator: ",\n"))]".utf8))
      #expect(document.points?.shape == [count, 3] && document.sampledRows == nil)
    }
  }

  @Test func wordVectorsKnowTheirNumber() throws {
    try OutputSandbox.use { sandbox in
      let numbers = (0..<40).map { " 0.\($0 + 10)" }.joined()
      let text = "12000 40\n" + (0..<12_000).map { "\"\($0)\(numbers)\n" }.joined()
      let found = try inspect(sandbox, "w.vec", Array(text.utf8))
      #expect(found.points?.shape == [12_000, 40] && found.points?.isEstimate == false)
      #expect(found.notes.isEmpty && found.columns.map(\.name) == ["word"])
      var binary = Array("12000 40\n".utf8)
      for word in 0..<12_000 {
        binary += Array("w\(word) ".utf8) + bytes((0..<40).map { Float($0).bitPattern })
      }
      let packed = try inspect(sandbox, "w.bin", binary)
      #expect(packed.points?.shape == [12_000, 40] && packed.points?.range == 0...39)
      #expect(try #require(packed.sampledRows) < 12_000)
    }
  }

  @Test func picturesAndProblems() throws {
    try OutputSandbox.use { sandbox in
      let images = try inspect(sandbox, "i", idx([5, 2, 3], [UInt8](repeating: 255, count: 30)))
      #expect(images.pictures?.width == 3 && images.pictures?.height == 2)
      #expect(images.points?.range == 1...1 && images.problem == nil)
      let one = try inspect(sandbox, "one.csv", Array("1,2,3\n".utf8))
      #expect(one.problem?.hasSuffix("has 1 row; a map needs 2 or more") == true)
    }
  }
}
