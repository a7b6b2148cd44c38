extension Reference {
  /// Of every point, the share of the first k of its row of `graph`, n rows of `stride` indices,
  /// that are among its k nearest on the map, row-major n x components.
  package static func keptShares(
    _ graph: [Int32], stride: Int, map: [Float], components: Int, k: Int
  ) -> [Float] {
    let near = neighbors(map, dimensions: components, k: k).indices
    return (0..<map.count / components).map { i in
      let original = Set(graph[i * stride..<i * stride + k])
      return Float(original.intersection(near[i * k..<(i + 1) * k]).count) / Float(k)
    }
  }
}
