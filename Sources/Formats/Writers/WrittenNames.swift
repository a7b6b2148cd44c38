import Values

/// The names of metadata columns as a file holds them: on one line, each there once.
struct WrittenNames {
  /// Changed names that are listed one by one.
  private static let mostListed = 3

  let names: [String]
  /// One sentence if any name had to change.
  let notes: [String]

  /// `given` in the order of the columns; `taken` are names that none of them may have, and
  /// `reserved` are those that mean something else to the reader of the file.
  init(_ given: [String], file: String, taken: [String] = [], reserved: [String] = []) {
    var used = Set(taken)
    names = given.enumerated().map { i, name in
      let text = (name.withoutControls ?? name).trimmed
      var base = text.isEmpty ? "column \(i + 1)" : text
      if reserved.contains(base) { base = "column \(base)" }
      var unique = base
      var copy = 2
      while !used.insert(unique).inserted {
        unique = "\(base) (\(copy))"
        copy += 1
      }
      return unique
    }
    let changes = zip(given, names).filter { $0 != $1 }
      .map { "\(JSON.quoted($0)) is called \(JSON.quoted($1))" }
    let more =
      changes.count > Self.mostListed ? ", and \(changes.count - Self.mostListed) more" : ""
    notes =
      changes.isEmpty
      ? []
      : ["\(file): column " + changes.prefix(Self.mostListed).joined(separator: ", ") + more]
  }
}
