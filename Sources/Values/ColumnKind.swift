extension Column {
  /// Number: every cell that is not empty is a finite number, and there is one. Category: at most 50
  /// different values. Else text.
  package var kind: Kind {
    if isNumeric { return .number }
    return distinctCount(limit: 51) <= 50 ? .category : .text
  }

  private var isNumeric: Bool {
    var found = false
    for value in values where !value.isEmpty {
      guard let number = Double(value), number.isFinite else { return false }
      found = true
    }
    return found
  }

  /// How many different values there are, counted no further than `limit`.
  package func distinctCount(limit: Int) -> Int {
    var seen: Set<String> = []
    for value in values {
      seen.insert(value)
      if seen.count >= limit { break }
    }
    return seen.count
  }

  /// Keeps these rows, in their order.
  package mutating func take(_ rows: [Int]) { values = rows.map { values[$0] } }
}

extension Images {
  /// Pictures of this value: all, or those selected.
  package var rows: Int { selection?.count ?? count }
}
