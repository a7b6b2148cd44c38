import Formats
import Testing
import Values

/// The page colors by a text column of at most 50 values.
@Suite struct GroupedColumnTests {
  private func written(_ cells: [String], isColor: Bool) throws -> SampleProjection.Written {
    let columns = [
      Column(name: "Index", values: cells.indices.map(String.init)),
      Column(name: "c", values: cells),
    ]
    return try SampleProjection(
      rows: cells.count, metadata: columns, colorColumn: isColor ? "c" : nil
    ).write()
  }

  /// Value `v<i>` i + 1 times.
  private let steps = (0..<60).flatMap { i in Array(repeating: "v\(i)", count: i + 1) }

  @Test func theMostFrequentKeepTheirName() throws {
    let table = try written(steps, isColor: true)
    #expect(table.metadata[0] == ["Index", "c", "c (grouped)"])
    let grouped = table.metadata.dropFirst().map { $0[2] }
    #expect(Set(grouped).count == 50)
    // 49 names are kept, v11 to v59; the other 11 values share one.
    for (old, new) in zip(steps, grouped) {
      let number = Int(old.dropFirst()) ?? 0
      #expect(new == (number >= 11 ? old : "(11 others)"))
    }
    #expect(
      table.notes == [
        "metadata.tsv: TensorBoard colors by a text column of at most 50 values; "
          + #""c (grouped)" is "c" with fewer"#
      ])
  }

  @Test func columnsOfManyDifferentTextsAreGroupedOnlyWhenChosen() throws {
    let words = (0..<200).map { "word \($0)" }
    #expect(try written(words, isColor: false).metadata[0] == ["Index", "c"])
    let chosen = try written(words, isColor: true)
    #expect(Set(chosen.metadata.dropFirst().map { $0[2] }).count == 50)
    #expect(try written(steps, isColor: false).metadata[0].count == 3)
  }

  @Test func namesInUseAreAvoided() throws {
    let cells = steps + Array(repeating: "(12 others)", count: 100)
    let table = try written(cells, isColor: true)
    let grouped = table.metadata.dropFirst().map { $0[2] }
    #expect(grouped.contains("(12 others)") && grouped.contains("((12 others))"))
  }

  @Test func emptyCellsAreNoOthers() throws {
    let table = try written(steps + ["", " "], isColor: true)
    let grouped = table.metadata.dropFirst().map { $0[2] }
    #expect(grouped.suffix(2) == ["(empty)", "(empty)"])
    #expect(Set(grouped).count == 50)
  }

  /// Numbers color by themselves, but the page takes them for text where one is missing.
  @Test func numbersWithGapsAreRanges() throws {
    let numbers = (0..<100).map { String(Double($0) / 4) }
    #expect(try written(numbers, isColor: true).metadata[0].count == 2)
    let table = try written(numbers + [""], isColor: true)
    #expect(table.metadata[0].last == "c (grouped)")
    let grouped = table.metadata.dropFirst().map { $0[2] }
    #expect(Set(grouped).count == 11)
    #expect(grouped[0] == "01: 0 to 2.5")
    #expect(grouped[10] == "02: 2.5 to 5")
    #expect(grouped[99] == "10: 22.5 to 24.75")
    #expect(grouped[100] == "(empty)")
  }
}
