package import Values

/// How pictures are made.
package struct PlotOptions: Sendable {
  package enum Format: String, CaseIterable, Sendable { case png, svg }
  package enum Paper: String, CaseIterable, Sendable { case light, dark }

  /// Which names stand on the map.
  package enum Labels: Equatable, Sendable {
    /// Those of the color's groups that have a place of their own.
    case auto
    case off
    /// Those of this metadata column.
    case column(String)
  }

  /// Size in points (of 1/96 inch); `scale` pixels each in PNG.
  package var width = 1200
  package var height = 900
  package var scale = 2.0
  package var paper = Paper.light
  package var palette = Palette.auto
  /// nil: the data set's name and the method.
  package var title: String?
  package var formats = [Format.png]
  package var labels = Labels.auto

  package init() {}

  /// Sides in points, and pixels of a PNG, that are possible.
  package static let sides = 100...20_000
  package static let scales = 0.25...16.0
  package static let mostPixels = 200_000_000

  /// Sides of a PNG in pixels.
  package var pixels: (width: Int, height: Int) {
    (Int((Double(width) * scale).rounded()), Int((Double(height) * scale).rounded()))
  }

  var theme: Theme { paper == .dark ? .dark : .light }
}

extension PlotOptions {
  /// The column whose texts stand on the map where one is named.
  ///
  /// Errors: there is none of that name.
  package func labelColumn(of columns: [Column]) throws(DataError) -> Column? {
    guard case .column(let name) = labels else { return nil }
    if let column = columns.first(where: { $0.name == name }) { return column }
    let names = columns.map(\.name)
    let meant =
      suggestion(for: name, among: names + ["auto", "off"])
      .map { " Did you mean \($0)?" } ?? ""
    let there =
      names.isEmpty ? "there is no metadata" : "there are \(names.joined(separator: ", "))"
    throw DataError("--plot-labels \(name): there is no such column; \(there).\(meant)")
  }
}
