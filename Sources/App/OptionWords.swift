import Values

/// Turns the words of numeric options into numbers, with a sentence when they are out of range.
///
/// Options are parsed as text and unconditionally, so that "-3" and "abc" reach these sentences.
enum OptionWords {
  /// A whole number of at least `least`.
  static func integer(
    _ option: String, _ word: String, atLeast least: Int, atMost most: Int = .max
  ) throws -> Int {
    guard let value = Int(word) else {
      throw CallError("\(option) \(word): expected a whole number")
    }
    guard value >= least, value <= most else {
      throw CallError("\(option) \(word): expected \(range(least, most))")
    }
    return value
  }

  private static func range(_ least: Int, _ most: Int) -> String {
    switch most {
    case .max: "\(grouped(least)) or more"
    case least + 1: "\(grouped(least)) or \(grouped(most))"
    default: "\(grouped(least)) to \(grouped(most))"
    }
  }

  /// A finite number above `bound`, or equal to it when `inclusive`.
  static func positive(
    _ option: String, _ word: String, above bound: Double = 0, inclusive: Bool = false
  ) throws -> Double {
    guard let value = Double(word), value.isFinite, !word.lowercased().contains("x") else {
      throw CallError("\(option) \(word): expected a number")
    }
    guard value > bound || inclusive && value == bound, value <= 1e9 else {
      let words = inclusive ? "\(number(bound)) or more" : "more than \(number(bound))"
      throw CallError("\(option) \(word): expected a number of \(words), at most 1e9")
    }
    return value
  }

  /// Several of a choice, comma-separated, none of them twice.
  static func list<Choice: RawRepresentable & CaseIterable>(
    _ option: String, _ words: String, _ type: Choice.Type
  ) throws -> [Choice] where Choice.RawValue == String {
    var found: [String] = []
    return try words.split(separator: ",", omittingEmptySubsequences: false).map { part in
      let word = String(part.drop { $0 == " " })
      let value = try choice(option, word, type)
      guard !found.contains(word) else {
        throw CallError("\(option) \(words): \(word) is there twice")
      }
      found.append(word)
      return value
    }
  }

  static func choice<Choice: RawRepresentable & CaseIterable>(
    _ option: String, _ word: String, _ type: Choice.Type
  ) throws -> Choice where Choice.RawValue == String {
    guard let value = Choice(rawValue: word) else {
      throw CallError(option, unknown: word, among: Choice.allCases.map(\.rawValue))
    }
    return value
  }
}
