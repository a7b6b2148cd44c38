extension OutputWriter {
  /// `<method>.png`: a scatter plot of every layout.
  static let pictures = OutputWriter(name: "pictures") {
    (projection, folder, _) throws(DataError) -> [String] in
    let dataset = projection.dataset
    for layout in projection.layouts {
      let plot = ScatterPlot(
        layout: layout, color: dataset.color, title: "\(dataset.name): \(layout.title)",
        subtitle: subtitle(layout))
      let file = try folder.create("\(layout.method).png")
      try file.write(plot.png())
      try file.close()
    }
    return []
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
