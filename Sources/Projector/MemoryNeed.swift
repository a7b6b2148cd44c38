package import Values
package import Kernels

/// An estimate of the memory that a run holds at its height, made before it starts.
package struct MemoryNeed {
  package let bytes: Int
  private let edges: Int

  package init(of dataset: Dataset, _ parameters: Parameters) {
    let n = dataset.points.rows
    let d = roundUp(dataset.points.columns, to: Matrix.alignment)
    let reduces = parameters.reduces(columns: dataset.points.columns)
    let all = 4.0 * Double(n) * Double(d)
    let staysOnDevice = all <= Double(PreparedPoints.residentLimit) || !reduces
    let block = 4.0 * Double(min(n, PreparedPoints.maxBlockRows)) * Double(d)
    var held = staysOnDevice ? all + 2 * block : 4 * block
    let side = Double(min(d, PrincipalAxes.denseLimit))
    held += 4 * side * side
    let searched = Double(reduces ? parameters.pcaComponents : d)
    held +=
      4 * Double(n)
      * (searched + 10 + 4 * Double(parameters.components(columns: dataset.points.columns)))
    // A map's tree and its neighbors, on the host and on the device.
    held += 4 * Double(n) * 28
    // What is held beside that, by stages: each is gone when the next has what it needs.
    var search = 0.0, affinities = 0.0, descent = 0.0
    if parameters.methods.contains("tsne") {
      let edges = Double(n) * Double(parameters.neighbors(points: n))
      // Panels of the candidates; the graph; all queries' best.
      search = 4 * Double(n) * searched + edges * 8
      if parameters.neighborsMethod.mayUseLists(points: n) {
        // The points in one piece and in the order of the lists; the best of the queries in work.
        let share = Double(min(n, ListSearch.block)) / Double(n)
        search += 8 * Double(n) * searched + edges * 32 * share
      } else {
        search += edges * 24
      }
      // The graph and P over it; incoming edges; their union, both ways.
      affinities = edges * (8 + 4 + 8 + 16)
      // The union, and as the steps read it.
      descent = edges * (16 + 8)
      self.edges =
        n.multipliedReportingOverflow(by: 2 * parameters.neighbors(points: n))
        .partialValue
    } else {
      edges = 0
    }
    bytes = Int(min((held + max(search, affinities, descent)) * 1.1 + Self.program, 9e18))
  }

  /// What the program, the driver and its compiler hold themselves.
  private static let program = 1.5e8

  /// Refuses a run that cannot fit.
  package func check(on device: DeviceDescription) throws(DataError) {
    let available = device.kind == .cpu ? min(device.memory, HostMemory.physical) : device.memory
    guard bytes <= available else {
      throw DataError(
        "this run needs about \(gigabytes(bytes)) GB; '\(device.name)' has "
          + "\(gigabytes(available)) GB. Use fewer points (--limit, --sample) or another --device")
    }
    guard edges < Int(Int32.max) else {
      throw DataError(
        "this run needs \(grouped(edges)) neighbor edges; at most 2,147,483,647 can be numbered. "
          + "Use fewer points (--limit, --sample) or a smaller --perplexity")
    }
  }
}
