import Formats
import Values

extension Inspection {
  /// For scripts: keys that are always there, null where nothing is known.
  var json: JSON {
    .object([
      ("path", .string(path)),
      ("bytes", bytes.map(JSON.integer) ?? .null),
      ("compressed", .bool(codec != nil)),
      ("format", .string(format)),
      ("points", points.map(pointsJSON) ?? .null),
      ("parts", .array(parts.map(partJSON))),
      ("columns", .array(columns.map(columnJSON))),
      ("pictures", pictures.map { .array([.integer($0.width), .integer($0.height)]) } ?? .null),
      ("color", color.map(JSON.string) ?? .null),
      ("sampled_rows", sampledRows.map(JSON.integer) ?? .null),
      ("notes", .array(notes.map(JSON.string))),
      ("problem", problem.map(JSON.string) ?? .null),
      ("options", .array(choice.map(JSON.string))),
    ])
  }

  private func pointsJSON(_ points: Points) -> JSON {
    .object([
      ("shape", .array(points.shape.map(JSON.integer))),
      ("rows_are_estimated", .bool(points.isEstimate)),
      ("columns", .integer(points.columns)),
      ("type", .string(points.type)),
      (
        "range",
        points.range.map {
          .array([.number(Double($0.lowerBound)), .number(Double($0.upperBound))])
        } ?? .null
      ),
    ])
  }

  private func partJSON(_ part: Part) -> JSON {
    .object([
      ("name", .string(part.name)), ("shape", .array(part.shape.map(JSON.integer))),
      ("type", .string(part.type)), ("role", .string(part.role.rawValue)),
    ])
  }

  private func columnJSON(_ column: ColumnFacts) -> JSON {
    .object([
      ("name", .string(column.name)), ("kind", .string(column.kind.word)),
      ("distinct", column.distinct.map(JSON.integer) ?? .null),
      ("empty", .integer(column.empty)),
      (
        "range",
        column.range.map { .array([.number($0.lowerBound), .number($0.upperBound)]) } ?? .null
      ),
      ("examples", .array(column.examples.map(JSON.string))),
    ])
  }
}
