import Testing

@testable import Projector

/// What deflation holds, for very many columns too.
@Suite struct DeflatedAxesTests {
  @Test(arguments: [1, 58, 58 * 784, 58 * 40_000, 58 * 1_000_000])
  func sumsSideBySideFitIntoMemory(numbers: Int) {
    let stretches = DeflatedAxes.stretches(summing: numbers)
    #expect((2...ExactRows.stretches).contains(stretches))
    #expect(stretches == 2 || 8 * numbers * stretches <= 64_000_000)
    let needed = DeflatedAxes.memory(points: 600, columns: max(1, numbers / 58), count: 50)
    #expect(needed >= Double(8 * numbers * stretches))
  }
}
