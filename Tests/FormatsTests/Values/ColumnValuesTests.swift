import Testing
import Values

/// Cells come back to the byte, whatever they are held as.
@Suite struct ColumnValuesTests {
  private enum Held: String { case numbers, codes, texts }

  private func held(_ values: ColumnValues) -> Held {
    switch values.form {
    case .numbers: .numbers
    case .codes: .codes
    case .texts: .texts
    }
  }

  private static let cases: [(texts: [String], held: String, areNumbers: Bool)] = [
    (["3", "-2", "", "0", "999999999999999"], "numbers", true),
    (["3.0", "0.1", "-0.0", "1e-07", "5e-324", "1e+16"], "numbers", true),
    (["3", "0.1", "", "-0.25"], "numbers", true),
    (["1.50", "2.25", "3.75"], "texts", true),
    (["007", "007", "08", "08"], "codes", true),
    (["+1", "+1", "1", "1"], "codes", true),
    (["-0", "1", "2"], "texts", true),
    (["1000000000000000", "9007199254740993", "1"], "texts", true),
    (["3.0", "3", "3.5"], "texts", true),
    (["nan", "1", "2"], "texts", false),
    (["1e400", "1", "2"], "texts", false),
    (["0x10", "0x10", "1", "1"], "codes", true),
    (["", "", ""], "codes", false),
    ([], "codes", false),
    (["a", "b", "a", "b"], "codes", false),
    // Equal in their characters, not in their bytes.
    (["\u{E9}", "e\u{301}", "\u{E9}", "e\u{301}"], "texts", false),
  ]

  @Test(arguments: cases)
  func cellsComeBack(texts: [String], held: String, areNumbers: Bool) {
    let values = ColumnValues(texts)
    #expect(self.held(values).rawValue == held && values.areNumbers == areNumbers, "\(texts)")
    expect(values, texts)
  }

  private func expect(_ values: ColumnValues, _ texts: [String]) {
    #expect(values.map { Array($0.utf8) } == texts.map { Array($0.utf8) })
    let numbers = texts.map { $0.isEmpty ? nil : Double($0) ?? .nan }
    let areNumbers =
      numbers.allSatisfy { $0?.isFinite ?? true } && numbers.contains { $0 != nil }
    #expect(values.areNumbers == areNumbers, "\(texts)")
    for limit in [1, 2, 51] {
      #expect(values.distinctCount(limit: limit) == min(limit, Set(texts).count), "\(texts)")
    }
    #expect(values.numbers.map(\.bitPattern) == texts.map { (Double($0) ?? .nan).bitPattern })
  }

  /// Rows that are taken, empty ones among them, are as if they had been read alone.
  @Test func rowsAreTaken() {
    var random = SplitMix64(seed: 5)
    let alphabet = ["", "1", "2.5", "-3", "a", "b", "1.50", "\u{E9}", "e\u{301}", "1e-07", "4.0"]
    for length in 1..<60 {
      let few = Int.random(in: 1...alphabet.count, using: &random)
      let first = Int.random(in: 0...alphabet.count - few, using: &random)
      let texts = (0..<length).map { _ in
        alphabet[first + Int.random(in: 0..<few, using: &random)]
      }
      let values = ColumnValues(texts)
      expect(values, texts)
      let rows = (0..<length).map { _ in
        Int.random(in: 0...4, using: &random) == 0
          ? nil : Int.random(in: 0..<length, using: &random)
      }
      let taken = values.taking(rows)
      expect(taken, rows.map { $0.map { texts[$0] } ?? "" })
      if case .codes(_, let used) = taken.form { #expect(Set(used) == Set(taken)) }
      #expect(taken == ColumnValues(Array(taken)))
    }
  }

  @Test func integersNeedNoTexts() {
    let values = ColumnValues(0..<1000)
    #expect(Array(values) == (0..<1000).map(String.init) && values.areNumbers)
    #expect(!ColumnValues([Int]()).areNumbers)
  }
}
