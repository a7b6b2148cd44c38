/// All pairs of some panels' ranges in rounds in which no range is in two pairs: a round of each
/// with itself, then round r of each i with i XOR r, so that ranges near each other come first
/// where panels are in the order of a tree. What is found near leaves less to look at far away.
struct PanelPairs {
  /// (first, end) of two ranges of panels, four numbers a task.
  private(set) var tasks: [Int32] = []
  /// The tasks of each round.
  private(set) var rounds: [Range<Int>] = []

  /// So many ranges that processors have pairs to choose from, so few that a range's points gain
  /// much from each other. (60,000 points, two cores: 2.2 s with 128 or 256, 2.0 s with 64, 1.9 s
  /// with 32.) One number for all devices: results must not depend on how many processors there
  /// are.
  private static let most = 64

  init(panels: Int) {
    precondition(panels > 0)
    var count = 1
    while 2 * count <= min(Self.most, panels) { count *= 2 }
    let edges = (0...count).map { Int32(panels * $0 / count) }
    for round in 0..<count {
      let first = tasks.count / 4
      for i in 0..<count where i ^ round >= i {
        tasks += [edges[i], edges[i + 1], edges[i ^ round], edges[(i ^ round) + 1]]
      }
      rounds.append(first..<tasks.count / 4)
    }
  }
}
