import Values

extension OutputWriter {
  /// `<method>.png`, `<method>.svg`: a scatter plot of every layout.
  static let pictures = OutputWriter(name: "pictures") {
    (outputs, folder) throws(DataError) -> [String] in
    let projection = outputs.projection
    let dataset = projection.dataset
    let plots = outputs.options.plots
    let rows = projection.layouts.first?.rows ?? 0
    let colors = PointColors(dataset.color, count: rows, plots)
    let labels = PlotLabels(
      plots.labels, column: try plots.labelColumn(of: dataset.columns), colors: colors)
    var notes = colors.note.map { [$0] } ?? []
    for layout in projection.layouts {
      let plot = ScatterPlot(
        layout: layout, colors: colors, labels: labels,
        title: "\(dataset.name): \(layout.title)", subtitle: subtitle(layout), options: plots)
      for format in plots.formats {
        let file = try folder.create("\(layout.method).\(format.rawValue)")
        try file.write(format == .png ? plot.png() : plot.svg())
        try file.close()
      }
      notes += plot.notes.map { "picture of \(layout.title): \($0)" }
    }
    return notes
  }

  private static func subtitle(_ layout: Layout) -> String {
    let metrics = layout.metrics.compactMap { metric in
      metric.words.map { "\($0) \(fixed(metric.value, digits: 3))" }
    }
    return (["\(grouped(layout.rows)) points"] + metrics).joined(separator: ", ")
  }

  /// `sprite.png`: the thumbnails of the points that TensorBoard shows.
  static let sprite = OutputWriter(name: "sprite") {
    (outputs, folder) throws(DataError) -> [String] in
    guard outputs.options.tensors != .none else { return [] }
    let sample = try outputs.sample()
    guard let images = sample.projection.dataset.images else { return [] }
    let sheet = SpriteSheet(images: images)
    let file = try folder.create(SpriteSheet.fileName)
    try file.write(sample.rows == nil ? outputs.sheet.png(sheet) : sheet.png())
    try file.close()
    return sheet.note.map { [$0] } ?? []
  }
}
