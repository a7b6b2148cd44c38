/// One metadata column: a name and a cell for every point, as it stood in the file ("" = empty).
package struct Column: Sendable, Equatable {
  package enum Kind: Sendable { case number, category, text }

  package var name: String
  package var values: ColumnValues

  package init(name: String, values: ColumnValues) {
    self.name = name
    self.values = values
  }

  package init(name: String, values: [String]) {
    self.init(name: name, values: ColumnValues(values))
  }
}

extension Column {
  /// Number: every cell that is not empty is a finite number, and there is one. Category: at most
  /// 50 different values. Else text.
  package var kind: Kind {
    if values.areNumbers { return .number }
    return distinctCount(limit: 51) <= 50 ? .category : .text
  }

  /// How many different values there are, counted no further than `limit`.
  package func distinctCount(limit: Int) -> Int { values.distinctCount(limit: limit) }

  /// Keeps these rows, in their order.
  package mutating func take(_ rows: [Int]) {
    values = values.taking(rows.lazy.map { Optional($0) })
  }
}
