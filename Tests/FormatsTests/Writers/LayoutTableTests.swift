import Formats
import Foundation
import Testing
import Values

/// layout.csv: metadata and coordinates, as RFC 4180 has it.
@Suite struct LayoutTableTests {
  private func table(_ projection: Projection) throws -> SampleProjection.Written {
    var options = WriteOptions()
    options.layoutFormats = [.csv]
    return try SampleProjection.write(projection, options)
  }

  @Test func withoutMetadataRowsAreNumbered() throws {
    let written = try table(SampleProjection(rows: 2).projection)
    #expect(written.files["tsne.npy"] == nil)
    #expect(
      written.text("layout.csv") == """
        Index,pca_x,pca_y,tsne_x,tsne_y
        0,0.1,0.43333334,1.1,1.4333334
        1,0.7666667,1.1,1.7666668,2.1

        """)
  }

  @Test func bothFormatsAtOnce() throws {
    var options = WriteOptions()
    options.layoutFormats = [.csv, .npy]
    let written = try SampleProjection(components: 3).write(options)
    #expect(written.text("layout.csv").hasPrefix("Index,pca_x,pca_y,pca_z,tsne_x,"))
    #expect(written.files["tsne.npy"] != nil)
  }

  @Test func cellsAreQuotedWhereTheyMustBe() throws {
    let cells = ["plain", "a,b", "q\"q", "\"\u{301}x", "l\nm", "c\rd", " blank", "", "💥"]
    let written = try table(
      SampleProjection(
        rows: cells.count, metadata: [Column(name: "a,\"b\"", values: cells)], methods: []
      ).projection)
    // Without a map there is no row to write: the header alone.
    #expect(written.text("layout.csv") == "\"a,\"\"b\"\"\"\n")
    let full = try table(
      SampleProjection(rows: cells.count, metadata: [Column(name: "t", values: cells)]).projection)
    let text = full.text("layout.csv")
    let quoted = [
      "\nplain,", "\n\"a,b\",", "\n\"q\"\"q\",", "\n\"\"\"\u{301}x\",", "\n\"l\nm\",",
      "\n\"c\rd\",",
      "\n\" blank\",", "\n,", "\n💥,",
    ]
    for cell in quoted { #expect(Array(text.utf8).contains(Array(cell.utf8)), "\(cell)") }
  }

  @Test func columnsNamedLikeOursStepAside() throws {
    let names = ["tsne_x", "pca_y", "name", "name", ""]
    let columns = names.map { Column(name: $0, values: ["1", "2"]) }
    let written = try table(SampleProjection(rows: 2, metadata: columns).projection)
    #expect(
      written.text("layout.csv").hasPrefix(
        "tsne_x (2),pca_y (2),name,name (2),column 5,pca_x,pca_y,tsne_x,tsne_y\n"))
    #expect(written.notes.count { $0.hasPrefix("layout.csv: column \"tsne_x\" is called") } == 1)
  }

  /// Our own reader takes it back, bit for bit.
  @Test func ourReaderReadsItBack() throws {
    try OutputSandbox.use { box in
      var projection = SampleProjection(
        rows: 4,
        metadata: [Column(name: "label", values: ["a,b", "\"q\"", "line\nbreak", "größe 💥"])]
      ).projection
      projection.layouts[1].coordinates = [
        .leastNonzeroMagnitude, .greatestFiniteMagnitude, 0.1, -16_777_216, 1 / 3, 1e-10, 3, -0.0,
      ]
      try box.put(try table(projection).text("layout.csv"), at: "layout.csv")
      let dataset = try Dataset.read(DatasetRequest(inputs: [box.path("layout.csv")]))
      #expect(dataset.columns == projection.dataset.columns)
      var floats = [Float](repeating: 0, count: 16)
      try floats.withUnsafeMutableBufferPointer { try dataset.points.copyRows(0..<4, into: $0) }
      for row in 0..<4 {
        for (i, layout) in projection.layouts.enumerated() {
          for axis in 0..<2 {
            let value = floats[row * 4 + i * 2 + axis]
            #expect(value.bitPattern == layout.coordinates[row * 2 + axis].bitPattern)
          }
        }
      }
    }
  }
}
