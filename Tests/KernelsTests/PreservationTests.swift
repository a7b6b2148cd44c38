import Doctor
import Foundation
import Kernels
import References
import Testing

extension OnDevice {
  @Suite struct PreservationTests {
    /// Maps whose distances are exact in float32, by name.
    private static func maps(_ n: Int, _ components: Int) -> [String: [Float]] {
      var noise = Noise(UInt64(n))
      let spread = noise.values(n * components).map { ($0 * 1024).rounded() }
      // Few places, so that many points coincide and more are equally far.
      let lattice = noise.values(n * components).map { ($0 * 4).rounded() }
      var clumps = noise.values(n * components).map { ($0 * 16).rounded() }
      for i in 0..<n { clumps[i * components] += Float(i % 3 * 64) }
      clumps[0] = 2000
      let equal = [Float](repeating: 0.25, count: n * components)
      let line = (0..<n * components).map { $0 % components == 1 ? Float($0 / components) : 2 }
      return [
        "spread": spread, "lattice": lattice, "clumps": clumps, "equal": equal, "line": line,
      ]
    }

    private func rows(_ found: [Int32], _ k: Int) -> [Int32] {
      stride(from: 0, to: found.count, by: Preservation.rowLength).flatMap { found[$0..<$0 + k] }
    }

    @Test(arguments: cases([1, 2, 17, 65, 331, 5, 16, 63, 64, 531], few: 4), [2, 3])
    func findsTheNearest(n: Int, components: Int) throws {
      for (name, map) in Self.maps(n, components) {
        try holds(name) { device, seen in
          try checkNearest(device, map, components: components, seen)
        }
      }
    }

    /// Neither far from the origin nor in extreme units does a distance overflow or vanish.
    @Test(arguments: [Float(1e-30), 1, 1e30]) func unitsChangeNothing(unit: Float) throws {
      try guarded { device in
        let power = Float(sign: .plus, exponent: Int(unit.exponent), significand: 1)
        let map = Self.maps(size(300, few: 40), 2)["clumps"] ?? []
        let preservation = try Preservation(device, components: 2)
        let k = Preservation.count
        let found = rows(try preservation.neighbors(of: map.map { $0 * power }).read(), k)
        #expect(found == Reference.neighbors(map, dimensions: 2, k: k).indices)
      }
    }

    @Test(arguments: cases([(2, 1, 1), (65, 20, 15), (300, 15, 15), (300, 90, 10)], few: 2))
    func countsWhatIsKept(n: Int, stride: Int, k: Int) throws {
      try holds { device, seen in
        var noise = Noise(UInt64(stride))
        let map = noise.values(n * 2).map { ($0 * 1024).rounded() }
        try checkShares(device, map, components: 2, stride: stride, k: k, seen)
      }
    }

    /// Maps on which cells of one size, or boxes alone, would compare all pairs: so many points
    /// that this would take minutes.
    @Test(arguments: ["equal", "two places", "clumps of clumps"]) func crowdsAreNoTrouble(
      kind: String
    ) throws {
      try guarded { device in
        let n = size(100_000, few: 500)
        var noise = Noise(3)
        var map = [Float](repeating: 0.5, count: 2 * n)
        for i in 0..<n where kind != "equal" {
          map[2 * i] = kind == "two places" ? Float(i % 2) : noise.next() * Float(1 << (i % 20))
          map[2 * i + 1] = kind == "two places" ? 0 : noise.next() * Float(1 << (i % 20))
        }
        if kind != "equal" { map[2 * (n - 1)] = 1e6 }
        let k = Preservation.count
        let preservation = try Preservation(device, components: 2)
        let found = try preservation.neighbors(of: map).read()
        for i in [0, 1, 2, 17, n / 2, n - 1] {
          let row = Array(found[i * Preservation.rowLength..<i * Preservation.rowLength + k])
          let distances = (0..<n).filter { $0 != i }.map { j in
            let (x, y) = (map[2 * i] - map[2 * j], map[2 * i + 1] - map[2 * j + 1])
            return (x * x + y * y, j)
          }
          #expect(row == distances.sorted { $0 < $1 }.prefix(k).map { Int32($0.1) })
        }
      }
    }
  }
}
