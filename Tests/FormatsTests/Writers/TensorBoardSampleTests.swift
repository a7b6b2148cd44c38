import Formats
import Testing
import Values

@Suite struct TensorBoardSampleTests {
  private func projection(rows: Int, columns: [Column]) -> Projection {
    var projection = SampleProjection(rows: rows, metadata: columns).projection
    let storage = Storage((0..<rows).map { UInt8($0) })
    projection.dataset.images = Images(
      storage: storage, offset: 0, count: rows, width: 1, height: 1)
    return projection
  }

  private let labels = [Column(name: "Label", values: (0..<20).map { "l\($0)" })]

  @Test func fewPointsAreAllShown() throws {
    let sample = try TensorBoardSample(
      of: projection(rows: 20, columns: labels), seed: 1, limit: 20)
    #expect(sample.rows == nil)
    #expect(sample.notes == [])
    #expect(sample.projection.dataset.columns == labels)
  }

  @Test func everythingFollowsTheSameRows() throws {
    let all = projection(rows: 20, columns: labels)
    let sample = try TensorBoardSample(of: all, seed: 1, limit: 7)
    let rows = try #require(sample.rows)
    #expect(rows == sampleRows(7, of: 20, seed: 1))
    let shown = sample.projection
    #expect(shown.dataset.points.rows == 7)
    #expect(shown.dataset.points.selection == rows)
    #expect(shown.dataset.images?.selection == rows)
    #expect(shown.dataset.columns.map(\.name) == ["Index", "Label"])
    #expect(shown.dataset.columns[0].values == rows.map(String.init))
    #expect(shown.dataset.columns[1].values == rows.map { "l\($0)" })
    for (i, row) in rows.enumerated() {
      #expect(shown.layouts[1].coordinates[2 * i] == all.layouts[1].coordinates[2 * row])
      #expect(shown.components?.scores[3 * i + 2] == all.components?.scores[3 * row + 2])
    }
    #expect(sample.notes.count == 1)
    #expect(sample.notes[0].contains("random sample of 7 of the 20 points"))
  }

  @Test func indexCountsRowsOfTheInput() throws {
    var all = projection(rows: 20, columns: labels)
    all.dataset.points.selection = (0..<10).map { 2 * $0 }
    all.dataset.images?.selection = (0..<10).map { 2 * $0 }
    all.dataset.columns[0].values = ColumnValues((0..<10).map { "l\($0)" })
    let sample = try TensorBoardSample(of: all, seed: 1, limit: 4)
    let rows = try #require(sample.rows)
    #expect(sample.projection.dataset.columns[0].values == rows.map { String(2 * $0) })
    #expect(sample.projection.dataset.images?.selection == rows.map { 2 * $0 })
  }

  @Test func anIndexThatIsThereStays() throws {
    let own = [Column(name: "Index", values: (0..<20).map { "row \($0)" })]
    let sample = try TensorBoardSample(of: projection(rows: 20, columns: own), seed: 1, limit: 7)
    #expect(sample.projection.dataset.columns.count == 1)
    #expect(sample.projection.dataset.columns[0].values[0].hasPrefix("row "))
  }
}
