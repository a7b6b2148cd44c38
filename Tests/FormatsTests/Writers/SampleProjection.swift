import Formats
import Foundation
import TestSupport
import Values

/// A small projection whose numbers say where they come from.
struct SampleProjection {
  var rows = 6
  var columns = 4
  var components = 2
  var name = "digits"
  var metadata: [Column] = []
  var colorColumn: String?
  var methods = [("pca", "PCA"), ("tsne", "t-SNE")]
  /// Point row, column -> value.
  var point: (Int, Int) -> Float = { Float($0) + Float($1) / 10 + 0.1 }

  var projection: Projection {
    let values = (0..<rows).flatMap { row in (0..<columns).map { point(row, $0) } }
    let bytes = bytes(values.map(\.bitPattern))
    let block = PointBlock(
      path: "a.npy", storage: Storage(bytes), offset: 0, rows: rows, columns: columns,
      type: .float32)
    let dataset = Dataset(
      name: name, points: Points(blocks: [block]), columns: metadata,
      source: .init(paths: ["a.npy"], format: "npy", shape: [rows, columns], type: .float32),
      colorColumn: colorColumn)
    let layouts = methods.enumerated().map { i, method in
      Layout(
        method: method.0, title: method.1, rank: method.0 == "tsne" ? 0 : 1,
        components: components,
        coordinates: (0..<rows * components).map { Float($0) / 3 + Float(i) + 0.1 })
    }
    let scores = (0..<rows * 3).map { Float($0) / 7 }
    return Projection(
      dataset: dataset, layouts: layouts,
      components: PrincipalComponents(
        count: 3, scores: scores, explainedVariance: [0.5, 0.3, 0.2]))
  }

  /// What all writers make of it, by file name.
  struct Written {
    var files: [String: [UInt8]]
    var notes: [String]

    func text(_ name: String) -> String { String(decoding: files[name] ?? [], as: UTF8.self) }

    func floats(_ name: String) -> [Float] {
      TestSupport.floats(files[name] ?? [])
    }

    /// Lines of metadata.tsv, cell by cell.
    var metadata: [[String]] {
      text("metadata.tsv").split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    }

    func bookmarks() throws -> [[String: Any]] {
      let data = Data(files["bookmarks.json"] ?? [])
      return try JSONSerialization.jsonObject(with: data) as? [[String: Any]] ?? []
    }
  }

  func write(_ options: WriteOptions = WriteOptions()) throws -> Written {
    try Self.write(projection, options)
  }

  static func write(_ projection: Projection, _ options: WriteOptions = WriteOptions()) throws
    -> Written
  {
    try OutputSandbox.use { box in
      let folder = try OutputFolder(path: box.path("out"), force: false)
      let outputs = Outputs(projection, options)
      var notes: [String] = []
      for writer in [OutputWriter.arrays, .table, .tensorBoardPoints, .tensorBoard] {
        notes += try writer.write(outputs, folder)
      }
      notes += try folder.commit()
      var files: [String: [UInt8]] = [:]
      for name in try box.names(in: "out") { files[name] = try box.bytes("out/\(name)") }
      return Written(files: files, notes: notes)
    }
  }
}
