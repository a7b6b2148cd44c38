package import Values
package import Kernels

/// An estimate of the memory that a run holds at its height, made before it starts.
package struct MemoryNeed {
  package let bytes: Int

  package init(of dataset: Dataset, _ settings: Settings) {
    let (n, columns) = (dataset.points.rows, dataset.points.columns)
    let d = roundUp(columns, to: Matrix.alignment)
    let reduces = settings.reduces(columns: columns)
    let all = 4.0 * Double(n) * Double(d)
    let staysOnDevice = all <= Double(PreparedPoints.residentLimit) || !reduces
    let block = 4.0 * Double(min(n, PreparedPoints.maxBlockRows)) * Double(d)
    var held = staysOnDevice ? all + 2 * block : 4 * block
    let side = Double(min(d, PrincipalAxes.denseLimit))
    held += 4 * side * side
    let searched = Double(reduces ? settings.pcaComponents : d)
    held +=
      4 * Double(n) * (searched + 10 + 4 * Double(settings.components(columns: columns)))
    // A map's tree and its neighbors, on the host and on the device.
    held += 4 * Double(n) * 28
    // What is held beside that, by stages: each is gone when the next has what it needs.
    let axes = Self.axes(n, columns, settings)
    let stages = [axes, Self.search(n, searched: searched, settings)] + Self.methods(n, settings)
    bytes = Int(min((held + (stages.max() ?? 0)) * 1.1 + Self.program, 9e18))
  }

  /// What the program, the driver and its compiler hold themselves: with PoCL 3.1, which compiles
  /// in the process, 300 MB in a run that finds no kernel in its cache, and half of it in others.
  private static let program = 3.2e8

  /// The search for principal axes, where float32 does not do: what they leave of the points stays,
  /// too, where no covariance is formed.
  private static func axes(_ n: Int, _ columns: Int, _ settings: Settings) -> Double {
    let count = settings.axes(columns: columns)
    let rest = columns > PrincipalAxes.denseLimit ? 4 * Double(n) * Double(columns) : 0
    return rest + DeflatedAxes.memory(points: n, columns: columns, count: count)
  }

  /// The graph, 8 bytes an edge.
  private static func graph(_ n: Int, _ settings: Settings) -> Double {
    8 * Double(n) * Double(settings.neighbors(points: n) ?? 0)
  }

  /// The search for the graph.
  private static func search(_ n: Int, searched: Double, _ settings: Settings) -> Double {
    let graph = graph(n, settings)
    guard graph > 0 else { return 0 }
    // Panels of the candidates; the graph; all queries' best.
    let candidates = 4 * Double(n) * searched + graph
    guard settings.neighborsMethod.mayUseLists(points: n) else { return candidates + 3 * graph }
    // The points in one piece and in the order of the lists; the best of the queries in work.
    let share = Double(min(n, ListSearch.block)) / Double(n)
    return candidates + 8 * Double(n) * searched + 4 * graph * share
  }

  /// What each stage of each method holds, the graph with it until its last user has what it needs.
  private static func methods(_ n: Int, _ settings: Settings) -> [Double] {
    let last = settings.methods.lastIndex { $0.needs.neighbors(points: n) != nil } ?? -1
    return settings.methods.enumerated().flatMap { index, method in
      method.memory(n, settings).enumerated().map { stage, bytes in
        let holdsGraph = index < last || index == last && stage == 0
        return bytes + (holdsGraph ? graph(n, settings) : 0)
      }
    }
  }

  /// Refuses a run that cannot fit.
  package func check(on device: DeviceDescription) throws(DataError) {
    try check(
      on: device.name,
      with: device.kind == .cpu ? min(device.memory, HostMemory.physical) : device.memory)
  }

  /// The same, of a device that has so many bytes.
  package func check(on device: String, with available: Int) throws(DataError) {
    guard bytes <= available else {
      throw DataError(
        "this run needs about \(gigabytes(bytes)) GB; '\(device)' has "
          + "\(gigabytes(available)) GB. Use fewer points (--limit, --sample) or another --device")
    }
  }
}
