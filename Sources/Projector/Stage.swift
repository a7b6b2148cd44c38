/// A step of a run: the run's own are here, and each method brings those of its own.
package struct Stage: Hashable, Sendable {
  /// Names its seconds in reports, and the stage in events. No two stages share one.
  package let key: String
  /// For people: `principal components`.
  package let words: String
  /// What its iterations lessen; nil where a stage has no iterations.
  package let loss: Loss?

  /// A function that iterations lessen.
  package struct Loss: Hashable, Sendable {
    /// Its name in events and reports: `kl`.
    package let key: String
    /// For people: `KL`.
    package let words: String
  }

  package init(_ key: String, _ words: String, loss: Loss? = nil) {
    self.key = key
    self.words = words
    self.loss = loss
  }
}

extension Stage {
  package static let read = Stage("read", "reading")
  package static let pca = Stage("pca", "principal components")
  package static let neighbors = Stage("neighbors", "neighbors")
  package static let metrics = Stage("metrics", "yardsticks")
  package static let write = Stage("write", "writing")
}
