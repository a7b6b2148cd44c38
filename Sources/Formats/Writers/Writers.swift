import Dispatch
import Synchronization
package import Values

/// One kind of output: what it is called, and how it writes its files.
package struct OutputWriter: Sendable {
  package typealias Write = @Sendable (Outputs, OutputFolder) throws(DataError) -> [String]

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
    .tensorBoardPoints,
    .arrays,
    .table,
    .pictures,
    .tensorBoard,
    .sprite,
  ]
}

extension OutputWriter {
  /// Runs every writer, and those of `others`, as many at a time as there are processors; returns
  /// their notes in the list's order, or throws the first failure in that order.
  package static func writeAll(
    _ projection: Projection, to folder: OutputFolder, _ options: WriteOptions,
    also others: [OutputWriter] = []
  ) throws(DataError) -> [String] {
    let all = Self.all + others
    let outputs = Outputs(projection, options)
    let results = Mutex([Result<[String], DataError>?](repeating: nil, count: all.count))
    DispatchQueue.concurrentPerform(iterations: all.count) { index in
      let result = Result { () throws(DataError) in
        try all[index].write(outputs, folder)
      }
      results.withLock { $0[index] = result }
    }
    var notes: [String] = []
    for result in results.withLock({ $0 }) { notes += try result?.get() ?? [] }
    return notes
  }
}

/// What one call of the writers writes, and what several of them make of it once.
package struct Outputs: Sendable {
  package let projection: Projection
  package let options: WriteOptions
  /// The sheet of all the projection's pictures.
  package let sheet = SharedSpriteSheet()
  private let drawn = SharedTensorBoardSample()

  package init(_ projection: Projection, _ options: WriteOptions) {
    self.projection = projection
    self.options = options
  }

  /// What TensorBoard shows of the projection.
  func sample() throws(DataError) -> TensorBoardSample {
    try drawn.of(projection, seed: options.seed)
  }
}

/// How the writers write.
package struct WriteOptions: Sendable {
  /// Draws the sample of very many points.
  package var seed: UInt64
  package var plots: PlotOptions
  package var tensors = TensorFormat.binary
  package var layoutFormats: Set<LayoutFormat> = [.npy]

  package init(seed: UInt64 = 0, plots: PlotOptions = PlotOptions()) {
    self.seed = seed
    self.plots = plots
  }
}

/// How TensorBoard's tensors are written.
package enum TensorFormat: String, Sendable, CaseIterable {
  /// Raw little-endian float32, `.bytes`.
  case binary
  /// Text that reads back to the same float32, `.tsv`.
  case tsv
  /// Nothing for TensorBoard at all.
  case none
}

/// A file of coordinates.
package enum LayoutFormat: String, Sendable, CaseIterable {
  /// `<method>.npy`, an array a map.
  case npy
  /// `layout.csv`, metadata and the coordinates of all maps.
  case csv
}
