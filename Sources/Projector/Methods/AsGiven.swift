import Values

extension Method {
  /// The points as they are: two or three columns are a map already. Nothing is centered, scaled or
  /// turned.
  static let none = Method(name: "none", title: "As given", needsAffinities: false) { input in
    let points = input.points
    precondition((2...3).contains(points.columns))
    var coordinates = [Float](repeating: 0, count: points.rows * points.columns)
    try unsafe coordinates.withUnsafeMutableBufferPointer { (target) throws(DataError) in
      try unsafe points.copyRows(0..<points.rows, into: target)
    }
    return Layout(
      method: "none", title: "As given", components: points.columns, coordinates: coordinates)
  }
}
