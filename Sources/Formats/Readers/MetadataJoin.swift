import Values

/// `--join COLUMN`: finds each point's row of a metadata table by an id that both have.
///
/// Ids are texts and must be equal to the letter; an empty one is none. A row may belong to many
/// points (the parts of one document), but an id has one row at most. Points without a row get
/// empty cells, rows without a point are left out, and both are counted in a note.
struct MetadataJoin {
  /// What `--join` says: the column's name, or `POINTS=METADATA` where they differ.
  let option: String
  /// What errors call the points.
  let names: String
  /// The metadata's file.
  let path: String

  /// The table's columns but the id, in the points' order. `own` are the points' columns.
  func rows(
    of table: [Column], for own: [Column]
  ) throws(DataError) -> (columns: [Column], note: String?) {
    let (ownName, tableName) = columnNames(own)
    let ids = try column(ownName, own, names)
    let keys = try column(tableName, table, path)
    let places = try places(keys)
    let found = ids.values.map { places[$0] }
    let others = table.filter { $0.name != tableName }
    let columns = others.map { Column(name: $0.name, values: $0.values.taking(found)) }
    return (columns, try note(ids, keys, found))
  }

  private func columnNames(_ own: [Column]) -> (points: String, table: String) {
    guard !own.contains(where: { $0.name == option }),
      let equals = option.firstIndex(of: "="), equals != option.startIndex
    else { return (option, option) }
    return (String(option[..<equals]), String(option[option.index(after: equals)...]))
  }

  private func column(
    _ name: String, _ columns: [Column], _ file: String
  ) throws(DataError) -> Column {
    if let column = columns.first(where: { $0.name == name }) { return column }
    guard !columns.isEmpty else {
      throw DataError(
        "--join \(option): \(file) has no columns of its own, so its points have no ids. Without "
          + "--join, row after row of \(path) belongs to point after point")
    }
    let there = columns.map(\.name)
    let shown = there.prefix(20).joined(separator: ", ")
    let more = there.count > 20 ? " and \(there.count - 20) more" : ""
    let meant = suggestion(for: name, among: there).map { " Did you mean \($0)?" } ?? ""
    throw DataError(
      "--join \(option): \(file) has no metadata column \(name); there are \(shown)\(more).\(meant)"
        + (option.contains("=") ? "" : " Where the names differ: --join POINTS=METADATA"))
  }

  /// The row of each id.
  private func places(_ keys: Column) throws(DataError) -> [String: Int] {
    var places: [String: Int] = [:]
    places.reserveCapacity(keys.values.count)
    var repeated: [String: Int] = [:]
    var first: (id: String, rows: [Int])?
    for (row, id) in keys.values.enumerated() where !id.isEmpty {
      guard let earlier = places.updateValue(row, forKey: id) else { continue }
      repeated[id, default: 1] += 1
      first = first ?? (id, [earlier, row])
    }
    guard let first else { return places }
    let others = repeated.count > 1 ? "; \(grouped(repeated.count - 1)) more are repeated" : ""
    throw DataError(
      "\(path): in column \(keys.name), \"\(first.id)\" is in rows \(grouped(first.rows[0] + 1)) and "
        + "\(grouped(first.rows[1] + 1))\(others). --join needs one row for an id; remove the others"
    )
  }

  private func note(_ ids: Column, _ keys: Column, _ found: [Int?]) throws(DataError) -> String? {
    let used = Set(found.compactMap { $0 }).count
    let without = found.indices.filter { found[$0] == nil }
    guard used > 0 else {
      throw DataError(
        "--join \(option): no point of \(names) has a row in \(path): column \(ids.name) has ids "
          + "like \(examples(ids)), column \(keys.name) of the metadata like \(examples(keys))")
    }
    var parts: [String] = []
    if let first = without.first {
      let example = ids.values[first].isEmpty ? "" : ", the first is \"\(ids.values[first])\""
      parts.append(
        "\(grouped(without.count)) of \(grouped(found.count)) points have no row in \(path)"
          + "\(example): their cells are empty")
    }
    let unused = keys.values.count - used
    if unused > 0 {
      parts.append(
        "\(grouped(unused)) of \(grouped(keys.values.count)) rows of \(path) belong to no point")
    }
    return parts.isEmpty ? nil : "--join \(option): \(parts.joined(separator: "; "))"
  }

  private func examples(_ column: Column) -> String {
    let shown = column.values.lazy.filter { !$0.isEmpty }.prefix(2).map { "\"\($0.prefix(40))\"" }
    return shown.isEmpty ? "nothing at all" : shown.joined(separator: ", ")
  }
}
