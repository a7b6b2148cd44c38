import Values

/// Which keys of records are the points, by what the first records hold.
struct JSONPlan {
  /// Every key known so far, with its role.
  private(set) var fields: JSONFields
  /// d, the numbers of a point.
  private(set) var columns = 0
  private(set) var notes: [String] = []

  private let path: String
  private let survey: JSONSurvey
  /// Keys of vectors, best first.
  static let preferred = ["embedding", "vector", "embeddings", "vectors", "values", "emb"]
  /// Arrays of more numbers are no metadata.
  private static let longestCell = 16

  /// `column`: what `--column` says. Errors: no numbers, several vectors, an unknown key.
  init(_ survey: JSONSurvey, path: String, column: String?) throws(DataError) {
    self.path = path
    self.survey = survey
    fields = survey.fields
    if let column {
      try choose(column)
    } else if let vector = try vector() {
      setVector(vector)
    } else {
      try setPoints(numbers)
      let names = numbers.prefix(8).map { fields[$0].path }.joined(separator: ", ")
      let more = columns > 8 ? " and \(grouped(columns - 8)) more" : ""
      notes.append("\(path): the points are the numbers of \(names)\(more)")
    }
    leaveOutVectors()
  }

  private var vectors: [Int] {
    fields.nodes.indices.filter { survey.counts[$0].vectors * 2 >= max(1, survey.records) }
  }

  /// Keys with numbers alone that are no ids or labels.
  private var numbers: [Int] {
    fields.nodes.indices.filter { node in
      let counts = survey.counts[node]
      return counts.numbers > 0 && counts.numbers >= counts.others + counts.vectors
        && !HeaderRule.metadataNames.contains(lastName(node).lowercased())
    }
  }

  private func lastName(_ node: Int) -> String { String(decoding: fields[node].key, as: UTF8.self) }

  /// The one vector there is, or the one with a vector's name; nil when there is none.
  private func vector() throws(DataError) -> Int? {
    let vectors = vectors
    guard vectors.count > 1 else { return vectors.first }
    for name in Self.preferred {
      if let vector = vectors.first(where: { lastName($0).lowercased() == name }) { return vector }
    }
    let long = vectors.filter { survey.counts[$0].length > Self.longestCell }
    if long.count == 1 { return long[0] }
    throw DataError(
      "\(path): holds several arrays of numbers: \(listed(vectors.prefix(12).map(described))); "
        + "choose one with --column")
  }

  private func described(_ node: Int) -> String {
    "\(fields[node].path) (\(grouped(survey.counts[node].length)))"
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

  /// Other vectors would be metadata cells of thousands of letters.
  private mutating func leaveOutVectors() {
    let rest = vectors.filter {
      fields[$0].role == .field && survey.counts[$0].length > Self.longestCell
    }
    guard !rest.isEmpty else { return }
    for node in rest { fields[node].role = .skipped }
    let chosen = fields.nodes.first { $0.role == .vector }?.path
    let points = chosen.map { "the points are \($0); " } ?? ""
    let shown = rest.prefix(12).map(described)
    notes.append("\(path): \(points)\(listed(shown)) \(rest.count == 1 ? "is" : "are") left out")
  }
}
