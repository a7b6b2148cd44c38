/// All pairs of some panels' ranges in rounds in which no range is in two pairs, as every team meets
/// every other in a tournament (the circle method), after a round of each with itself.
struct PanelPairs {
  /// (first, end) of two ranges of panels, four numbers a task.
  private(set) var tasks: [Int32] = []
  /// The tasks of each round.
  private(set) var rounds: [Range<Int>] = []

  /// So many ranges that processors have pairs to choose from, so few that a range's points gain much
  /// from each other. (60,000 points, two cores: 2.2 s with 128 or 256, 2.0 s with 64, 1.9 s with 32.)
  /// One number for all devices: results must not depend on how many processors there are.
  private static let most = 64

  init(panels: Int) {
    precondition(panels > 0)
    let count = max(2, min(Self.most, panels) / 2 * 2)
    let edges = (0...count).map { Int32(panels * $0 / count) }
    func add(_ pairs: [(Int, Int)]) {
      let first = tasks.count / 4
      for (i, j) in pairs where edges[i] < edges[i + 1] && edges[j] < edges[j + 1] {
        tasks += [edges[i], edges[i + 1], edges[j], edges[j + 1]]
      }
      rounds.append(first..<tasks.count / 4)
    }
    add((0..<count).map { ($0, $0) })
    let circle = count - 1
    for round in 0..<circle {
      let others = (1..<count / 2).map {
        ((round + $0) % circle, (round - $0 + circle) % circle)
      }
      add([(circle, round)] + others)
    }
  }
}
