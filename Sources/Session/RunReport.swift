import Formats
import Values
import Kernels
import Projector

extension Report {
  /// What the run used, before its times are known.
  init(
    of request: Request, _ dataset: Dataset, _ device: DeviceDescription, _ projection: Projection
  ) {
    self.init(
      version: toolVersion, command: request.command, input: dataset.source,
      device: .init(
        index: device.index, name: device.name, platform: device.platform, driver: device.driver),
      layouts: projection.layouts)
    search = projection.search
    parameters =
      request.settings.reported(for: dataset) + [
        ("limit", request.dataset.limit.map(JSON.integer) ?? .null),
        ("sample", request.dataset.sample.map(JSON.integer) ?? .null),
        ("color", dataset.colorColumn.map(JSON.string) ?? .null),
        ("name", .string(dataset.name)),
      ]
  }
}
