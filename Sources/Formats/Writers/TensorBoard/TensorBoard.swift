import Values

extension OutputWriter {
  /// The points for TensorBoard, its largest file by far: written beside the others.
  package static let tensorBoardPoints = OutputWriter(name: "TensorBoard's points") {
    (projection, folder, options) throws(DataError) in
    guard options.tensors != .none else { return [] }
    let shown = try options.sample.of(projection, seed: options.seed).projection
    return try PointsTensor(shown.dataset.points, options.tensors).write(to: folder)
  }

  /// The rest of a log directory for TensorBoard's Embedding Projector (2.21 and before), and for its standalone
  /// page.
  package static let tensorBoard = OutputWriter(name: "TensorBoard", write: writeTensorBoard)
}

@Sendable private func writeTensorBoard(
  _ projection: Projection, _ folder: OutputFolder, _ options: WriteOptions
) throws(DataError) -> [String] {
  guard options.tensors != .none else { return [] }
  let sample = try options.sample.of(projection, seed: options.seed)
  let shown = sample.projection
  let names = TensorNames(dataset: shown.dataset.name, layouts: shown.layouts)
  let table = ProjectorMetadata(shown.dataset)
  var notes = sample.notes + names.notes + table.notes

  let points = PointsTensor(shown.dataset.points, options.tensors).file
  var tensors = [
    ProjectorConfig.Tensor(
      name: names.points, file: points, bookmarks: shown.layouts.isEmpty ? nil : Bookmarks.fileName)
  ]
  for (layout, name) in zip(shown.layouts, names.layouts) {
    let file = try LayoutTensor(layout, options.tensors).write(to: folder, notes: &notes)
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
