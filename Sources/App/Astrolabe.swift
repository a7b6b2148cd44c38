import ArgumentParser
import Formats
import Kernels
import Projector

@main
struct Astrolabe: ParsableCommand {
  @Argument var path: String
  @Option var iterations: Int = 100
  @Option var offset: Int = 128
  @Option var rows: Int
  @Option var columns: Int
  @Option var type: String = "float16"
  @Option var metric: String = "cosine"
  mutating func run() throws {
    let storage = try Storage(mapping: path)
    let block = PointBlock(path: path, storage: storage, offset: offset, rows: rows, columns: columns, type: ElementType(rawValue: type)!)
    let points = Points(blocks: [block])
    let dataset = Dataset(name: "x", points: points, source: .init(paths: [path], format: "npy", shape: [rows, columns], type: .float16))
    var parameters = Parameters()
    parameters.metric = Metric(rawValue: metric)!
    parameters.iterations = iterations
    let start = ContinuousClock.now
    let device = try Device(index: 0)
    let clock = Clock { if case .ended(let s, let t) = $0 { print(s, t) }; if case .advanced(let s, let d, let n, let k) = $0, let k { print(s, d, n, k) } }
    let projection = try Pipeline(device: device, parameters: parameters, clock: clock).run(dataset)
    print(ContinuousClock.now - start, device.peakBytes)
    for l in projection.layouts { print(l.method, l.metrics) }
    print(projection.components!.explainedVariance)
  }
}
