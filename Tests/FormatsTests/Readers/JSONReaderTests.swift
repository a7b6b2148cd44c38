import Formats
import Testing
import Values

@Suite struct JSONReaderTests {
  private func read(
    _ text: String, column: String? = nil, name: String = "a.json"
  ) throws -> Dataset {
    try OutputSandbox.use { sandbox in
      try sandbox.read(name, Array(text.utf8)) { $0.choice.column = column }
    }
  }

  private func failure(_ text: String, column: String? = nil) throws -> String? {
    try OutputSandbox.use { sandbox in
      sentence(sandbox) {
        _ = try sandbox.read("a.json", Array(text.utf8)) { $0.choice.column = column }.values()
      }
    }
  }

  @Test func keysThatComeLaterAreColumnsToo() throws {
    let data = try read(
      """
      {"v": [1, 2], "a": "x"}
      {"b": {"c": 1, "d": null}, "v": [3, 4]}
      {"v": [5, 6], "a": "\\ud83d\\ude00 \\u00e9\\/\\n", "b": {"c": "\\ud83d!"}}
      """)
    #expect(try data.values() == [1, 2, 3, 4, 5, 6])
    #expect(
      data.columns == [
        Column(name: "a", values: ["x", "", "\u{1F600} é/\n"]),
        Column(name: "b.c", values: ["", "1", "\u{FFFD}!"]),
        Column(name: "b.d", values: ["", "", ""]),
      ])
    #expect(data.source.format == "jsonl")
  }

  @Test func manyBlocksAreOneTable() throws {
    // Over 2 MB in blocks of half a megabyte, with a key that comes late.
    var text = ""
    for row in 0..<30_000 {
      let late = row == 29_999 ? ", \"late\": true" : ""
      text += "{\"id\": \"row \(row)\", \"v\": [\(row), -\(row).5, 0.25, 1e-3, 12345.678]\(late)}\n"
    }
    let data = try read(text)
    #expect(data.points.rows == 30_000)
    let values = try data.values()
    for row in 0..<30_000 where values[row * 5] != Float(row) || values[row * 5 + 4] != 12345.678 {
      Issue.record("row \(row)")
    }
    #expect(data.columns[0].values == (0..<30_000).map { "row \($0)" })
    #expect(data.columns[1].values.last == "true" && data.columns[1].values[0] == "")
  }

  @Test func filesOfDifferentKeysAreOneTable() throws {
    try OutputSandbox.use { sandbox in
      let second = try sandbox.file(
        "b.jsonl", "{\"v\": [3, 4], \"b\": 7}\n{\"a\": 8, \"v\": [5, 6]}\n")
      let first = Array("{\"v\": [1, 2], \"a\": 9}\n".utf8)
      let data = try sandbox.read("a.jsonl", first) { $0.inputs.append(second) }
      #expect(try data.values() == [1, 2, 3, 4, 5, 6])
      #expect(
        data.columns == [
          Column(name: "a", values: ["9", "", "8"]), Column(name: "b", values: ["", "7", ""]),
        ])
    }
  }

  @Test func oneOfSeveralMatrices() throws {
    let text = "{\"p\": [[1, 2], [3, 4]], \"q\": [[5], [6]], \"names\": [\"x\", \"y\"]}"
    #expect(try failure(text)?.contains("holds several arrays of points: p and q; choose") == true)
    let data = try read(text, column: "q")
    #expect(try data.values() == [5, 6])
    #expect(data.columns == [Column(name: "names", values: ["x", "y"])])
  }

  @Test func severalVectorsAskForAChoice() throws {
    let text = "[{\"p\": [1, 2], \"q\": [3, 4, 5]}, {\"p\": [6, 7], \"q\": [8, 9, 10]}]"
    #expect(
      try failure(text)
        == "a.json: holds several arrays of numbers: p (2) and q (3); choose one with --column")
    #expect(try read(text, column: "q").points.columns == 3)
    #expect(
      try read(text, column: "q").columns == [Column(name: "p", values: ["[1, 2]", "[6, 7]"])])
    #expect(
      try failure(text, column: "qq")
        == "--column qq: a.json has no column qq; there are p, q. Did you mean q?")
    #expect(try failure(text, column: "p,q")?.contains("holds arrays; choose it alone") == true)
  }

  static let broken: [(text: String, words: String)] = [
    ("{\"v\": [1, 2]}\n{\"v\": [1]}\n", "a.json:2: record 2: \"v\": expected 2 numbers, found 1"),
    ("{\"v\": [1, 2]}\n{\"w\": 1}\n", "a.json:2: record 2 has no \"v\""),
    ("{\"v\": [1, 2]}\n{\"v\": [1, null]}\n", "expected a number, found \"null\""),
    (
      "{\"v\": [1, 2]}\n{\"v\": null}\n{\"v\": [3, 4]}\n",
      "a.json:2: byte 20: record 2: \"v\": expected an array of 2 numbers, found \"null\"; leave out "
        + "records without one"
    ),
    (
      "[{\"v\": [1, 2]}, {\"v\": {\"a\": 1}}, {\"v\": [3, 4]}]",
      "record 2: \"v\": expected an array of 2 numbers, found \"{\"a\": 1}\""
    ),
    ("{\"v\": [1, 2]}\n{\"v\": \"none\"}\n{\"v\": [3, 4]}", "found \"none\""),
    ("{\"v\": [1, 2]}\n{\"v\": [1, 2]\n", "expected a comma or }, found the end of the file"),
    ("[[1, 2], [3, 4]", "expected a comma or ], found the end of the file; it is cut off"),
    ("[[1, 2] [3, 4]]", "a.json:1: byte 8: expected a comma, found \"[3, 4]\""),
    ("[[1, 2], [3, 4],]", "expected the end of the list"),
    ("[[1, 2], [3, 4]]]", "a.json:1: byte 16: expected the end of the file"),
    ("[{\"a\": \"x\"}, {\"a\": \"y\"}]", "a.json: holds no array of numbers among a; points are"),
    ("[]", "a.json: holds no array of numbers"),
    ("{}", "a.json: holds no array of numbers"),
    ("[1, 2, 3]", "a.json: has 1 row; a map needs 2 or more"),
    (
      "{\"a\": [1, 2], \"b\": [\"x\"]}",
      "\"b\" has 1 values, \"a\" has 2; columns are of one length"
    ),
    ("{\"v\": [1, 2], \"t\": \"\\x\"}\n{\"v\": [1, 2]}", "expected an escape that JSON knows"),
    ("{\"v\": [1, NaN]}\n{\"v\": [1, 2]}", "a.json: row 0, column 1"),
    ("[{\"x\": 1, \"y\": 2}, {\"x\": 3, \"x\": 4}]", "record 2 has 1 of 2 numbers"),
  ]

  @Test(arguments: broken) func brokenFilesAreNamed(text: String, words: String) throws {
    let found = try failure(text)
    #expect(found?.contains(words) == true, "\(text): \(found ?? "nothing was thrown")")
  }

  @Test func deepNestingIsRefused() throws {
    let deep = String(repeating: "[", count: 100_000)
    #expect(try failure(deep) != nil)
    #expect(try failure("{\"v\": [1, 2], \"a\": \(deep)}\n{\"v\": [1, 2]}") != nil)
    let objects = String(repeating: "{\"a\": ", count: 100_000)
    #expect(try failure(objects) != nil)
    let closed = "{\"v\": [1, 2], \"a\": \(String(repeating: "[", count: 300))"
    #expect(
      try failure("\(closed)\(String(repeating: "]", count: 300))}\n{\"v\": [1, 2]}")?.contains(
        "nested deeper") == true)
  }

  @Test func manyDifferentKeysTakeNoMoreRoomThanTheText() throws {
    let text = (0..<3000).map { "{\"v\": [\($0), 1], \"k\($0)\": 1}" }.joined(separator: "\n")
    let data = try read(text)
    #expect(data.points.rows == 3000)
    #expect(data.columns.count < 60)
    #expect(
      data.notes.contains { $0.contains("values of keys that few records have are left out") })
    let wide = "{\"v\": [1, 2]" + (0..<5000).map { ", \"k\($0)\": 1" }.joined() + "}\n"
    #expect(try read(wide + wide).columns.count == 5000)
  }
}
