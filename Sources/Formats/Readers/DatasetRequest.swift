import Values

/// What to read: the files and the choice of rows, as the command line says them.
package struct DatasetRequest: Sendable {
  /// Files of points, one format, concatenated in this order.
  package var inputs: [String]
  /// What of each input is the points, where it holds several things.
  package var choice = PointsChoice()
  /// One label a row: IDX, .npy of integers, or text.
  package var labels: String?
  /// TSV or CSV with a header, or another file of named columns; a row per point.
  package var metadata: String?
  /// The column by which metadata rows find their points; nil: by their order.
  package var join: String?
  /// IDX images, one a row.
  package var images: String?
  /// Only the first rows; nil: all.
  package var limit: Int?
  /// Then so many random rows; nil: all.
  package var sample: Int?
  /// Decides which rows `sample` takes.
  package var seed: UInt64 = 0
  /// The column to color by; nil: a rule chooses.
  package var color: String?
  /// The name of the data; nil: the first input's base name.
  package var name: String?
  /// Bytes that there are for the rows' metadata.
  package var memory = HostMemory.physical

  package init(inputs: [String]) { self.inputs = inputs }
}
