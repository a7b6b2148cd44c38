/// How the numbers of a column are written, so that their texts need not be kept.
package enum NumberSpelling: Sendable, CaseIterable {
  /// `3`, never more than fifteen digits.
  case integers
  /// As Swift and Python write a float64: `3.0`, `0.1`, `1e-07`.
  case floats
  /// As JavaScript does for numbers of usual size: `3`, `0.1`.
  case mixed

  /// `value` as a text; empty for NaN.
  package func text(_ value: Double) -> String {
    if value.isNaN { return "" }
    switch self {
    case .integers: return String(Int(value))
    case .floats: return value.description
    case .mixed: return Self.isInteger(value) ? String(Int(value)) : value.description
    }
  }

  /// Whether `text`, which reads as `value`, is what `text(_:)` makes of it.
  fileprivate func gives(_ text: String, _ value: Double) -> Bool {
    (self != .integers || Self.isInteger(value)) && self.text(value) == text
  }

  /// Whether it is one that fifteen digits write, zero without a sign.
  private static func isInteger(_ value: Double) -> Bool {
    value == value.rounded() && value.magnitude < 1e15
      && !(value == 0 && value.sign == .minus)
  }
}

/// What texts say when they are read as numbers, each of them once.
struct SpelledNumbers {
  /// NaN where a text is empty.
  let values: [Double]
  /// How they are all written; nil: in no way that is known here.
  let spelling: NumberSpelling?

  /// nil when a text is neither empty nor a finite number, or when all are empty.
  init?(_ texts: [String]) {
    var values: [Double] = []
    var spellings = NumberSpelling.allCases
    var found = false
    for text in texts {
      if text.isEmpty {
        values.append(.nan)
        continue
      }
      guard let value = Double(text), value.isFinite else { return nil }
      if values.isEmpty { values.reserveCapacity(texts.count) }
      found = true
      values.append(value)
      if !spellings.isEmpty { spellings.removeAll { !$0.gives(text, value) } }
    }
    guard found else { return nil }
    self.values = values
    spelling = spellings.first
  }
}
