package import Formats
package import Projector
package import Viewer

/// All that a run is asked for, as values.
package struct Request: Sendable {
  /// What is read.
  package var dataset: DatasetRequest
  /// What is computed.
  package var settings: Settings
  package var device = DeviceWish.auto
  /// The folder that the files go to, and whether files of others in it are borne with.
  package var folder: String
  package var force = false
  package var writing: WriteOptions
  package var page = PagePlacement.auto
  /// Whether the folder is one of several runs in a TensorBoard log directory.
  package var isLogRun = false
  /// How the run was asked for, for report.json.
  package var command = ""
  /// Maps that are handed out on the way; nil: none.
  package var snapshots: SnapshotInterval?

  package init(
    _ dataset: DatasetRequest, _ settings: Settings, folder: String,
    writing: WriteOptions = WriteOptions()
  ) {
    self.dataset = dataset
    self.settings = settings
    self.folder = folder
    self.writing = writing
  }
}

/// Which device is asked for.
package enum DeviceWish: Sendable, Equatable {
  /// The first GPU, else the CPU.
  case auto
  case cpu
  case gpu
  /// As `DeviceDescription` counts.
  case index(Int)
}
