import Values

/// Which column of a table becomes what.
struct ColumnPlan: Sendable {
  enum Role: Equatable {
    case point
    /// A cell of all numbers of the point.
    case list
    case skipped
    /// The metadata column of this index.
    case metadata(Int)
  }

  let roles: [Role]
  /// How many numbers a point has.
  let pointColumns: Int
  /// Where in a point the numbers of its columns go, these in the file's order; nil: as they come.
  let order: [Int]?
  /// Names of the metadata columns.
  let metadataNames: [String]
  let hasHeader: Bool
  let notes: [String]
  /// As they stand in the header, "" without one.
  private let names: [String]

  /// Errors: no record, no record behind the header, no column of numbers, an unknown column.
  init(_ start: CellScanner, _ choice: PointsChoice = PointsChoice()) throws(DataError) {
    let path = start.path
    guard let rule = try HeaderRule(start, choice) else {
      throw DataError("\(path): holds no rows")
    }
    guard !rule.isHeaderAlone else {
      throw DataError("\(path): holds a header and no rows behind it")
    }
    hasHeader = rule.isHeader
    for (i, cell) in rule.first.enumerated() where hasHeader {
      _ = try start.text(cell, title: "column \(i + 1)")
    }
    names = rule.names
    let unique = ColumnNames(names, path: path)
    let points = try PointColumns(rule, unique.names, path: path, chosen: choice.column)
    guard !points.places.isEmpty else { throw Self.noPoints(path, rule, start.dialect) }
    var metadata: [Int] = []
    roles = names.indices.map { place in
      if points.skipped.contains(place) { return .skipped }
      if points.places.contains(place) { return points.isList ? .list : .point }
      metadata.append(place)
      return .metadata(metadata.count - 1)
    }
    pointColumns = points.columns
    order = points.order
    metadataNames = metadata.map { unique.names[$0] }
    notes =
      points.notes + Self.notes(path, metadataNames, rule)
      + (start.dialect.decimal == Dialect.point
        ? [] : ["\(path): commas stand before the decimals of its numbers"])
  }

  /// What an error calls column `index`.
  func title(_ index: Int) -> String {
    names[index].isEmpty ? "column \(index + 1)" : "column \"\(names[index])\""
  }

  /// `784 numbers`, or `786 cells` where some of them are metadata.
  var recordSize: String {
    let unit = metadataNames.isEmpty ? "number" : "cell"
    return "\(roles.count) \(unit)\(roles.count == 1 ? "" : "s")"
  }

  private static func notes(_ path: String, _ metadata: [String], _ rule: HeaderRule) -> [String] {
    var notes: [String] = []
    if rule.looksLikePoint {
      notes.append("\(path): the first line counts the columns; it is a header, not a point")
    }
    guard !metadata.isEmpty else { return notes }
    let shown = metadata.prefix(8).joined(separator: ", ")
    let more = metadata.count > 8 ? " and \(metadata.count - 8) more" : ""
    let words = metadata.count == 1 ? ("column", "is") : ("columns", "are")
    notes.append("\(path): \(words.0) \(shown)\(more) \(words.1) metadata, not points")
    return notes
  }

  private static func noPoints(
    _ path: String, _ rule: HeaderRule, _ dialect: Dialect
  ) -> DataError {
    if rule.hasDecimalCommas {
      return DataError(
        "\(path): holds numbers with decimal commas, which are read between semicolons and tabs "
          + "alone, where no number has a point; write them with points (1.5) and try again")
    }
    if rule.first.indices.contains(where: rule.isNumeric) {
      let names = rule.names.prefix(8).joined(separator: ", ")
      return DataError("\(path): holds no column of points besides metadata (\(names))")
    }
    guard rule.first.count > 1 else {
      return DataError(
        "\(path): holds no column of numbers; separate numbers by commas, tabs or semicolons")
    }
    let count = "\(rule.first.count) columns separated by \(dialect.delimiterName)s"
    return DataError("\(path): holds no column of numbers among \(count)")
  }
}
