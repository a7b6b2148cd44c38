import Values

/// Which keys of records are the points: those asked for, else those of the rule for all formats.
struct JSONPlan {
  /// Every key known so far, with its role.
  private(set) var fields: JSONFields
  /// d, the numbers of a point.
  private(set) var columns = 0
  private(set) var notes: [String] = []

  private let path: String
  private let survey: JSONSurvey

  /// `column`: what `--column` says. Errors: no numbers, several vectors, an unknown key.
  init(_ survey: JSONSurvey, path: String, column: String?) throws(DataError) {
    self.path = path
    self.survey = survey
    fields = survey.fields
    let rule = PointsRule(
      survey.fields.nodes.indices.map(survey.sketch), path: path, noun: "arrays of numbers")
    if let column {
      try choose(column)
    } else if let vector = try rule.list() {
      setVector(vector)
    } else {
      let numbers = rule.numbers
      try setPoints(numbers)
      let names = numbers.prefix(8).map { fields[$0].path }.joined(separator: ", ")
      let more = columns > 8 ? " and \(grouped(columns - 8)) more" : ""
      notes.append("\(path): the points are the numbers of \(names)\(more)")
    }
    let chosen = fields.nodes.indices.filter { fields[$0].role != .field }
    let vector = fields.nodes.first { $0.role == .vector }?.path
    let leftOut = rule.leftOut(besides: chosen, points: vector)
    for node in leftOut.places { fields[node].role = .skipped }
    notes += leftOut.note.map { [$0] } ?? []
  }

  private mutating func setVector(_ node: Int) {
    fields[node].role = .vector
    columns = survey.counts[node].length
  }

  private mutating func setPoints(_ nodes: [Int]) throws(DataError) {
    guard !nodes.isEmpty else {
      let names = fields.nodes.map(\.path).filter { !$0.isEmpty }
      let there = names.isEmpty ? "" : " among \(names.prefix(12).joined(separator: ", "))"
      throw DataError(
        "\(path): holds no array of numbers\(there); points are arrays of numbers, one a record, "
          + "or keys that hold numbers")
    }
    for (place, node) in nodes.enumerated() { fields[node].role = .point(place) }
    columns = nodes.count
  }

  private mutating func choose(_ column: String) throws(DataError) {
    let nodes = fields.nodes.indices.filter {
      fields[$0].children.isEmpty && !fields[$0].path.isEmpty
    }
    let places = try ColumnList(column).places(in: nodes.map { fields[$0].path }, of: path)
    let chosen = places.map { nodes[$0] }
    if chosen.count == 1, survey.counts[chosen[0]].vectors > 0 { return setVector(chosen[0]) }
    for node in chosen where survey.counts[node].numbers == 0 {
      let found =
        survey.counts[node].vectors > 0
        ? "holds arrays; choose it alone" : "holds no numbers in the first records"
      throw DataError("--column \(column): \(fields[node].path) of \(path) \(found)")
    }
    try setPoints(chosen)
  }
}
