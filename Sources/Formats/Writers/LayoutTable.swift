import Values

extension OutputWriter {
  /// `layout.csv`: a row a point, its metadata and then its place on every map.
  package static let table = OutputWriter(name: "table") {
    (outputs, folder) throws(DataError) -> [String] in
    guard outputs.options.layoutFormats.contains(.csv) else { return [] }
    let table = LayoutTable(outputs.projection)
    try table.write(to: folder)
    return table.notes
  }
}

/// The table in layout.csv, as RFC 4180 has it but for the line ends, which are line feeds.
///
/// Coordinates are called `tsne_x`, `tsne_y`, `tsne_z`. A metadata column of such a name, or of a
/// name that came before, gets a number behind it. The input's row numbers come first where there
/// is no metadata, or where the points are not all of the input.
struct LayoutTable {
  static let fileName = "layout.csv"
  private static let axes = ["x", "y", "z"]

  private let columns: [Column]
  private let names: [String]
  private let layouts: [Layout]
  let notes: [String]

  init(_ projection: Projection) {
    var dataset = projection.dataset
    if dataset.columns.isEmpty || dataset.points.selection != nil { dataset.addIndex() }
    columns = dataset.columns
    layouts = projection.layouts
    let coordinates = layouts.flatMap { layout in
      Self.axes.prefix(layout.components).map { "\(layout.method)_\($0)" }
    }
    let written = WrittenNames(
      columns.map(\.name), file: Self.fileName, taken: coordinates)
    names = written.names + coordinates
    notes = written.notes
  }

  func write(to folder: OutputFolder) throws(DataError) {
    let file = try folder.create(Self.fileName)
    try file.write(names.map(Self.cell).joined(separator: ",") + "\n")
    for row in 0..<(layouts.first?.rows ?? 0) {
      var cells = columns.map { Self.cell($0.values[row]) }
      for layout in layouts {
        let start = row * layout.components
        cells += layout.coordinates[start..<start + layout.components].map(\.exactText)
      }
      try file.write(cells.joined(separator: ",") + "\n")
    }
    try file.close()
  }

  /// In quotes where a reader would not take it as it stands; outer blanks too, which some trim.
  private static func cell(_ text: String) -> String {
    let needsQuotes =
      text.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
      || text.unicodeScalars.first?.isBlank == true || text.unicodeScalars.last?.isBlank == true
    guard needsQuotes else { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      quoted.unicodeScalars.append(scalar)
      if scalar == "\"" { quoted += "\"" }
    }
    return quoted + "\""
  }
}
