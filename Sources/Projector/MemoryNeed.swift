package import Formats
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
    var total = staysOnDevice ? all + 2 * block : 4 * block
    let side = Double(min(d, PrincipalAxes.denseLimit))
    total += 4 * side * side
    let searched = Double(reduces ? parameters.pcaComponents : d)
    total +=
      4 * Double(n)
      * (searched + 10 + 4 * Double(parameters.components(columns: dataset.points.columns)))
    // A map's tree and its neighbors, on the host and on the device.
    total += 4 * Double(n) * 28
    if parameters.methods.contains("tsne") {
      let k = Double(parameters.neighbors(points: n))
      // Panels of the candidates; graph and P; incoming edges; their union, both ways.
      total += 4 * Double(n) * searched + Double(n) * k * (12 + 8 + 16)
      if parameters.neighborsMethod.mayUseLists(points: n) {
        // The points in one piece and in the order of the lists; the best of the queries in work.
        total += 8 * Double(n) * searched + Double(min(n, ListSearch.block)) * k * 32
      }
      edges = n.multipliedReportingOverflow(by: 2 * Int(k)).partialValue
    } else {
      edges = 0
    }
    bytes = Int(min(total * 1.1, 9e18))
  }

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
