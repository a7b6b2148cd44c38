/// Keeps the field's grid around a layout that moves, without a look at every step: at a look the
/// grid gets room for the growth to expect, and the state is kept; if a point nevertheless left the
/// grid by the next look, the state is put back and the steps are done again with more room.
///
/// Looks depend on the steps done and on the layout, never on time, so that runs repeat exactly.
package final class FieldWatch {
  private let field: FieldRepulsion
  /// What a step changes, and how it was at the last look.
  private let current: [Buffer<Float>]
  private let kept: [Buffer<Float>]
  private let state: LayoutBuffers
  private var box: FieldBox?
  /// Units by which the layout grew on its worst side, a step, between the last two looks.
  private var growth: Float = 0
  private var interval = 0
  /// Units that the grid was asked to spare at the last look, and that it surely does.
  private var margin: Float = 0
  private var surely: Float = 0
  private var expectsGrowth = true

  private static let shortest = 10
  private static let longest = 50
  /// More than any point moves in a step against the grid: its own step and the mean's, 5 each.
  private static let largestMove: Float = 11

  package init(
    _ device: Device, _ field: FieldRepulsion, _ state: LayoutBuffers, _ update: Update
  ) throws(DeviceError) {
    self.field = field
    self.state = state
    current = [state.layout, state.velocity, state.gains, update.means]
    kept = try current.map { (buffer) throws(DeviceError) in
      try Buffer(device, count: buffer.count, for: "the layout")
    }
  }

  /// The schedule changes: the next steps may be unlike the last.
  package func expectGrowth() { expectsGrowth = true }

  /// Puts the grid around the layout; returns for how many steps.
  package func look() throws(DeviceError) -> Int {
    let now = try field.bounds(state)
    if let box, interval > 0 { growth = now.growth(since: box) / Float(interval) }
    let isCalm = !expectsGrowth && growth * Float(Self.longest) < 0.02 * now.extent + 0.2
    interval = isCalm ? Self.longest : Self.shortest
    margin = 0.5 + 0.02 * now.extent + 2.5 * growth * Float(interval)
    if expectsGrowth { margin += 0.2 * now.extent }
    expectsGrowth = false
    box = now
    surely = margin / 2
    try field.place(around: now, margin: margin, least: surely)
    for (buffer, copy) in zip(current, kept) { try copy.copy(from: buffer, count: buffer.count) }
    return interval
  }

  /// Whether the `steps` since the look must be done again; if so, everything is ready for it.
  package func rewinds(_ steps: Int) throws(DeviceError) -> Bool {
    interval = steps
    guard try field.escaped(), let box else { return false }
    let enough = Self.largestMove * Float(steps) + 1
    guard surely < enough else {
      throw DeviceError(
        doing: "the layout left the finite numbers. Use a smaller --learning-rate")
    }
    margin = min(4 * margin, enough)
    surely = margin
    for (buffer, copy) in zip(current, kept) { try buffer.copy(from: copy, count: buffer.count) }
    try field.place(around: box, margin: margin, least: margin)
    return true
  }
}
