import Values

extension OutputWriter {
  /// The points for TensorBoard, its largest file by far: written beside the others.
  package static let tensorBoardPoints = OutputWriter(name: "TensorBoard's points") {
    (outputs, folder) throws(DataError) in
    let format = outputs.options.tensors
    guard format != .none else { return [] }
    return try PointsTensor(outputs.sample().projection.dataset.points, format).write(to: folder)
  }

  /// The rest of a log directory for TensorBoard's Embedding Projector (2.21 and before), and for
  /// its standalone page.
  package static let tensorBoard = OutputWriter(name: "TensorBoard", write: writeTensorBoard)
}

@Sendable private func writeTensorBoard(
  _ outputs: Outputs, _ folder: OutputFolder
) throws(DataError) -> [String] {
  let format = outputs.options.tensors
  guard format != .none else { return [] }
  let sample = try outputs.sample()
  let shown = sample.projection
  let names = TensorNames(dataset: shown.dataset.name, layouts: shown.layouts)
  let table = ProjectorMetadata(shown.dataset)
  var notes = sample.notes + names.notes + table.notes

  let points = PointsTensor(shown.dataset.points, format).file
  var tensors = [
    ProjectorConfig.Tensor(
      name: names.points, file: points, bookmarks: shown.layouts.isEmpty ? nil : Bookmarks.fileName)
  ]
  for (layout, name) in zip(shown.layouts, names.layouts) {
    let file = try LayoutTensor(layout, format).write(to: folder, notes: &notes)
    tensors.append(ProjectorConfig.Tensor(name: name, file: file))
  }
  try table.write(to: folder)
  if !shown.layouts.isEmpty {
    try Bookmarks(shown, columns: points.columns, table: table).write(to: folder)
  }
  let side = shown.dataset.images.map { SpriteSheet(images: $0).thumbnail }
  let config = ProjectorConfig(
    tensors: tensors, metadata: ProjectorMetadata.fileName,
    sprite: side.map { (SpriteSheet.fileName, $0) })
  try config.write(to: folder)
  try StandaloneConfig(config: config, opening: names.opening).write(to: folder)
  return notes
}
