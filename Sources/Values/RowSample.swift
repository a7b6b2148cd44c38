/// SplitMix64 (Steele, Lea and Flood 2014): a small generator whose sequence depends on the seed
/// alone, so that samples repeat on every machine.
package struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// `count` different rows of `total`, each set equally likely, ascending (Knuth's algorithm S).
///
/// All rows when `count` is `total` or more.
package func sampleRows(_ count: Int, of total: Int, seed: UInt64) -> [Int] {
  guard count < total else { return Array(0..<total) }
  var random = SplitMix64(seed: seed)
  var rows: [Int] = []
  rows.reserveCapacity(count)
  for row in 0..<total
  where UInt64(count - rows.count) > random.next(upperBound: UInt64(total - row)) {
    rows.append(row)
  }
  return rows
}
