import Values
import Kernels

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One optimization of a t-SNE layout.
final class TSNEDescent {
  private let input: MethodInput
  private let tsne: TSNE
  private let schedule: DescentSchedule
  private let state: LayoutBuffers
  private let attraction: Attraction
  /// How the repulsive forces are summed: the rest sees its `z` and `state.repulsion` only.
  private let repulsion: any RepulsionSum
  /// Keeps the field's grid around the layout; nil when all pairs are summed.
  private let watch: FieldWatch?
  private let update: Update
  /// The order of the points on the device.
  private var order: PointOrder
  private let mover: Reorder
  /// Steps from which on the points, in order at the start, are put in order anew: once the early
  /// phase has parted them, once the map has unfolded, and once it hardly changes.
  private var reorderings: [Int]
  private var done = 0
  /// Steps that are enqueued at once.
  private var batch = 1
  /// Maps that were asked for, until it is known that their steps need not be done again.
  private var snapshots: [Snapshot] = []

  /// Steps between two reports of the divergence.
  private static let reportEvery = 50
  /// Seconds of work that are enqueued at once: what a reader of the progress line waits.
  private static let batchSeconds = 0.2

  init(_ input: MethodInput, _ tsne: TSNE, _ affinities: SparseAffinities) throws {
    self.input = input
    self.tsne = tsne
    schedule = DescentSchedule(tsne, points: input.n)
    let components = input.settings.components
    let start = InitialLayout(
      n: input.n, components: components, principal: input.principal,
      kind: tsne.initialization, seed: input.settings.seed)
    let coordinates = start.coordinates()
    order = PointOrder(unordered: input.n).along(coordinates, components: components)
    state = try LayoutBuffers(
      input.device, coordinates: order.moved(coordinates, components: components),
      components: components)
    attraction = try Attraction(
      input.device, affinities, components: components, order: order)
    reorderings = schedule.reorderings
    mover = try Reorder(input.device, components: components)
    update = try Update(input.device, n: input.n, components: components)
    if tsne.repulsion.usesField(points: input.n, components: components) {
      let field = try FieldRepulsion(input.device, n: input.n)
      watch = try FieldWatch(input.device, field, state, update)
      repulsion = field
    } else {
      watch = nil
      repulsion = try Repulsion(input.device, n: input.n, components: components)
    }
  }

  func run() throws -> MadeMap {
    try phase(.early, steps: schedule.early)
    try phase(.main, steps: schedule.steps - schedule.early)
    let divergence = try attraction.divergence(state) + log(finalNormalizer())
    return MadeMap(
      components: state.components, coordinates: try coordinates(),
      metrics: [.init("kl", divergence, words: "KL divergence")])
  }

  /// The map as it is now, centered, in the input's row order.
  private func coordinates() throws -> [Float] {
    centered(order.restored(try state.read(), components: state.components))
  }

  private func phase(_ stage: Stage, steps: Int) throws {
    try input.monitor.time(stage) {
      var finished = 0
      if steps == 0 { watch?.expectGrowth() }
      while finished < steps {
        if schedule.isBend(done) { watch?.expectGrowth() }
        try reorder()
        let untilReport = Self.reportEvery - done % Self.reportEvery
        let untilBend = schedule.stepsToBend(after: done)
        let count = min(try watch?.look() ?? .max, untilReport, untilBend, steps - finished)
        repeat {
          snapshots = []
          try advance(count) { try tell(stage, finished + $0, of: steps) }
        } while try watch?.rewinds(count) ?? false
        finished += count
        done += count
        snapshots.forEach(input.monitor.hand)
        let isDue = done % Self.reportEvery == 0 && input.monitor.showsLoss()
        try tell(stage, finished, of: steps, divergence: isDue ? currentDivergence() : nil)
      }
    }
  }

  private func tell(
    _ stage: Stage, _ finished: Int, of steps: Int, divergence: Double? = nil
  ) throws {
    let after = stage == .early ? schedule.steps - schedule.early : 0
    try input.monitor.advance(
      stage, Advance(finished, of: steps, after: after, loss: divergence))
  }

  /// `count` steps, enqueued in batches without a look back; tells `report` between batches.
  private func advance(_ count: Int, report: (Int) throws -> Void) throws {
    var finished = 0
    while finished < count {
      if finished > 0 { try report(finished) }
      let untilSnapshot = input.monitor.stepsToSnapshot(after: done + finished)
      let size = min(batch, count - finished, untilSnapshot)
      let start = ContinuousClock.now
      for index in 0..<size { try advance(schedule.step(done + finished + index)) }
      try input.device.finish()
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      finished += size
      batch = max(1, min(Self.reportEvery, Int(Self.batchSeconds / seconds * Double(size))))
      try keepSnapshot(after: done + finished)
    }
  }

  private func keepSnapshot(after step: Int) throws {
    let isLast = step == schedule.steps
    guard input.monitor.wantsSnapshot(after: step, isLast: isLast) else { return }
    snapshots.append(
      Snapshot(
        method: TSNE.name, step: step, components: state.components, coordinates: try coordinates())
    )
  }

  private func advance(_ step: Update.Step) throws {
    try attraction(state)
    try repulsion(state)
    try update(state, z: repulsion.z, step: step)
  }

  /// Puts points that have come to lie near each other side by side, now and then.
  private func reorder() throws {
    guard let step = reorderings.first, done >= step else { return }
    reorderings.removeFirst()
    let next = order.along(try state.read(), components: state.components)
    try mover(state, from: order, to: next)
    try attraction.reorder(next)
    order = next
  }

  /// KL with the normalizer of the step before: near enough to be watched, and nearly free.
  private func currentDivergence() throws -> Double {
    try attraction.divergence(state) + log(repulsion.normalizer())
  }

  private func finalNormalizer() throws -> Double {
    guard watch != nil, !tsne.usesFieldNormalizer(points: input.n, components: state.components)
    else {
      _ = try watch?.look()
      try repulsion(state)
      return try repulsion.normalizer()
    }
    let exact = try Repulsion(input.device, n: input.n, components: state.components)
    try exact(state)
    return try exact.normalizer()
  }

  private func centered(_ coordinates: [Float]) -> [Float] {
    let components = state.components
    var mean = [Double](repeating: 0, count: components)
    for (index, value) in coordinates.enumerated() { mean[index % components] += Double(value) }
    let n = Double(state.n)
    return coordinates.enumerated().map { Float(Double($1) - mean[$0 % components] / n) }
  }
}
