package import Formats
package import Values
package import Kernels
package import Projector

/// What a run tells while it works.
package enum Event: Sendable {
  /// All is understood, and the device is chosen: the computation begins.
  case ready(Preparation)
  /// What was not done as might be expected: one sentence.
  case note(String)
  /// A stage, its steps, a map on the way.
  case progress(Progress)
}

/// What a run knows before it computes.
package struct Preparation: Sendable {
  package let source: Dataset.Source
  /// Points that are used, of so many.
  package let points: Int
  package let allPoints: Int
  package let metadataColumns: Int
  package let hasImages: Bool
  package let device: DeviceDescription
  /// Why it is this device.
  package let reason: String
  /// An estimate of the bytes that the run holds at its height.
  package let estimatedBytes: Int
}

/// Who hears the events, on the run's own thread.
package struct Listener {
  package let hear: (Event) -> Void
  /// Whether a loss would be shown if it were told now: it takes as long as a step or two.
  package let showsLoss: () -> Bool

  package init(
    _ hear: @escaping (Event) -> Void = { _ in }, showsLoss: @escaping () -> Bool = { false }
  ) {
    self.hear = hear
    self.showsLoss = showsLoss
  }
}

/// What a run made.
package struct Outcome: Sendable {
  package let projection: Projection
  /// As it stands in report.json.
  package let report: Report
  /// The files of the folder, by name.
  package let files: [OutputFolder.File]
  package let seconds: Double
}
