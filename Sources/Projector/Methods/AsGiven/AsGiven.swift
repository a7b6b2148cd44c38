import Values

extension Method {
  /// The points as they are: two or three columns are a map already. Nothing is centered, scaled or
  /// turned.
  package static let asGiven = Method(
    name: "none", title: "As given", rank: 1, needs: .input, check: checkColumns
  ) { input in
    let points = input.points
    precondition((2...3).contains(points.columns))
    var coordinates = [Float](repeating: 0, count: points.rows * points.columns)
    try unsafe coordinates.withUnsafeMutableBufferPointer { (target) throws(DataError) in
      try unsafe points.copyRows(0..<points.rows, into: target)
    }
    return MadeMap(components: points.columns, coordinates: coordinates)
  }

  @Sendable private static func checkColumns(
    _ dataset: Dataset, _ settings: Settings
  ) throws(DataError) {
    let columns = dataset.points.columns
    guard !(2...3).contains(columns) else { return }
    let others = all.filter { !$0.needs.isInput }.map(\.name)
    throw DataError(
      "--method none shows points of 2 or 3 columns as they are; \(dataset.firstName) has "
        + "\(grouped(columns)). Use --method \(others.joined(separator: " or "))"
        + (dataset.source.format.hasSuffix("sv") ? ", or choose columns with --column" : ""))
  }
}
