import Kernels
import Projector
import TestSupport
import Testing
import Values

/// Everything that runs on the device: one test at a time.
@Suite(.serialized) enum OnDevice {}

/// A dataset of float32 values in memory.
func dataset(_ values: [Float], columns: Int) -> Dataset {
  let rows = values.count / columns
  let block = PointBlock(
    path: "test.npy", storage: Storage(bytes(values.map(\.bitPattern))), offset: 0, rows: rows,
    columns: columns, type: .float32)
  return Dataset(
    name: "test", points: Points(blocks: [block]),
    source: .init(paths: ["test.npy"], format: "npy", shape: [rows, columns], type: .float32))
}

/// What a test asks for: what all methods share, t-SNE's own settings, and the methods' names.
@dynamicMemberLookup struct Choices {
  var methods = ["pca", "tsne"]
  var shared = Settings()
  var tsne = TSNE()

  subscript<T>(dynamicMember path: WritableKeyPath<Settings, T>) -> T {
    get { shared[keyPath: path] }
    set { shared[keyPath: path] = newValue }
  }

  subscript<T>(dynamicMember path: WritableKeyPath<TSNE, T>) -> T {
    get { tsne[keyPath: path] }
    set { tsne[keyPath: path] = newValue }
  }

  func settings() throws -> Settings {
    var settings = shared
    settings.methods = try methods.map { name in
      name == TSNE.name ? .tsne(tsne) : try #require(Method.named(name))
    }
    return settings
  }
}

func project(
  _ data: Dataset, monitor: Monitor = Monitor { _ in }, _ change: (inout Choices) -> Void = { _ in }
) throws -> Projection {
  var choices = Choices()
  change(&choices)
  return try TestDevice.use { device in
    try Pipeline(device: device, settings: choices.settings(), monitor: monitor).run(data)
  }
}
