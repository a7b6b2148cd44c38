import Formats
import Testing
import Values

@Suite struct MetadataTests {
  private func written(_ columns: [Column], color: String? = nil) throws
    -> SampleProjection.Written
  {
    try SampleProjection(
      rows: columns[0].values.count, metadata: columns, colorColumn: color
    ).write()
  }

  @Test func severalColumnsHaveAHeader() throws {
    let table = try written([
      Column(name: "Index", values: ["0", "1"]), Column(name: "Label", values: ["a", "b c"]),
    ])
    #expect(table.metadata == [["Index", "Label"], ["0", "a"], ["1", "b c"]])
    #expect(table.text("metadata.tsv").hasSuffix("b c\n"))
  }

  @Test func oneColumnHasNone() throws {
    let table = try written([Column(name: "digit", values: ["a", "b"])], color: "digit")
    #expect(table.metadata == [["a"], ["b"]])
    let mark = try #require(try table.bookmarks().first)
    #expect(mark["selectedLabelOption"] as? String == "label")
    #expect(mark["selectedColorOptionName"] as? String == "label")
  }

  @Test func withoutColumnsRowsAreNumbered() throws {
    #expect(try SampleProjection(rows: 3).write().metadata == [["0"], ["1"], ["2"]])
  }

  @Test func hostileCellsBecomeOneLineEach() throws {
    let cells = [
      "a\tb", "a\nb", "a\r\nb", "\u{B}", "", "  ", "\u{A0}", "\u{FEFF}", "x\u{2028}y", "\u{85}z",
      "é日本🙂", "\"q\"", "\\n", "a\u{7F}",
    ]
    let table = try written([
      Column(name: "text", values: cells), Column(name: "n", values: cells.map { _ in "1" }),
    ])
    let expected = [
      "a b", "a b", "a  b", "(empty)", "(empty)", "(empty)", "(empty)", "(empty)", "x y", " z",
      "é日本🙂", "\"q\"", "\\n", "a ",
    ]
    #expect(table.metadata.dropFirst().map { $0[0] } == expected)
    #expect(table.metadata.allSatisfy { $0.count == 2 })
    #expect(table.notes.contains { $0.contains("in 7 cells are now spaces") })
    #expect(table.notes.contains("metadata.tsv: 5 empty cells read (empty)"))
  }

  @Test func headerNamesAreUniqueAndNotEmpty() throws {
    let names = ["a", "", "a", "a\tb", "a b", " a "]
    let table = try written(names.map { Column(name: $0, values: ["1", "2"]) })
    #expect(table.metadata[0] == ["a", "column 2", "a (2)", "a b", "a b (2)", "a (3)"])
    #expect(
      table.notes == [
        #"metadata.tsv: column "" is called "column 2", "a" is called "a (2)", "#
          + #""a\tb" is called "a b", and 2 more"#
      ])
  }

  /// A column of successors hangs the page where it runs in a circle; JavaScript keeps `__proto__`.
  @Test func namesThatThePageTakesForOrdersAreChanged() throws {
    let names = ["__next__", "__seq_next__", "__proto__", "column __next__"]
    let table = try written(names.map { Column(name: $0, values: ["1", "0"]) })
    #expect(
      table.metadata[0] == [
        "column __next__", "column __seq_next__", "column __proto__", "column __next__ (2)",
      ])
  }

  @Test(arguments: [(50, false, "c"), (51, false, "c (grouped)"), (51, true, "c")])
  func colorsAsThePageOffersThem(values: Int, isNumeric: Bool, offered: String) throws {
    let cells = (0..<60).map { (isNumeric ? "-1.5e" : "v") + String($0 % values) }
    let table = try written(
      [Column(name: "Index", values: cells.map { _ in "1" }), Column(name: "c", values: cells)],
      color: "c")
    let mark = try #require(try table.bookmarks().first)
    #expect(mark["selectedColorOptionName"] as? String == offered)
  }

  @Test func labelsAreTheFirstTextElseTheColor() throws {
    let numbers = Column(name: "n", values: ["1", "2"])
    let words = Column(name: "w", values: ["x", "2"])
    let other = Column(name: "m", values: ["3", "4"])
    let option = { (columns: [Column], color: String?) in
      try written(columns, color: color).bookmarks().first?["selectedLabelOption"] as? String
    }
    #expect(try option([numbers, words], "n") == "w")
    #expect(try option([numbers, other], "m") == "m")
    #expect(try option([numbers, other], nil) == "n")
  }
}
