/// Axes of unit length at right angles, in float64.
struct OrthonormalAxes: Sendable {
  let columns: Int
  /// Row-major, count x `columns`.
  private(set) var values: [Double] = []

  init(columns: Int) { self.columns = columns }

  var count: Int { values.count / columns }

  /// Adds the part of `axis` that is at right angles to all others (Gram and Schmidt, three times
  /// over: an axis may lie almost along the others); nothing where there is none but rounding.
  mutating func append(_ axis: [Double]) {
    precondition(axis.count == columns)
    guard let start = Self.length(axis) else { return }
    var rest = axis.map { $0 / start }
    for _ in 0..<3 {
      for other in 0..<count {
        let first = other * columns
        var product = 0.0
        for c in 0..<columns { product += rest[c] * values[first + c] }
        for c in 0..<columns { rest[c] -= product * values[first + c] }
      }
    }
    guard let length = Self.length(rest), length > 1e-11 else { return }
    values += rest.map { $0 / length }
  }

  /// nil for zeros and what is no number.
  private static func length(_ axis: [Double]) -> Double? {
    let largest = axis.reduce(0) { max($0, abs($1)) }
    guard largest > 0, largest.isFinite else { return nil }
    return largest * axis.reduce(0) { $0 + ($1 / largest) * ($1 / largest) }.squareRoot()
  }
}
