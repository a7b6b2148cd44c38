import Formats
import TestSupport
import Testing
import Values

@Suite struct WordVectorTests {
  private func failure(_ file: [UInt8]) throws -> String? {
    try OutputSandbox.use { sandbox in
      sentence(sandbox) { _ = try sandbox.read("w.vec", file).values() }
    }
  }

  private func binary(_ header: String, _ records: [(String, [Float])]) -> [UInt8] {
    Array(header.utf8)
      + records.flatMap { Array($0.0.utf8) + [0x20] + bytes($0.1.map(\.bitPattern)) }
  }

  @Test func manyBlocksAreOneTable() throws {
    try OutputSandbox.use { sandbox in
      var text = "20000 12\n"
      for row in 0..<20_000 {
        let word = row % 1000 == 7 ? "two words \(row)" : "w\(row)"
        text +=
          word + " \(row)" + String(repeating: " -0.125", count: 11)
          + (row % 3 == 0 ? " \n" : "\r\n")
      }
      let data = try sandbox.read("big.vec", Array(text.utf8))
      #expect(data.points.rows == 20_000 && data.points.columns == 12)
      let values = try data.values()
      for row in 0..<20_000 where values[row * 12] != Float(row) || values[row * 12 + 11] != -0.125
      {
        Issue.record("row \(row)")
      }
      let words = data.columns[0].values
      #expect(words[7] == "two words 7" && words[19_999] == "w19999" && words.count == 20_000)
    }
  }

  @Test func wordsThatAreCutInACharacterAreSaid() throws {
    try OutputSandbox.use { sandbox in
      let file = Array("2 2\na\u{E9}".utf8.dropLast()) + Array(" 1 2\nb 3 4\n".utf8)
      let data = try sandbox.read("w.vec", file)
      #expect(data.columns == [Column(name: "word", values: ["a\u{FFFD}", "b"])])
      #expect(data.notes.contains { $0.contains("1 words are not UTF-8") })
    }
  }

  static let broken: [(text: String, words: String)] = [
    ("2 3\na 1 2 3\nb 1 2\n", "w.vec:3: expected 3 numbers, found 2"),
    ("2 3\na 1 2 3\nb 1 x 3\n", "w.vec:3: expected 3 numbers, found \"x\" among them"),
    ("a 1 2 3\nb 1 2 3\nc 1 2 3\n 4\n", "w.vec:4: expected 3 numbers, found 1"),
  ]

  @Test(arguments: broken) func brokenTextsAreNamed(text: String, words: String) throws {
    #expect(try failure(Array(text.utf8)) == words)
  }

  @Test func hostileBinariesAreNamed() throws {
    let two: [(String, [Float])] = [("a", [1, 2]), ("b", [3, .infinity])]
    #expect(try failure(binary("2 2\n", two))?.contains("row 1") == true)
    let cases: [([UInt8], String)] = [
      (
        binary("3 2\n", two),
        "w.vec: its header announces 3 words of 2 float32, more than the 20 bytes"
      ),
      (
        binary("4000000000000000000 300\n", two),
        "w.vec: its header announces 4,000,000,000,000,000,000 words of 300 float32, more than"
      ),
      (
        binary("2 9223372036854775807\n", two),
        "w.vec: its header announces 2 words of 9,223,372,036,854,775,807 float32"
      ),
      (
        binary("2 2\n", [("a", [1, 2]), (String(repeating: "b", count: 60), [])]),
        "is cut off in word 2 of 2"
      ),
    ]
    for (file, words) in cases {
      let found = try failure(file)
      #expect(found?.contains(words) == true, "\(words): \(found ?? "nothing was thrown")")
    }
  }
}
