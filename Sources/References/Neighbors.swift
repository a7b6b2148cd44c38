extension Reference {
  /// The k nearest others of every point by squared Euclidean distance, ties to the lower index:
  /// row-major n x k.
  package static func neighbors(
    _ points: [Float], dimensions: Int, k: Int
  ) -> (indices: [Int32], squaredDistances: [Double]) {
    let n = points.count / dimensions
    var indices: [Int32] = []
    var distances: [Double] = []
    for i in 0..<n {
      var row: [(Double, Int)] = []
      for j in 0..<n where j != i {
        var sum = 0.0
        for c in 0..<dimensions {
          let d = Double(points[i * dimensions + c]) - Double(points[j * dimensions + c])
          sum += d * d
        }
        row.append((sum, j))
      }
      row.sort { $0 < $1 }
      indices += row.prefix(k).map { Int32($0.1) }
      distances += row.prefix(k).map(\.0)
    }
    return (indices, distances)
  }
}
