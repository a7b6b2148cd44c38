import Foundation
import TestSupport
import Testing

/// `astrolabe inspect`.
@Suite struct InspectTests {
  private func inspect(_ sandbox: Sandbox, _ arguments: String...) throws -> Command.Result {
    try Command.run(["inspect"] + arguments, in: sandbox.folder)
  }

  private func json(_ result: Command.Result) throws -> [[String: Any]] {
    try result.output.split(separator: "\n").map { line in
      try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
    }
  }

  @Test func tablesAreDescribed() throws {
    try Sandbox.use { sandbox in
      try sandbox.write(
        "points.csv", "id,x,y,kind,year\na,1,2.5,cat,\nb,-3,4,\"dog\nlong\",1999\nc,5,6,cat,2001\n")
      let result = try inspect(sandbox, "points.csv", "--column", "x,y")
      #expect(result.code == 0 && result.errors.isEmpty)
      #expect(
        result.output == """
          points.csv: CSV table, 68 bytes
            points    3 x 2 float32
                      the first is 1, 2.5
                      numbers from -3 to 6
            metadata  id    category  3 values: "a", "b", "c"
                      kind  category  2 values: "cat", "dog long"
                      year  number    1999 to 2001; 1 empty
            color by  id
            note      columns id, kind, year are metadata, not points
          Next: astrolabe project points.csv --column x,y --method pca --output runs/points
          As it is: astrolabe project points.csv --column x,y --method none --output runs/points

          """, "\(result.output)")
    }
  }

  /// What it says to type next works.
  @Test func theNextCommandWorks() throws {
    try Sandbox.use { sandbox in
      try sandbox.write("it's mine.npy", npy(clusters(3, of: 20, columns: 12), columns: 12))
      let result = try inspect(sandbox, "it's mine.npy")
      let next = try #require(result.output.split(separator: "\n").last)
      let command = try #require(next.split(separator: "astrolabe ", maxSplits: 1).last)
      let shell = Process()
      shell.executableURL = URL(filePath: "/bin/sh")
      shell.arguments = ["-c", "\"$0\" \(command) --quiet --iterations 10", Command.binary.path]
      shell.currentDirectoryURL = sandbox.folder
      try shell.run()
      shell.waitUntilExit()
      #expect(shell.terminationStatus == 0, "\(result.output)")
      #expect(try sandbox.names("runs/it's mine").contains("tsne.npy"))
    }
  }

  @Test func onlyTheBeginningOfLongFilesIsRead() throws {
    try Sandbox.use { sandbox in
      var text = "id,kind" + (0..<20).map { ",x\($0)" }.joined() + "\n"
      let numbers = (0..<20).map { ",0.\($0)12345" }.joined()
      for row in 0..<20_000 { text += "\"n\n\(row)\",k\(row % 3)\(numbers)\n" }
      // What stands behind the sample is not looked at.
      text += "broken\n"
      try sandbox.write("long.csv", text)
      let found = try #require(try json(inspect(sandbox, "long.csv", "--json")).first)
      let points = try #require(found["points"] as? [String: Any])
      let rows = try #require((points["shape"] as? [Int])?.first)
      #expect(abs(rows - 20_000) <= 2_000 && points["rows_are_estimated"] as? Bool == true)
      let sampled = try #require(found["sampled_rows"] as? Int)
      #expect(sampled > 1_000 && sampled < 10_000)
      #expect(found["color"] as? String == "kind")

      // A sparse file of 100 GB: its header is all there is to read.
      let header = npy("<f4", "(100000000, 256)", [])
      try sandbox.write("huge.npy", header)
      let path = sandbox.folder.appending(path: "huge.npy").path
      #expect(truncate(path, header.count + 102_400_000_000) == 0)
      let huge = try inspect(sandbox, "huge.npy")
      #expect(huge.code == 0 && huge.output.contains("100,000,000 x 256 float32"))
    }
  }

  @Test func jsonIsThereForEveryFile() throws {
    try Sandbox.use { sandbox in
      try sandbox.write("a.npy", npy([1, 2, 3, .nan], columns: 2))
      try sandbox.write("b.csv", "7,2\n3\n")
      try sandbox.write("c.csv", "9,2,3,4\n5,6,7,8\n")
      let result = try inspect(sandbox, "a.npy", "b.csv", "c.csv", "--json")
      #expect(result.code == 1 && result.errors.isEmpty)
      let found = try json(result)
      try #require(found.count == 3)
      #expect((found[0]["problem"] as? String)?.contains("row 1, column 1 (from 0) is NaN") == true)
      #expect(found[1]["error"] as? String == "b.csv:2: expected 2 numbers, found 1")
      let keys = [
        "bytes", "color", "columns", "compressed", "format", "notes", "options", "parts", "path",
        "pictures", "points", "problem", "sampled_rows",
      ]
      #expect(found[2].keys.sorted() == keys)
      #expect(found[2]["format"] as? String == "csv" && found[2]["problem"] is NSNull)
    }
  }

  @Test func badCallsAndFilesEndWithTheirSentence() throws {
    try Sandbox.use { sandbox in
      try sandbox.write("text.csv", "name,city\na,b\n")
      try sandbox.write("a.npy", npy([1, 2, 3, 4], columns: 2))
      let cases: [([String], Int32, String)] = [
        (["none.npy"], 1, "none.npy: cannot open: No such file or directory"),
        (["text.csv"], 1, "text.csv: holds no column of numbers"),
        (["a.npy", "--array", "x"], 1, "--array x: chooses within .npz archives"),
        (["a.npy", "--header", "maybe"], 2, "--header: 'maybe' is not one of auto, yes, no"),
        ([], 2, "Missing expected argument"),
      ]
      for (arguments, code, words) in cases {
        let result = try Command.run(["inspect"] + arguments, in: sandbox.folder)
        #expect(result.code == code && result.output.isEmpty, "\(arguments): \(result.errors)")
        #expect(result.errors.contains(words), "\(arguments): \(result.errors)")
      }
    }
  }
}
