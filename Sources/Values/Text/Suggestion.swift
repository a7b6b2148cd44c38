/// The candidate a mistyped word most likely meant, for "did you mean"; nil when none is near.
///
/// Near: the only candidate that begins with the word, or at most a third of the word's letters
/// differ, case ignored.
package func suggestion(for word: String, among candidates: [String]) -> String? {
  let begun = candidates.filter { $0.lowercased().hasPrefix(word.lowercased()) }
  if word.count > 1, begun.count == 1 { return begun[0] }
  let limit = max(1, word.count / 3)
  let near = candidates.filter { ($0.count - word.count).magnitude <= limit }
  let ranked = near.map { ($0, editDistance(word.lowercased(), $0.lowercased())) }
  guard let best = ranked.min(by: { $0.1 < $1.1 }), best.1 <= limit else { return nil }
  return best.0
}

/// Insertions, deletions, substitutions and swaps of neighbors that turn `a` into `b` (optimal
/// string alignment).
private func editDistance(_ a: String, _ b: String) -> Int {
  let (a, b) = (Array(a), Array(b))
  var rows = [[Int]](repeating: Array(0...b.count), count: a.count + 1)
  for i in a.indices {
    rows[i + 1][0] = i + 1
    for j in b.indices {
      let substitution = rows[i][j] + (a[i] == b[j] ? 0 : 1)
      var best = min(substitution, rows[i][j + 1] + 1, rows[i + 1][j] + 1)
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        best = min(best, rows[i - 1][j - 1] + 1)
      }
      rows[i + 1][j + 1] = best
    }
  }
  return rows[a.count][b.count]
}
