/// The k nearest others of every point by looking at every pair once: half of the work of
/// `Neighbors.scan`, on a CPU, and less where points that follow each other lie near each other
/// (`kernels/pairs.cl`).
package struct NeighborPairs {
  private let device: Device
  private let tuning: Tuning
  private let boxes: Kernel<Buffer<Float>, Buffer<Float>, Int32, Int32, Int32>
  private let scan:
    Kernel<
      Buffer<Float>, Buffer<Float>, Buffer<Float>, Buffer<Float>, Buffer<Float>, Buffer<Int32>,
      Buffer<Int32>, Buffer<Float>, Buffer<Int32>, Int32, Int32, Int32, Int32, Int32, Int32, Int32
    >
  private let doubtful:
    Kernel<Buffer<Float>, Buffer<Int32>, Buffer<Float>, Buffer<Int32>, Int32, Int32, Int32>

  /// Of points of `dimensions` coordinates.
  package init(_ device: Device, dimensions: Int) throws(DeviceError) {
    self.device = device
    tuning = device.tuning
    let macros = tuning.neighborMacros(dimensions: dimensions)
    boxes = try Kernel(device, file: "pairs", function: "boxes", macros: macros)
    scan = try Kernel(device, file: "pairs", function: "scan_pairs", macros: macros)
    doubtful = try Kernel(device, file: "pairs", function: "doubtful", macros: macros)
  }

  /// Looks at every pair, where the candidates are the queries. Calls `progress` with shares of the
  /// work that are done.
  package func scan(
    _ candidates: Neighbors.Candidates, for search: Neighbors.Search,
    progress: (Double) throws -> Void = { _ in }
  ) throws {
    let points = search.queries
    precondition(candidates.points.rows == points.rows && candidates.first == 0)
    let width = 2 * tuning.vector
    let pairing = PanelPairs(panels: (points.rows + width - 1) / width)
    let tasks = try Buffer(device, pairing.tasks, for: "the neighbor search's tasks")
    let rowBoxes = try boxes(of: points, width: tuning.tileRows)
    let panelBoxes = try boxes(of: points, width: width)
    for (round, range) in pairing.rounds.enumerated() {
      try scan.launch(
        WorkSize(range.count, group: 1), search.panels, candidates.panels, rowBoxes, panelBoxes,
        search.scores, search.indices, search.counts, search.thresholds, tasks,
        Int32(range.lowerBound), Int32(range.count), Int32(points.rows), Int32(points.columns),
        Int32(points.stride), Int32(search.keep), Int32(search.capacity))
      guard round % 16 == 15 else { continue }
      try device.finish()
      try progress(Double(round + 1) / Double(pairing.rounds.count))
    }
  }

  /// The boxes of every `width` points.
  private func boxes(of points: Matrix, width: Int) throws(DeviceError) -> Buffer<Float> {
    let count = (points.rows + width - 1) / width
    let result = try Buffer<Float>(
      device, count: count * (2 * points.stride + tuning.vector),
      for: "the neighbor search's boxes")
    try boxes.launch(
      WorkSize(count, points.stride / tuning.vector, group: (1, 1)), points.buffer, result,
      Int32(points.rows), Int32(points.stride), Int32(width))
    return result
  }

  /// The queries, after `scan` and `trim`, that may lack a candidate as near as the last of the k
  /// nearest that they have, where the one with the lower index should stand.
  package func doubtful(_ search: Neighbors.Search) throws(DeviceError) -> [Int] {
    let doubts = try Buffer<Int32>(
      device, count: search.queries.rows, for: "the neighbor search's doubts")
    try doubtful.launch(
      WorkSize(search.queries.rows, group: tuning.group), search.scores, search.counts,
      search.thresholds, doubts, Int32(search.queries.rows), Int32(search.k),
      Int32(search.capacity))
    return try doubts.read().enumerated().filter { $1 != 0 }.map { $0.offset }
  }
}
