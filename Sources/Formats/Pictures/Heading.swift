/// The title and the line under it.
struct Heading {
  let title: String
  /// Ends the title and is never cut off.
  let suffix: String
  let subtitle: String

  private static let height: Float = 44
  /// Longer titles are set smaller, down to this, and then cut.
  private static let leastHeight: Float = 32

  /// Draws both from `x`, not wider than `room` pixels.
  func draw(x: Float, room: Float, on canvas: inout Canvas) {
    var large = Lettering(height: Self.height, weight: 0.8)
    let wanted = large.width(String(title.prefix(400)) + suffix)
    if wanted > room {
      large.height = max(Self.leastHeight, (Self.height * room / wanted).rounded(.down))
    }
    let text = large.fitted(title, to: room - large.width(suffix)) + suffix
    large.draw(text, x: x, y: 124, on: &canvas)
    let small = Lettering(height: 23, color: .quiet)
    small.draw(small.fitted(subtitle, to: room), x: x, y: 180, on: &canvas)
  }
}
