/// What a run tells while it works.
package enum Progress: Sendable {
  case began(Stage)
  case advanced(Stage, Advance)
  case ended(Stage, seconds: Double)
  case snapshot(Snapshot)
}

/// How far a stage is.
package struct Advance: Sendable, Equatable {
  package let done: Int
  package let total: Int
  /// Steps of later stages that take as long as this one's: for the time left.
  package var after = 0
  /// What the stage lessens (`Stage.loss`), where it is known.
  package var loss: Double?

  package init(_ done: Int, of total: Int, after: Int = 0, loss: Double? = nil) {
    self.done = done
    self.total = total
    self.after = after
    self.loss = loss
  }
}

/// A map as it is on the way.
package struct Snapshot: Sendable, Equatable {
  /// The method's name.
  package let method: String
  /// Iterations done.
  package let step: Int
  /// c, 2 or 3.
  package let components: Int
  /// Row-major n x c, in the input's row order.
  package let coordinates: [Float]
}

/// How often a map is handed out on the way.
package enum SnapshotInterval: Sendable, Equatable {
  /// After every so many iterations, the last among them.
  case steps(Int)
  /// At the first chance after so many seconds.
  case seconds(Double)
}

/// A run was asked to end before it was done.
package struct Interrupted: Error, CustomStringConvertible {
  package var description: String { "interrupted; nothing was changed" }

  package init() {}
}
