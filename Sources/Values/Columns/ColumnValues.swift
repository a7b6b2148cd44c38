/// The cells of a column: a text for every row, read once and held as what they are.
package struct ColumnValues: Sendable {
  package enum Form: Sendable {
    /// NaN is an empty cell.
    case numbers([Double], NumberSpelling)
    /// Each cell's place among the different texts, which stand in the order of their first rows.
    case codes([UInt32], of: [String])
    /// `areMany`: too many are different for codes.
    case texts([String], areMany: Bool)
  }

  package let form: Form
  /// Every cell that is not empty is a finite number, and there is one.
  package let areNumbers: Bool

  /// The cells' texts, as they are to be written again: none of their bytes gets lost.
  package init(_ texts: [String]) {
    let numbers = SpelledNumbers(texts)
    areNumbers = numbers != nil
    if let numbers, let spelling = numbers.spelling {
      form = .numbers(numbers.values, spelling)
    } else {
      form = TextCodes(texts).form(texts)
    }
  }

  package init(_ integers: some Sequence<Int>) {
    self.init(integers.map(Double.init), .integers)
  }

  private init(_ numbers: [Double], _ spelling: NumberSpelling) {
    form = .numbers(numbers, spelling)
    areNumbers = numbers.contains { !$0.isNaN }
  }

  /// `texts` are all used, and stand in the order of their first rows.
  private init(_ codes: [UInt32], of texts: [String]) {
    form = .codes(codes, of: texts)
    areNumbers = SpelledNumbers(texts) != nil
  }

  /// More different texts than this of so many cells are no dictionary: it would save little.
  package static func mostCodes(of count: Int) -> Int {
    Swift.min(1 << 16, Swift.max(2, count / 2))
  }
}

extension ColumnValues: RandomAccessCollection, Equatable {
  package var startIndex: Int { 0 }
  package var endIndex: Int {
    switch form {
    case .numbers(let numbers, _): numbers.count
    case .codes(let codes, _): codes.count
    case .texts(let texts, _): texts.count
    }
  }

  package subscript(_ row: Int) -> String {
    switch form {
    case .numbers(let numbers, let spelling): spelling.text(numbers[row])
    case .codes(let codes, let texts): texts[Int(codes[row])]
    case .texts(let texts, _): texts[row]
    }
  }

  package static func == (a: ColumnValues, b: ColumnValues) -> Bool { a.elementsEqual(b) }
}

extension ColumnValues {
  /// The cells as numbers, NaN where one is none.
  package var numbers: [Double] {
    if case .numbers(let numbers, _) = form { return numbers }
    return mapped { Double($0) ?? .nan } ?? []
  }

  /// What `transform` makes of every cell, asked once where cells share a text; nil where it gives
  /// nil.
  package func mapped<T>(_ transform: (String) -> T?) -> [T]? {
    guard case .codes(let codes, let texts) = form else { return all(self, transform) }
    return all(texts, transform).map { made in codes.map { made[Int($0)] } }
  }

  private func all<T>(_ texts: some Collection<String>, _ transform: (String) -> T?) -> [T]? {
    var made: [T] = []
    made.reserveCapacity(texts.count)
    for text in texts {
      guard let value = transform(text) else { return nil }
      made.append(value)
    }
    return made
  }

  /// How many different cells there are, counted no further than `limit`.
  package func distinctCount(limit: Int) -> Int {
    switch form {
    case .numbers(let numbers, _):
      // A number has one spelling here, so different bits are different texts.
      Self.distinctCount(numbers.lazy.map(\.bitPattern), limit)
    case .codes(_, let texts): Swift.min(texts.count, limit)
    case .texts(let texts, _): Self.distinctCount(texts, limit)
    }
  }

  private static func distinctCount<S: Sequence>(_ values: S, _ limit: Int) -> Int
  where S.Element: Hashable {
    var seen: Set<S.Element> = []
    for value in values {
      seen.insert(value)
      if seen.count >= limit { break }
    }
    return seen.count
  }

  /// These rows, in their order; an empty cell for nil.
  package func taking(_ rows: some Sequence<Int?>) -> ColumnValues {
    switch form {
    case .numbers(let numbers, let spelling):
      return ColumnValues(rows.map { $0.map { numbers[$0] } ?? .nan }, spelling)
    case .texts(let texts, _):
      return ColumnValues(rows.map { $0.map { texts[$0] } ?? "" })
    case .codes(let codes, let texts):
      var used = UsedCodes(texts)
      let taken = rows.map { used.code($0.map { codes[$0] }) }
      return ColumnValues(taken, of: used.texts)
    }
  }
}

/// Codes given anew, in the order in which they are asked for.
private struct UsedCodes {
  /// Those that were asked for.
  private(set) var texts: [String] = []
  private let given: [String]
  private var places: [UInt32?]
  private var empty: UInt32?

  init(_ texts: [String]) {
    given = texts
    places = Array(repeating: nil, count: texts.count)
    empty = nil
  }

  /// The new code of the old one, which nil has for an empty cell.
  mutating func code(_ old: UInt32?) -> UInt32 {
    let place = old.map(Int.init) ?? given.firstIndex(of: "")
    if let code = place.map({ places[$0] }) ?? empty { return code }
    let code = UInt32(texts.count)
    texts.append(place.map { given[$0] } ?? "")
    if let place { places[place] = code } else { empty = code }
    return code
  }
}

/// The different texts of cells, and each cell's place among them.
private struct TextCodes {
  private var codes: [UInt32] = []
  private var texts: [String] = []
  private var areMany = false
  /// Two texts are equal in their characters and not in their bytes.
  private var isAmbiguous = false

  init(_ cells: [String]) {
    let most = ColumnValues.mostCodes(of: cells.count)
    var places: [String: UInt32] = [:]
    codes.reserveCapacity(cells.count)
    for cell in cells {
      if let place = places[cell] {
        guard texts[Int(place)].utf8.elementsEqual(cell.utf8) else {
          isAmbiguous = true
          return
        }
        codes.append(place)
        continue
      }
      guard texts.count < most else {
        areMany = true
        return
      }
      places[cell] = UInt32(texts.count)
      codes.append(UInt32(texts.count))
      texts.append(cell)
    }
  }

  /// `cells` are those that this was made of.
  func form(_ cells: [String]) -> ColumnValues.Form {
    areMany || isAmbiguous ? .texts(cells, areMany: areMany) : .codes(codes, of: texts)
  }
}
