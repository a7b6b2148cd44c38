import Values

/// The call was wrong: exit code 2.
struct CallError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }

  /// `word` is none of `choices`: names them, and the one that was probably meant.
  init(_ option: String, unknown word: String, among choices: [String]) {
    let meant = suggestion(for: word, among: choices).map { " Did you mean \($0)?" } ?? ""
    description =
      "\(option): '\(word)' is not one of \(choices.joined(separator: ", ")).\(meant)"
  }
}
