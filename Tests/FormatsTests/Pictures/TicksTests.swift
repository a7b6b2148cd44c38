import Testing

@testable import Formats

@Suite struct TicksTests {
  private func texts(_ least: Double, _ most: Double) -> [String] {
    Ticks(least, most).ticks.map(\.text)
  }

  @Test func ticksAreRound() {
    #expect(texts(0, 10) == ["0", "2", "4", "6", "8", "10"])
    #expect(texts(-0.31, 0.29) == ["-0.3", "-0.2", "-0.1", "0", "0.1", "0.2"])
    #expect(texts(3, 3) == ["3"])
    #expect(texts(1000, 21_000) == ["5,000", "10,000", "15,000", "20,000"])
    #expect(Ticks.text(12345) == "12,345" && Ticks.text(2.5e12) == "2.5e12")
    #expect(Ticks.text(0.000_012) == "1.2e-5" && Ticks.text(1e300) == "1e300")
  }

  @Test func neighborsNeverHaveTheSameText() {
    let bases = [0, 1, -3, 12_345.678, 1e6, -2.5e8, 7e11, 1e15, 3e-7, 1e-300, 1e300]
    for base in bases {
      for power in [0, -2, -4, -6, -9, -12, -15] {
        var span = max(abs(base), 1e-300)
        for _ in 0..<(-power) { span /= 10 }
        let (low, high) = (base, base + span)
        guard high > low else { continue }
        let ticks = Ticks(low, high)
        let words = ticks.ticks.map(\.text)
        #expect(Set(words).count == words.count, "\(low)...\(high): \(words)")
        #expect(words.allSatisfy { $0.count <= 18 }, "\(words)")
        let slack = max(span * 1e-6, low.ulp)
        #expect(ticks.ticks.allSatisfy { $0.value >= low - slack && $0.value <= high + slack })
      }
    }
  }

  @Test func nearlyEqualValuesShareABase() {
    let ticks = Ticks(1_000_000, 1_000_000.0008)
    #expect(ticks.base == "1,000,000")
    #expect(ticks.ticks.map(\.text) == ["+0", "+0.0002", "+0.0004", "+0.0006", "+0.0008"])
    #expect(Ticks(0, 1).base == nil)
  }

  @Test func logarithmicTicksArePowersOfTen() {
    #expect(
      Ticks(logarithmic: 0.5, 20_000).ticks.map(\.text) == ["1", "10", "100", "1,000", "10,000"])
    #expect(Ticks(logarithmic: 1, 100).ticks.map(\.text) == ["1", "3", "10", "30", "100"])
    #expect(Ticks(logarithmic: 1e-200, 1e200).ticks.count < 10)
    #expect(Ticks(logarithmic: 4, 4).ticks.map(\.text) == ["4"])
  }
}
