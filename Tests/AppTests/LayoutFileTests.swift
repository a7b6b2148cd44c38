import Foundation
import TestSupport
import Testing

/// layout.csv of a real run, as pandas reads it.
@Suite(.serialized) struct LayoutFileTests {
  @Test(arguments: ["2", "3"]) func pandasReadsItBack(components: String) throws {
    try Sandbox.use { sandbox in
      let cells = [
        "plain", "a,b", "say \"yes\"", "\"", "\"\u{301}", "", " blank ", "NA", "nan", "007", "1e5",
        "=1+1", "größe 💥", "שלום", "a;b|c", "line\nbreak", "\\", "'", "#",
        "x" + String(repeating: "y", count: 9999),
      ]
      let n = 57
      try sandbox.write("a.npy", npy(clusters(n, of: 1, columns: 6), columns: 6))
      var table = "text,tsne_x,kind\n"
      for row in 0..<n {
        // By bytes: a quote with an accent on it is one character.
        let bytes = cells[row % cells.count].utf8.flatMap { $0 == 0x22 ? [$0, $0] : [$0] }
        table += "\"\(String(decoding: bytes, as: UTF8.self))\",\(row),k\(row % 3)\n"
      }
      try sandbox.write("m.csv", table)
      let result = try sandbox.project(
        "a.npy", "--metadata", "m.csv", "--components", components, "--iterations", "30",
        "--layout-format", "csv,npy", "--output", "out")
      #expect(result.code == 0, "\(result.errors)")
      #expect(result.errors.contains(#"layout.csv: column "tsne_x" is called "tsne_x (2)""#))
      let expected = JSONExpectation(cells: cells, rows: n)
      try sandbox.write("expected.json", expected.text)
      let check = try Python.start(
        "table_check.py", ["out", "expected.json"], in: sandbox.folder
      ).finish()
      #expect(check.code == 0, "\(check.output)\(check.errors)")
    }
  }
}

/// The metadata that pandas must find, in the order of the columns.
private struct JSONExpectation {
  let text: String

  init(cells: [String], rows: Int) {
    func list(_ cell: (Int) -> String) -> String {
      let data = (try? JSONEncoder().encode((0..<rows).map(cell))) ?? Data()
      return String(decoding: data, as: UTF8.self)
    }
    text = """
      {"text": \(list { cells[$0 % cells.count] }), "tsne_x (2)": \(list { String($0) }),
      "kind": \(list { "k\($0 % 3)" })}
      """
  }
}
