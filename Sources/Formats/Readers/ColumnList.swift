import Values

/// What `--column` says: names, comma-separated, and ranges of them: `a,b`, `x0..x99`.
struct ColumnList {
  private let text: String

  init(_ text: String) { self.text = text }

  /// Whether one of `cells` is named here, so that they are names; numbers may be places, too.
  func names(anyOf cells: [String]) -> Bool {
    let parts = text.split(separator: ",").flatMap { $0.split(separator: "..") }.map {
      String($0).trimmed
    }
    return cells.contains { !$0.isEmpty && Int($0) == nil && ($0 == text || parts.contains($0)) }
  }

  /// The places of the chosen ones among `names`, each once, in the order asked for.
  ///
  /// A name may hold commas if it is the only one. A range takes all columns between two names in
  /// the file's order. The last part of a path (`payload.title`) is enough where only one ends like
  /// this, and a number counts from 1 where no column has it as its name.
  func places(in names: [String], of path: String) throws(DataError) -> [Int] {
    if let place = place(of: text, names) { return [place] }
    var places: [Int] = []
    var seen: Set<Int> = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      for place in try range(String(part).trimmed, names, path) where seen.insert(place).inserted {
        places.append(place)
      }
    }
    return places
  }

  private func range(
    _ part: String, _ names: [String], _ path: String
  ) throws(DataError) -> ClosedRange<Int> {
    if let place = place(of: part, names) { return place...place }
    let ends = part.split(separator: "..", omittingEmptySubsequences: false).map {
      String($0).trimmed
    }
    guard ends.count == 2 else { throw unknown(part, names, path) }
    guard let first = place(of: ends[0], names) else { throw unknown(ends[0], names, path) }
    guard let last = place(of: ends[1], names) else { throw unknown(ends[1], names, path) }
    guard first <= last else {
      throw DataError("--column \(part): in \(path), \(ends[1]) comes before \(ends[0])")
    }
    return first...last
  }

  private func place(of name: String, _ names: [String]) -> Int? {
    guard !name.isEmpty else { return nil }
    if let place = names.firstIndex(of: name) { return place }
    let ending = names.indices.filter { names[$0].hasSuffix("." + name) }
    if ending.count == 1 { return ending[0] }
    guard let number = Int(name), (1...max(1, names.count)).contains(number) else { return nil }
    return number - 1 < names.count ? number - 1 : nil
  }

  private func unknown(_ name: String, _ names: [String], _ path: String) -> DataError {
    let most = 20
    let known = names.filter { !$0.isEmpty }
    let shown = known.prefix(most).joined(separator: ", ")
    let more = known.count > most ? " and \(grouped(known.count - most)) more" : ""
    let there =
      known.isEmpty
      ? "its columns have no names: use numbers, 1 to \(names.count)" : "there are \(shown)\(more)"
    let meant = suggestion(for: name, among: Array(known.prefix(1000))).map {
      ". Did you mean \($0)?"
    }
    return DataError("--column \(text): \(path) has no column \(name); \(there)\(meant ?? "")")
  }
}
