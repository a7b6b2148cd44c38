import Formats
import Testing
import Values

@Suite struct ListCellTests {
  private func read(_ text: String, _ column: String? = nil, header: PointsChoice.Header = .auto)
    throws -> Dataset
  {
    try OutputSandbox.use { sandbox in
      try sandbox.read("t.csv", Array(text.utf8)) {
        $0.choice.column = column
        $0.choice.header = header
      }
    }
  }

  private func failure(_ text: String, _ column: String? = nil) throws -> String? {
    try OutputSandbox.use { sandbox in
      sentence(sandbox) {
        _ = try sandbox.read("t.csv", Array(text.utf8)) { $0.choice.column = column }
      }
    }
  }

  @Test(arguments: [
    "[1, -2.5e-3]", "[1,-2.5e-3]", "[ 1.     -2.5e-3]", "[1\n -2.5e-3]", "{1,-2.5e-3}",
    "(1, -2.5e-3)",
    "tensor([1, -2.5e-3])", "array([1., -2.5e-3], dtype=float32)",
    "[np.float64(1.0), np.float32(-2.5e-3)]", "  [1;-2.5e-3] ",
  ])
  func listsOfAllKinds(cell: String) throws {
    let data = try read("name,v\na,\"\(cell)\"\n\"b\",\"\(cell)\"\n")
    #expect(try data.values() == [1, -2.5e-3, 1, -2.5e-3])
    #expect(data.columns == [Column(name: "name", values: ["a", "b"])])
  }

  static let broken: [(text: String, words: String)] = [
    ("id,v\na,\"[1, 2]\"\nb,\"[1]\"\n", "t.csv:3: column \"v\": expected 2 numbers, found 1"),
    ("id,v\na,\"[1, 2]\"\nb,\"[1, x]\"\n", "t.csv:3: column \"v\": expected a number, found \"x\""),
    ("id,v\na,\"[1, 2]\"\nb,\"[1, 2\"\n", "t.csv:3: column \"v\": its bracket is never closed"),
    ("id,v\na,\"[1, 2]\"\nb,\n", "t.csv:3: column \"v\": expected 2 numbers, found 0"),
    (
      "id,v\na,\"[1 ... 2]\"\nb,\"[1 ... 3]\"\n",
      "t.csv:2: column \"v\": holds \"...\", where NumPy"
    ),
    (
      "v,w\n\"[1, 2]\",\"[3]\"\n\"[1, 2]\",\"[3]\"\n",
      "holds several columns of lists: v (2) and w (1); choose"
    ),
  ]

  @Test(arguments: broken) func brokenListsAreNamed(text: String, words: String) throws {
    let found = try failure(text)
    #expect(found?.contains(words) == true, "\(found ?? "nothing was thrown")")
  }

  @Test func columnsAreChosen() throws {
    let text = "a,b,c,d\n1,2,x,3\n4,5,y,6\n"
    #expect(try read(text, "d,a").values() == [3, 1, 6, 4])
    #expect(try read(text, "d,a").columns.map(\.name) == ["b", "c"])
    #expect(try read(text, "a..b").values() == [1, 2, 4, 5])
    #expect(try read(text, "4").values() == [3, 6])
    #expect(try failure(text, "c")?.contains("holds no numbers in its first rows") == true)
    #expect(try failure(text, "b..a") == "--column b..a: in t.csv, a comes before b")
    #expect(
      try failure(text, "aa")
        == "--column aa: t.csv has no column aa; there are a, b, c, d. Did you mean a?")
  }

  @Test func headersAreAsAsked() throws {
    let counting = "0,1,2\n3,4,5\n6,7,8\n"
    #expect(try read(counting).points.rows == 2)
    #expect(try read(counting, header: .no).points.rows == 3)
    #expect(try read("1.5,2.5\n3,4\n5,6\n", header: .yes).points.rows == 2)
    #expect(try read("1.5,2.5\n3,4\n5,6\n").points.rows == 3)
  }
}
