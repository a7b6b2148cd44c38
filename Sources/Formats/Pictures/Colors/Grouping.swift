import Values

/// The different texts of a column, numbered in the order of their first rows.
struct Grouping: Sendable {
  private(set) var names: [String] = []
  private(set) var counts: [Int] = []
  /// The first row of each text.
  private(set) var firstRows: [Int] = []
  /// The number of every row's text.
  private(set) var ids: [Int32] = []

  init(_ values: ColumnValues) {
    switch values.form {
    case .codes(let codes, let texts):
      names = texts
      ids = codes.map { Int32($0) }
      counts = Array(repeating: 0, count: texts.count)
      firstRows = counts
      for (row, id) in ids.enumerated() {
        if counts[Int(id)] == 0 { firstRows[Int(id)] = row }
        counts[Int(id)] += 1
      }
    case .numbers(let numbers, let spelling):
      number(numbers.lazy.map(\.bitPattern)) { spelling.text(numbers[$0]) }
    case .texts(let texts, _):
      number(texts) { texts[$0] }
    }
  }

  /// Numbers the different `keys`, whose texts `text` knows by their rows.
  private mutating func number<S: Sequence>(_ keys: S, text: (Int) -> String)
  where S.Element: Hashable {
    var known: [S.Element: Int32] = [:]
    for (row, key) in keys.enumerated() {
      let id = known[key] ?? Int32(names.count)
      if Int(id) == names.count {
        known[key] = id
        names.append(text(row))
        counts.append(0)
        firstRows.append(row)
      }
      ids.append(id)
      counts[Int(id)] += 1
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
