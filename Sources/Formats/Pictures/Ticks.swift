/// Round numbers for a scale.
enum Ticks {
  /// About five multiples of 1, 2 or 5 times a power of ten.
  static func between(_ least: Double, _ most: Double) -> [Double] {
    let span = most - least
    guard span > 0, span.isFinite else { return [least] }
    var step = 1.0
    while step > span / 4 { step /= 10 }
    while step * 10 <= span / 4 { step *= 10 }
    let factor = [5.0, 2, 1].first { step * $0 <= span / 4 } ?? 1
    step *= factor
    let first = (least / step).rounded(.up)
    return (0...8).map { (first + Double($0)) * step }.filter { $0 <= most + step * 1e-9 }
  }

  static func text(_ value: Double) -> String {
    if value == value.rounded(), value.magnitude < 1e9 { return grouped(Int(value)) }
    if value.magnitude >= 1e9 || value.magnitude < 1e-4 {
      let exponent = Int(value == 0 ? 0 : log10Floor(value.magnitude))
      var scaled = value
      for _ in 0..<abs(exponent) { scaled = exponent > 0 ? scaled / 10 : scaled * 10 }
      return "\(number(scaled, digits: 2))e\(exponent)"
    }
    return number(value, digits: 6)
  }

  private static func log10Floor(_ value: Double) -> Double {
    var exponent = 0.0
    var rest = value
    while rest >= 10 { (rest, exponent) = (rest / 10, exponent + 1) }
    while rest < 1 { (rest, exponent) = (rest * 10, exponent - 1) }
    return exponent
  }
}
