#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How numbers become colors. Few values far out do not squeeze all others into one color: the
/// scale then ends before them, and says so.
package struct ColorScale: Equatable, Sendable {
  /// The values at the ends of the scale.
  package let low: Double
  package let high: Double
  /// Equal steps are equal ratios.
  package let isLogarithmic: Bool
  /// The colors diverge from the middle of their palette at 0.
  package let isDiverging: Bool
  /// Points under `low` and over `high`, which have the colors of the ends.
  package let below: Int
  package let above: Int
  /// Points without a value.
  let empty: Int

  /// Shares of an even sample of the values at most this large are the quartiles and limits.
  private static let sampleSize = 100_000

  /// `known`: the values there are, finite; at least one.
  init(_ known: [Double], empty: Int) {
    let step = max(1, known.count / Self.sampleSize)
    let sample = stride(from: 0, to: known.count, by: step).map { known[$0] }.sorted()
    let least = known.min() ?? 0
    let most = known.max() ?? 0
    // A few zeros among ratios lie under the scale.
    let positive = Array(sample.drop { $0 <= 0 })
    let areRatios =
      least >= 0 && 20 * (sample.count - positive.count) <= sample.count
      && Self.isSkewed(positive)
    let start = areRatios ? known.reduce(most) { $1 > 0 ? min($0, $1) : $0 } : least
    let limits =
      areRatios
      ? Self.limits(positive.map { log10($0) }, least: log10(start), most: log10(most))
      : Self.limits(sample, least: least, most: most)
    let low = limits.low.map { areRatios ? pow(10, $0) : $0 } ?? start
    let high = limits.high.map { areRatios ? pow(10, $0) : $0 } ?? most
    isLogarithmic = areRatios
    self.low = low
    self.high = high
    below = known.reduce(0) { $0 + ($1 < low ? 1 : 0) }
    above = known.reduce(0) { $0 + ($1 > high ? 1 : 0) }
    // A few negatives of noise do not make two sides.
    isDiverging = low < 0 && high > 0 && min(-low, high) > 0.15 * max(-low, high)
    self.empty = empty
  }

  /// Positive values whose upper part is so much wider than the lower that a linear scale shows
  /// the lower in one color, while their logarithms lie evenly.
  private static func isSkewed(_ sorted: [Double]) -> Bool {
    guard sorted.count >= 20 else { return false }
    func at(_ share: Double) -> Double { sorted[Int(share * Double(sorted.count - 1))] }
    let (low, middle, high) = (at(0.02), at(0.5), at(0.98))
    guard low > 0, high / low > 50 else { return false }
    let left = log10(middle / low)
    let right = log10(high / middle)
    return high - middle > 8 * (middle - low) && right < 4 * left
  }

  /// Where the scale ends before the least and the most value: three quartile distances beyond the
  /// quartiles (Tukey 1977, "far out"), when the rest is then shown much wider; rounded.
  private static func limits(
    _ sorted: [Double], least: Double, most: Double
  ) -> (low: Double?, high: Double?) {
    guard sorted.count >= 20 else { return (nil, nil) }
    func at(_ share: Double) -> Double { sorted[Int((share * Double(sorted.count - 1)).rounded())] }
    var (low, high) = (at(0.25), at(0.75))
    let box = high - low
    if box > 0 {
      (low, high) = (low - 3 * box, high + 3 * box)
    } else {
      (low, high) = (at(0.01), at(0.99))
    }
    (low, high) = (max(low, least), min(high, most))
    guard high > low else { return (nil, nil) }
    let tail = (high - low) * 0.3
    let step = Ticks.step(high - low) / 10
    guard step > 0 else { return (nil, nil) }
    return (
      low - least > tail ? (low / step).rounded(.down) * step : nil,
      most - high > tail ? (high / step).rounded(.up) * step : nil
    )
  }

  /// Where a value lies on the scale: 0 at `low`, 1 at `high`.
  func share(_ value: Double) -> Double {
    if isLogarithmic { return Self.share(log10(value), log10(low), log10(high)) }
    return Self.share(value, low, high)
  }

  private static func share(_ value: Double, _ low: Double, _ high: Double) -> Double {
    // Halves, because the whole span can be more than any number.
    let span = high / 2 - low / 2
    return span > 0 ? min(1, max(0, (value / 2 - low / 2) / span)) : 0.5
  }

  /// The place in the palette of the color at `share` of the scale.
  func paletteShare(_ share: Double) -> Float {
    guard isDiverging else { return Float(share) }
    let most = max(-low, high)
    return Float(0.5 + (low / 2 + (high / 2 - low / 2) * share) / most)
  }
}
