import Values

/// What one file holds: points, and what it says of them.
struct FileContent {
  /// The points, one behind the other; at least one block, all of one width and type. A file that
  /// keeps its rows in groups has a block a group.
  var blocks: [PointBlock]
  /// The file that the user named, where it is more than the blocks'.
  var file: String?
  /// `npy`, `npz`, `idx`, `csv`, `tsv` ...
  var format: String
  /// The shape in the file, the points first.
  var shape: [Int]
  /// Pictures of the points, when the file is made of them.
  var images: Images?
  /// Columns that are not coordinates.
  var columns: [Column] = []
  /// Records may lack some of the columns, and other files have others.
  var hasLooseColumns = false
  /// What the user should know of how the file was understood.
  var notes: [String] = []
  /// What the points are called, where their file says it.
  var name: String?

  /// The file that the user named.
  var path: String { file ?? blocks[0].path }
  /// n, the number of points.
  var rows: Int { blocks.reduce(0) { $0 + $1.rows } }
  /// d, the numbers of a point.
  var dimensions: Int { blocks[0].columns }
  /// Of the points' numbers.
  var type: ElementType { blocks[0].type }
}
