import Values

/// The names of a table's columns, each there once, and what had to be changed for that.
struct ColumnNames {
  private(set) var names: [String] = []
  /// One sentence for each name that was made up, at most `mostNotes` of them.
  private(set) var notes: [String] = []
  private static let mostNotes = 8
  private var changed = 0

  /// `given` as they stand in the header of `path`; "" where there is none.
  init(_ given: [String], path: String) {
    let trimmed = given.map(\.trimmed)
    var used = Set(trimmed)
    var seen: Set<String> = []
    var copies: [String: Int] = [:]
    for (i, name) in trimmed.enumerated() {
      let base = name.isEmpty ? "Column \(i + 1)" : name
      if !name.isEmpty, seen.insert(name).inserted {
        names.append(name)
        continue
      }
      var unique = base
      var copy = copies[base] ?? (name.isEmpty ? 1 : 2)
      repeat {
        unique = copy == 1 ? base : "\(base) (\(copy))"
        copy += 1
      } while !used.insert(unique).inserted
      copies[base] = copy
      names.append(unique)
      let reason = name.isEmpty ? "it has no name" : "\"\(name)\" is there already"
      addNote("\(path): column \(i + 1) is called \"\(unique)\": \(reason)")
    }
    if changed > Self.mostNotes {
      notes.append("\(path): \(changed - Self.mostNotes) more columns are renamed like this")
    }
  }

  private mutating func addNote(_ note: String) {
    changed += 1
    if changed <= Self.mostNotes { notes.append(note) }
  }
}
