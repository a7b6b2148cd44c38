/// Numbers 0 ..< n sorted by the group each is in, in ascending order within a group.
package struct Grouping: Sendable, Equatable {
  package let order: [Int32]
  /// groups + 1 positions in `order`.
  package let starts: [Int32]

  package var groups: Int { starts.count - 1 }

  /// By counting. `groupOf[i]`: the group of i; what has a negative one is left out.
  package init(_ groupOf: [Int32], groups: Int) {
    var starts = [Int32](repeating: 0, count: groups + 1)
    for group in groupOf where group >= 0 { starts[Int(group) + 1] += 1 }
    for group in 0..<groups { starts[group + 1] += starts[group] }
    var cursors = starts
    var order = [Int32](repeating: 0, count: Int(starts[groups]))
    for (index, group) in groupOf.enumerated() where group >= 0 {
      order[Int(cursors[Int(group)])] = Int32(index)
      cursors[Int(group)] += 1
    }
    self.order = order
    self.starts = starts
  }

  /// The positions of a group in `order`.
  package func range(_ group: Int) -> Range<Int> { Int(starts[group])..<Int(starts[group + 1]) }

  package func count(_ group: Int) -> Int { Int(starts[group + 1] - starts[group]) }
}
