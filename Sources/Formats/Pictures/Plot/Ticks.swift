#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import Values

/// Round numbers for a scale, and their words.
struct Ticks: Equatable, Sendable {
  struct Tick: Equatable, Sendable {
    let value: Double
    let text: String
  }

  /// What every text is to be added to, for numbers that differ only far behind the point.
  private(set) var base: String?
  private(set) var ticks: [Tick] = []

  /// About five multiples of 1, 2 or 5 times a power of ten; the one value where there is no span.
  init(_ least: Double, _ most: Double) {
    let step = Self.step(most - least)
    guard step > 0 else {
      ticks = [Tick(value: least, text: Self.text(least))]
      return
    }
    let values = Self.multiples(of: step, least, most)
    let size = max(least.magnitude, most.magnitude)
    if size > step * 1e7 {
      // More than eight digits would be the same in all of them.
      let first = values.first ?? least
      base = Self.text(first)
      ticks = values.enumerated().map { index, value in
        Tick(value: value, text: index == 0 ? "+0" : "+" + Self.text(Double(index) * step, step))
      }
    } else {
      ticks = values.map { Tick(value: $0, text: Self.text($0, step)) }
    }
  }

  /// Powers of ten, with 2 and 5 times them where there are few; both ends are positive.
  init(logarithmic least: Double, _ most: Double) {
    let decades = log10(most) - log10(least)
    guard decades > 0 else {
      ticks = [Tick(value: least, text: Self.text(least))]
      return
    }
    let factors: [Double] = decades < 1.5 ? [1, 2, 5] : decades < 3 ? [1, 3] : [1]
    let every = max(1, Int((decades / 6).rounded(.up)))
    for exponent in Int(log10(least).rounded(.down))...Int(log10(most).rounded(.up)) {
      guard exponent % every == 0 else { continue }
      for factor in factors {
        let value = factor * pow(10, Double(exponent))
        guard value >= least, value <= most else { continue }
        ticks.append(Tick(value: value, text: Self.text(value)))
      }
    }
  }

  /// The step between ticks over `span`; 0 where there is none.
  static func step(_ span: Double) -> Double {
    guard span > 0, span.isFinite else { return 0 }
    let power = pow(10, log10(span / 4).rounded(.down))
    // The logarithm may be off by one in its last digit.
    let unit = power * 10 <= span / 4 ? power * 10 : power
    let factor = [5.0, 2, 1].first { unit * $0 <= span / 4 } ?? 1
    return unit * factor
  }

  private static func multiples(of step: Double, _ least: Double, _ most: Double) -> [Double] {
    let first = (least / step).rounded(.up)
    var values: [Double] = []
    for index in 0...8 {
      let value = (first + Double(index)) * step
      guard value <= most + step * 1e-9, value != values.last else { break }
      values.append(value)
    }
    return values
  }

  /// `value` with as many digits as tell it from its neighbor `step` away.
  static func text(_ value: Double, _ step: Double? = nil) -> String {
    let size = max(value.magnitude, step ?? 0)
    if size == 0 { return "0" }
    if size >= 1e9 || size < 1e-4 { return power(value, step) }
    let decimals = step.map { -Int((log10($0) + 1e-9).rounded(.down)) } ?? 6
    let text = number(value, digits: min(12, max(0, decimals)))
    let whole = text.prefix { $0 != "." && $0 != "e" }
    guard let integer = Int(whole), integer != 0 else { return text }
    return grouped(integer) + text.dropFirst(whole.count)
  }

  /// `2.5e12`
  private static func power(_ value: Double, _ step: Double?) -> String {
    if value == 0 { return "0" }
    let exponent = Int(log10(value.magnitude).rounded(.down))
    // In two parts, because 10 to a power below -308 is no number.
    let scaled = value / pow(10, Double(exponent / 2)) / pow(10, Double(exponent - exponent / 2))
    let digits = step.map { exponent - Int((log10($0) + 1e-9).rounded(.down)) } ?? 2
    let text = number(scaled, digits: min(12, max(0, digits)))
    return text == "10" ? "1e\(exponent + 1)" : "\(text)e\(exponent)"
  }
}
