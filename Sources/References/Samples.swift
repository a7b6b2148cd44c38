/// Numbers of a normal-looking spread that depend on the seed alone.
package struct Noise {
  private var state: UInt64

  package init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  /// In -1 ..< 1.
  package mutating func next() -> Float {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Float(Int64(bitPattern: state) >> 40) / Float(1 << 23)
  }

  package mutating func values(_ count: Int, scale: Float = 1) -> [Float] {
    (0..<count).map { _ in next() * scale }
  }
}

/// A layout in 2-D: clusters of unequal size and width, `span` wide in all.
package func clusters(_ n: Int, span: Float) -> [Float] {
  var noise = Noise(UInt64(n) + UInt64(span))
  let centers = noise.values(60, scale: 0.42 * span)
  return (0..<n).flatMap { i in
    let cluster = (i * i + i / 7) % 30
    let width = span * 0.01 * Float(1 + cluster % 5)
    // Three uniform numbers make something near a normal one.
    return (0..<2).map { c in
      centers[2 * cluster + c] + width * noise.values(3).reduce(0, +)
    }
  }
}

/// A graph in which every point has k different others, and rows of affinities that sum to one.
package func randomGraph(_ n: Int, _ k: Int, seed: UInt64) -> (neighbors: [Int32], p: [Float]) {
  precondition(k < n)
  var noise = Noise(seed)
  var neighbors: [Int32] = []
  var p: [Float] = []
  for i in 0..<n {
    var row: [Int] = []
    while row.count < k {
      // Squaring favors low indices: some points have very many incoming edges.
      let u = Double(abs(noise.next()))
      let j = min(n - 1, Int(u * u * Double(n)))
      let free = (0..<n).lazy.map { (j + $0) % n }.first { $0 != i && !row.contains($0) }
      if let free { row.append(free) }
    }
    let weights = noise.values(k).map { abs($0) + 0.01 }
    let sum = weights.reduce(0, +)
    neighbors += row.map(Int32.init)
    p += weights.map { $0 / sum }
  }
  return (neighbors, p)
}
