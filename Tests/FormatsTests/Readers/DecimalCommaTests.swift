import Formats
import Foundation
import Testing
import Values

/// Numbers as spreadsheets write them where a comma stands before the decimals.
struct DecimalCommaTests {
  private func read(_ text: String, column: String? = nil) throws -> Dataset {
    try OutputSandbox.use { sandbox in
      try sandbox.read("a.csv", Array(text.utf8)) { $0.choice.column = column }
    }
  }

  private func failure(_ text: String) throws -> String? {
    try OutputSandbox.use { sandbox in
      sentence(sandbox) { _ = try sandbox.read("a.csv", Array(text.utf8)) }
    }
  }

  static let tables: [(text: String, values: [Float])] = [
    ("0,5;1,25\n-2;3,75\n", [0.5, 1.25, -2, 3.75]),
    ("x;y\r\n0,5;1,25\r\n-2;3,75\r\n", [0.5, 1.25, -2, 3.75]),
    ("a;b;c\n0,5;1;2\n0,25;2;1\n", [0.5, 1, 2, 0.25, 2, 1]),
    ("0,5\t1,25\n-2\t3,75", [0.5, 1.25, -2, 3.75]),
    ("1,5E-05;1,0E+10\n-,5;7,\n", [1.5e-5, 1e10, -0.5, 7]),
    ("\"0,5\";\"1,25\"\n\"-2\";3\n", [0.5, 1.25, -2, 3]),
    ("0,1;nan0\n0,2;b\n", [0.1, 0.2]),
    // Commas in texts, too.
    ("Name;x;y\nSmith, 2;0,5;1,25\nJones, 7;-2,5;3,75\n", [0.5, 1.25, -2.5, 3.75]),
    ("Name\tx\ty\nSmith, 2\t0,5\t1,25\nJones, 7\t-2,5\t3,75\n", [0.5, 1.25, -2.5, 3.75]),
  ]

  @Test(arguments: tables) func commasAreRead(text: String, values: [Float]) throws {
    let data = try read(text)
    #expect(try data.values() == values)
    #expect(
      data.notes.contains(
        "\(data.source.paths[0]): commas stand before the decimals of its numbers"))
  }

  /// The quick way and the slow one say the same, to the bit, as with points.
  @Test func decimalsAreThoseOfPoints() throws {
    var random = SplitMix64(seed: 9)
    var lines: [String] = []
    for _ in 0..<400 {
      let numbers = (0..<5).map { _ in
        Double.random(in: -1...1, using: &random)
          * pow(10, Double(Int.random(in: -30...30, using: &random)))
      }
      lines.append(numbers.map { "\($0)" }.joined(separator: ";"))
    }
    let points = lines.joined(separator: "\n") + "\n0.100000000000000000000000000001;1;2;3;4\n"
    let commas = points.replacing(".", with: ",")
    let (a, b) = (try read(points).values(), try read(commas).values())
    #expect(a.map(\.bitPattern) == b.map(\.bitPattern))
  }

  @Test func metadataStaysAsItIs() throws {
    let data = try read("id;name;x;y\n1,5;a,b;0,5;1\n2,5;c;1,5;2\n")
    #expect(try data.values() == [0.5, 1, 1.5, 2])
    #expect(data.columns.map { Array($0.values) } == [["1,5", "2,5"], ["a,b", "c"]])
  }

  /// Where points stand before decimals, or commas part the cells, nothing changes.
  @Test func othersAreAsBefore() throws {
    #expect(try read("0,5\n1,25\n").values() == [0, 5, 1, 25])
    let mixed = try read("pages;x;y\n1,5;0.5;1\n2,7;1.5;2\n")
    #expect(try mixed.values() == [0.5, 1, 1.5, 2])
    #expect(mixed.columns.map(\.name) == ["pages"])
    #expect(try read("id,v\n1,[0.5;1]\n2,[2;3]\n").values() == [0.5, 1, 2, 3])
    #expect(try read("id,v\n1,0;5;7\n2,2;3;1\n", column: "v").values() == [0, 5, 7, 2, 3, 1])
    #expect(try read("id;v\na;[0,5, 1]\nb;[2, 3,5]\n").values() == [0, 5, 1, 2, 3, 5])
  }

  @Test func whatIsWrittenOtherwiseIsSaid() throws {
    let many = String(repeating: "0,5;1,5\n", count: 30)
    #expect(
      try failure(many + "0,5;1.5\n")
        == "a.csv:31: column 2: expected a number, found \"1.5\"; the numbers of the first rows have "
        + "decimal commas, so write a comma here, too")
    #expect(
      try failure(many.replacing(",", with: ".") + "0.5;1,5\n")
        == "a.csv:31: column 2: expected a number, found \"1,5\"; write its decimal comma as a point, "
        + "like the numbers of the first rows")
    #expect(
      try failure("\"0,5\",\"1,5\"\n\"2,5\",\"3,5\"\n")?
        .hasPrefix("a.csv: holds numbers with decimal commas, which are read between semicolons")
        == true)
  }
}
