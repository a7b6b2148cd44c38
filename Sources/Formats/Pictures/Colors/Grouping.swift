/// The different texts of a column, numbered in the order of their first rows.
struct Grouping: Sendable {
  private(set) var names: [String] = []
  private(set) var counts: [Int] = []
  /// The first row of each text.
  private(set) var firstRows: [Int] = []
  /// The number of every row's text.
  private(set) var ids: [Int32] = []

  init(_ values: [String]) {
    var numbers: [String: Int32] = [:]
    ids.reserveCapacity(values.count)
    for (row, value) in values.enumerated() {
      if let id = numbers[value] {
        ids.append(id)
        counts[Int(id)] += 1
      } else {
        let id = Int32(names.count)
        numbers[value] = id
        ids.append(id)
        names.append(value)
        counts.append(1)
        firstRows.append(row)
      }
    }
  }

  static let emptyName = "(empty)"

  /// A metadata.tsv of an earlier run says "(empty)" where its input said nothing.
  static func isEmpty(_ text: String) -> Bool { text.isEmpty || text == emptyName }

  func isEmpty(_ id: Int) -> Bool { Self.isEmpty(names[id]) }

  /// Groups that say something, the largest first; of the same size by name.
  var bySize: [Int] { names.indices.filter { !isEmpty($0) }.sorted(by: isLarger) }

  /// The first `most` of `bySize`, without sorting the others.
  func largest(_ most: Int) -> [Int] {
    var found: [Int] = []
    for id in names.indices where !isEmpty(id) {
      if found.count == most, let last = found.last, !isLarger(id, last) { continue }
      found.insert(id, at: found.firstIndex { isLarger(id, $0) } ?? found.count)
      if found.count > most { found.removeLast() }
    }
    return found
  }

  private func isLarger(_ id: Int, _ other: Int) -> Bool {
    (counts[other], names[id]) < (counts[id], names[other])
  }
}
