package import Values

/// What decides nearly all of the distances, where few columns or few points hold nearly all of the
/// variance: principal components, neighbors and pictures then show these alone.
package enum Dominance: Sendable, Equatable {
  /// Columns, the loudest first, and the share of the variance that they hold.
  case columns([Int], share: Double)
  /// Rows, the farthest first, likewise.
  case points([Int], share: Double)

  /// Shares from which on others hardly count.
  private static let columnShare = 0.99
  private static let pointShare = 0.9
  /// Fewer points are no sample that one could dominate.
  private static let fewestPoints = 20

  /// Among columns with these variances: one, or a twentieth of those that vary at all.
  package static func ofColumns(_ variances: [Double]) -> Dominance? {
    let varying = variances.count { $0 > 0 }
    guard varying > 2 else { return nil }
    return few(variances, of: variances.reduce(0, +), columnShare, most: max(1, varying / 20))
      .map { .columns($0.places, share: $0.share) }
  }

  /// Among points with these scores on `count` axes, row-major, whose total variance over all axes
  /// is `total` (divisor n - 1): one, or a 500th of them.
  package static func ofPoints(
    _ scores: [Float], count: Int, total: Double
  ) -> Dominance? {
    guard count > 0, scores.count / count >= fewestPoints else { return nil }
    let n = scores.count / count
    let squares = (0..<n).map { row in
      scores[row * count..<(row + 1) * count].reduce(0.0) { $0 + Double($1) * Double($1) }
    }
    return few(squares, of: total * Double(n - 1), pointShare, most: max(1, n / 500))
      .map { .points($0.places, share: $0.share) }
  }

  /// The fewest of `parts`, at most `most`, that make up `least` of `whole`.
  private static func few(
    _ parts: [Double], of whole: Double, _ least: Double, most: Int
  ) -> (places: [Int], share: Double)? {
    guard whole > 0, whole.isFinite else { return nil }
    var places: [Int] = []
    var sum = 0.0
    for place in parts.indices.sorted(by: { parts[$0] > parts[$1] }).prefix(most) {
      places.append(place)
      sum += parts[place]
      if sum >= least * whole { return (places, min(1, sum / whole)) }
    }
    return nil
  }

  /// One sentence: what it is, what follows, what to do.
  package func note(for dataset: Dataset) -> String {
    switch self {
    case .columns(let columns, let share):
      let names = columns.prefix(3).map(grouped).joined(separator: ", ")
      let what =
        columns.count == 1
        ? "column \(names) (from 0) holds"
        : "\(grouped(columns.count)) columns (\(names)\(columns.count > 3 ? ", ..." : ""), from 0) hold"
      return
        "\(dataset.firstName): \(what) \(Self.percent(share)) of the variance, so that the other "
        + "columns hardly count; --standardize gives every column the same weight"
    case .points(let rows, let share):
      let place = dataset.points.place(ofRow: rows[0])
      let more = rows.count == 1 ? "" : " and \(grouped(rows.count - 1)) more like it"
      return "\(place.path): row \(grouped(place.row)) (from 0)\(more) "
        + "\(rows.count == 1 ? "lies" : "lie") so far out as to hold \(Self.percent(share)) of the "
        + "variance, so that principal components and pictures show little else; repair or remove "
        + "\(rows.count == 1 ? "it" : "them"), or leave \(rows.count == 1 ? "it" : "them") out with "
        + "--limit or --sample"
    }
  }

  private static func percent(_ share: Double) -> String {
    share >= 0.9995 ? "over 99.9 %" : "\(number((share * 1000).rounded() / 10)) %"
  }
}
