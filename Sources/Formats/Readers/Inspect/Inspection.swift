import Values

/// What a file of points is, and what `project` would make of it, known from as little of the file
/// as tells.
package struct Inspection: Sendable {
  package let path: String
  /// Of the file on the disk; nil for a folder.
  package var bytes: Int?
  /// How the file is packed: `gzip`; nil: it is not.
  package var codec: String?
  /// `npy`, `csv` ...
  package var format: String
  /// The same for people: `NumPy array`.
  package var title: String
  /// The points; nil where the file holds several things that could be them.
  package var points: Points?
  /// The arrays or tensors of a file that holds several.
  package var parts: [Part] = []
  /// Metadata that comes with the points.
  package var columns: [ColumnFacts] = []
  /// Width and height of the pictures that the points are.
  package var pictures: (width: Int, height: Int)?
  /// The column that maps would be colored by.
  package var color: String?
  /// What the user should know of how the file was understood.
  package var notes: [String] = []
  /// Why `project` would refuse the file as it is, a sentence.
  package var problem: String?
  /// Points that were read, where these are not all: what is said of columns and numbers is known
  /// of them alone.
  package var sampledRows: Int?
  /// What chooses the points, for the next command: option and value.
  package var choice: [String] = []
  /// What the data is called.
  package var name: String

  package struct Points: Sendable {
    /// As in the file, the points first.
    package var shape: [Int]
    /// The number of points is estimated from a sample.
    package var isEstimate = false
    /// Numbers a point.
    package var columns: Int
    package var type: String
    /// The smallest and largest number of the rows looked at.
    package var range: ClosedRange<Float>?
    /// The first point's first numbers.
    package var first: [Float] = []
  }

  package struct Part: Sendable {
    package enum Role: String, Sendable {
      case points, metadata
      case candidate = "could be the points"
      case unused = "not used"
      /// The points must be chosen first.
      case open = ""
    }

    package var name: String
    package var shape: [Int]
    package var type: String
    package var role: Role
  }
}
