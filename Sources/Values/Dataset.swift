/// Points and all that is known about them, in one row order.
package struct Dataset: Sendable {
  /// Base name of the input, or what `--name` says.
  package var name: String
  package var points: Points
  /// Metadata, one cell a row each.
  package var columns: [Column]
  package var images: Images?
  /// Where the points came from, for the report.
  package var source: Source
  /// The column that pictures and TensorBoard open with, nil: none.
  package var colorColumn: String?
  /// What the user should know of how the files were understood.
  package var notes: [String] = []

  package init(
    name: String, points: Points, columns: [Column] = [], images: Images? = nil, source: Source,
    colorColumn: String? = nil
  ) {
    self.name = name
    self.points = points
    self.columns = columns
    self.images = images
    self.source = source
    self.colorColumn = colorColumn
  }

  /// Row `i` of the points is this row of the input file or files (counted from 0).
  package func inputRow(_ i: Int) -> Int { points.selection?[i] ?? i }

  /// The column named `colorColumn`.
  package var color: Column? { columns.first { $0.name == colorColumn } }

  /// What was read: for the report and the first line on the terminal.
  package struct Source: Sendable, Equatable {
    package var paths: [String]
    /// `npy`, `npz`, `idx`, `csv`, `tsv` ...
    package var format: String
    /// The shape in the file: [n, d], or [n, 28, 28] for images. Rows of several files are added.
    package var shape: [Int]
    package var type: ElementType

    package init(paths: [String], format: String, shape: [Int], type: ElementType) {
      self.paths = paths
      self.format = format
      self.shape = shape
      self.type = type
    }
  }
}

/// Grayscale pictures of the points, 8 bits a pixel, 0 = black ink's absence as in MNIST
/// (0 is background, 255 is stroke).
package struct Images: Sendable {
  package let storage: Storage
  package let offset: Int
  /// Pictures in the file, before any selection.
  package let count: Int
  package let width: Int
  package let height: Int
  /// Which pictures of the file belong to the points, ascending; nil: all.
  package var selection: [Int]?

  package init(storage: Storage, offset: Int, count: Int, width: Int, height: Int) {
    precondition(offset + count * width * height <= storage.count)
    self.storage = storage
    self.offset = offset
    self.count = count
    self.width = width
    self.height = height
  }
}

extension Images {
  /// Pictures of this value: all, or those selected.
  package var rows: Int { selection?.count ?? count }
}
