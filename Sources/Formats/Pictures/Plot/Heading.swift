/// The title and the line under it.
struct Heading {
  let title: String
  /// Ends the title and is never cut off.
  let suffix: String
  let subtitle: String
  let theme: Theme

  /// Longer titles are set smaller, down to this share, and then cut.
  private static let leastShare: Float = 0.7

  /// Sets both on `page`.
  func draw(on page: PlotPage, _ scene: inout Scene) {
    let room = page.width - 2 * page.margin
    let height = 22 * page.grade
    var large = Lettering(height: height, weight: 0.8, color: theme.ink)
    let title = title.isEmpty ? "" : tidied(title)
    let wanted = large.width(title + suffix)
    if wanted > room {
      large.height = max(Self.leastShare * height, height * room / wanted * 0.995)
    }
    let text = large.fitted(title, to: room - large.width(suffix)) + suffix
    scene.shapes.append(
      .text(.init(text: text, x: page.margin, y: page.titleLine, lettering: large)))
    guard let line = page.subtitleLine, !subtitle.isEmpty else { return }
    let small = Lettering(height: max(8, 11.5 * page.grade), color: theme.quiet)
    scene.shapes.append(
      .text(
        .init(
          text: small.fitted(subtitle, to: room), x: page.margin, y: line, lettering: small)))
  }
}
