package import Values

/// What can be said of a metadata column in a line.
package struct ColumnFacts: Sendable {
  package let name: String
  package let kind: Column.Kind
  /// The first different values that are not empty.
  package let examples: [String]
  /// How many different values there are, empty ones not counted; nil: more than 50.
  package let distinct: Int?
  package let empty: Int
  /// The smallest and largest, of a column of numbers.
  package let range: ClosedRange<Double>?

  package static let mostExamples = 5

  package init(_ column: Column) {
    name = column.name
    kind = column.kind
    var seen: Set<String> = []
    var examples: [String] = []
    var empty = 0
    for value in column.values {
      if value.isEmpty {
        empty += 1
      } else if seen.count <= 50, seen.insert(value).inserted, examples.count < Self.mostExamples {
        examples.append(value)
      }
    }
    self.examples = examples
    self.empty = empty
    distinct = seen.count <= 50 ? seen.count : nil
    let numbers = kind == .number ? column.values.numbers.filter { !$0.isNaN } : []
    if let least = numbers.min(), let most = numbers.max() {
      range = least...most
    } else {
      range = nil
    }
  }
}
