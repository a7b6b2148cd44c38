import Values
import Kernels
import Projector
import Testing

/// Everything that runs on the device: one device for all, one test at a time.
@Suite(.serialized) enum OnDevice {
  nonisolated(unsafe) private static var opened: Device?

  static func device() throws -> Device {
    if let opened { return opened }
    let device = try Device(index: 0)
    opened = device
    return device
  }
}

/// A dataset of float32 values in memory.
func dataset(_ values: [Float], columns: Int) -> Dataset {
  let bytes = values.flatMap { withUnsafeBytes(of: $0.bitPattern.littleEndian, Array.init) }
  let rows = values.count / columns
  let block = PointBlock(
    path: "test.npy", storage: Storage(bytes), offset: 0, rows: rows, columns: columns,
    type: .float32)
  return Dataset(
    name: "test", points: Points(blocks: [block]),
    source: .init(paths: ["test.npy"], format: "npy", shape: [rows, columns], type: .float32))
}

/// `groups` clusters of `size` points in `columns` dimensions, far apart.
func clusters(_ groups: Int, of size: Int, columns: Int) -> [Float] {
  var random = SplitMix64(seed: 4)
  var values: [Float] = []
  for group in 0..<groups {
    var center = SplitMix64(seed: UInt64(group) + 100)
    let middle = (0..<columns).map { _ in Float.random(in: -1...1, using: &center) * 10 }
    for _ in 0..<size {
      values += middle.map { $0 + Float.random(in: -1...1, using: &random) }
    }
  }
  return values
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
  return try Pipeline(
    device: OnDevice.device(), settings: choices.settings(), monitor: monitor
  ).run(data)
}
