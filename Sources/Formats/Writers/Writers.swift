/// One kind of output: what it is called, and how it writes its files.
package struct OutputWriter: Sendable {
  package typealias Write =
    @Sendable (Projection, OutputFolder, WriteOptions) throws(DataError) -> [String]

  /// For progress and messages: `arrays`, `TensorBoard`.
  package let name: String
  /// Writes the files and returns notes for the user, one sentence each.
  package let write: Write

  package init(name: String, write: @escaping Write) {
    self.name = name
    self.write = write
  }
}

extension OutputWriter {
  /// Every output of a run, in the order of writing. report.json comes after all of them.
  package static let all: [OutputWriter] = [
    .arrays,
    .pictures,
    .tensorBoard,
    .sprite,
  ]
}

/// What the writers need to know beside the projection.
package struct WriteOptions: Sendable {
  /// Draws the sample of very many points.
  package var seed: UInt64

  package init(seed: UInt64 = 0) { self.seed = seed }
}
