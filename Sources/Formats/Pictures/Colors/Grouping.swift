/// The different texts of a column, numbered in the order of their first rows.
struct Grouping: Sendable {
  private(set) var names: [String] = []
  private(set) var counts: [Int] = []
  /// The number of every row's text.
  private(set) var ids: [Int32] = []

  init(_ values: [String]) {
    var numbers: [String: Int32] = [:]
    ids.reserveCapacity(values.count)
    for value in values {
      if let id = numbers[value] {
        ids.append(id)
        counts[Int(id)] += 1
      } else {
        let id = Int32(names.count)
        numbers[value] = id
        ids.append(id)
        names.append(value)
        counts.append(1)
      }
    }
  }

  static let emptyName = "(empty)"

  /// A metadata.tsv of an earlier run says "(empty)" where its input said nothing.
  static func isEmpty(_ text: String) -> Bool { text.isEmpty || text == emptyName }

  func isEmpty(_ id: Int) -> Bool { Self.isEmpty(names[id]) }

  /// Groups that say something, the largest first; of the same size by name.
  var bySize: [Int] {
    names.indices.filter { !isEmpty($0) }
      .sorted { (counts[$1], names[$0]) < (counts[$0], names[$1]) }
  }
}
