import Values

extension OutputWriter {
  /// `<method>.png`, `<method>.svg`: a scatter plot of every layout.
  static let pictures = OutputWriter(name: "pictures") {
    (projection, folder, options) throws(DataError) -> [String] in
    let dataset = projection.dataset
    let plots = options.plots
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
    let names = [
      "kl": "KL divergence", "recall10": "10-neighbor recall",
      "explained_variance": "explained variance",
    ]
    let metrics = layout.metrics.compactMap { metric in
      names[metric.name].map { "\($0) \(fixed(metric.value, digits: 3))" }
    }
    return (["\(grouped(layout.rows)) points"] + metrics).joined(separator: ", ")
  }

  /// `sprite.png`: the thumbnails of the points that TensorBoard shows.
  static let sprite = OutputWriter(name: "sprite") {
    (projection, folder, options) throws(DataError) -> [String] in
    guard options.tensors != .none else { return [] }
    let sample = try TensorBoardSample(of: projection, seed: options.seed)
    guard let images = sample.projection.dataset.images else { return [] }
    let sheet = SpriteSheet(images: images)
    let file = try folder.create(SpriteSheet.fileName)
    try file.write(sample.rows == nil ? options.sheet.png(sheet) : sheet.png())
    try file.close()
    return sheet.note.map { [$0] } ?? []
  }
}
