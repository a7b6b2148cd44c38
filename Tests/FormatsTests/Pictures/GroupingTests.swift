import Testing

@testable import Formats
import Values

@Suite struct GroupingTests {
  /// Whether or not there are as many, of one size or of several, and empty ones among them.
  @Test(arguments: [1, 5, 24, 100], [1, 3, 60])
  func theLargestAreTheFirstBySize(_ most: Int, _ kinds: Int) {
    var random = SplitMix64(seed: UInt64(most * kinds))
    let values = (0..<500).map { _ -> String in
      let kind = Int.random(in: 0..<kinds, using: &random) * Int.random(in: 0...1, using: &random)
      return kind == 0 ? "" : "kind \(kind)"
    }
    for values in [values, values.enumerated().map { "\($0)" }] {
      let grouping = Grouping(ColumnValues(values))
      #expect(grouping.largest(most) == Array(grouping.bySize.prefix(most)))
      #expect(grouping.firstRows.map { values[$0] } == grouping.names)
    }
  }
}
