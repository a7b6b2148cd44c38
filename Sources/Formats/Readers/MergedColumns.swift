import Values

/// Columns put together from parts, in the order of their first appearance.
struct MergedColumns {
  let rows: Int
  private var names: [String] = []
  private var cells: [[String]] = []
  private var places: [Key: Int] = [:]

  private struct Key: Hashable {
    let name: String
    let copy: Int
  }

  init(rows: Int) { self.rows = rows }

  /// Sets the rows from `first` on; of a name that comes twice, the last cell that is not empty.
  ///
  /// `copy` tells columns of one name apart.
  mutating func add(
    _ name: String, _ values: some Sequence<String>, from first: Int, copy: Int = 0
  ) {
    let place: Int
    let key = Key(name: name, copy: copy)
    if let known = places[key] {
      place = known
    } else {
      place = names.count
      places[key] = place
      names.append(name)
      cells.append(Array(repeating: "", count: rows))
    }
    for (offset, value) in values.enumerated() where !value.isEmpty {
      cells[place][first + offset] = value
    }
  }

  /// All that was set, the rest empty.
  var columns: [Column] { zip(names, cells).map { Column(name: $0, values: $1) } }
}

extension MergedColumns {
  /// The columns of several files, one behind the other.
  init(_ parts: [FileContent]) {
    self.init(rows: parts.reduce(0) { $0 + $1.rows })
    var first = 0
    for part in parts {
      var copies: [String: Int] = [:]
      for column in part.columns {
        add(column.name, column.values, from: first, copy: copies[column.name, default: 0])
        copies[column.name, default: 0] += 1
      }
      first += part.rows
    }
  }
}
