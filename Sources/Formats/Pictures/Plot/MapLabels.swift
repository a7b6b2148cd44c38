/// Names on a map: each at its group's densest place, or beside it with a line to it where others
/// stand there already. No two overlap.
struct MapLabels {
  struct Wanted {
    let name: String
    let count: Int
    /// Of the group's points; nil: the ink.
    let color: Color?
    let place: (x: Float, y: Float)
  }

  struct Box: Equatable {
    let left, top, right, bottom: Float

    func overlaps(_ other: Box, gap: Float) -> Bool {
      left < other.right + gap && other.left < right + gap && top < other.bottom + gap
        && other.top < bottom + gap
    }

    func holds(_ place: (x: Float, y: Float), gap: Float) -> Bool {
      place.x > left - gap && place.x < right + gap && place.y > top - gap
        && place.y < bottom + gap
    }
  }

  struct Label {
    let lines: [String]
    let box: Box
    let place: (x: Float, y: Float)
    let lettering: Lettering
  }

  /// Those that found room, the largest groups' first.
  private(set) var labels: [Label] = []
  /// How many found none.
  private(set) var leftOut = 0

  private static let gap: Float = 4
  /// Distances from the densest place that are tried, in heights of the letters.
  private static let distances: [Float] = [0, 1.1, 1.8, 2.6, 3.6, 4.8, 6.2, 8]
  /// Where more names than this are wanted, lines across the map would be in the way: only the
  /// nearest distances are tried.
  private static let crowd = 30
  private static let directions = 16

  /// Sets `wanted`, the largest first, in `area`.
  init(_ wanted: [Wanted], area: (x: Range<Int>, y: Range<Int>), theme: Theme) {
    let most = Float(wanted.map(\.count).max() ?? 1)
    let isCrowded = wanted.count > Self.crowd
    let largest: Float = isCrowded ? 11 : 13
    // Digits would be lost among the points.
    let areTiny = !isCrowded && wanted.allSatisfy { $0.name.utf8.count <= 3 }
    let distances = isCrowded ? Self.distances.prefix(2) : Self.distances[...]
    for one in wanted {
      var lettering = Lettering(
        height: 8.5 + (largest - 8.5) * (Float(one.count) / most).squareRoot(), weight: 1.05,
        color: theme.ink)
      if areTiny { lettering.height *= 1.25 }
      if let color = one.color {
        // Of its group's hue, but much more like ink: it stands on points of that very color.
        lettering.color = color.mixed(with: theme.ink, theme.isDark ? 0.62 : 0.66)
      }
      let widest = min(160, 0.4 * Float(area.x.count))
      let lines = Self.lines(one.name, lettering, widest: widest)
      if let box = box(lines, lettering, one.place, area, distances) {
        labels.append(Label(lines: lines, box: box, place: one.place, lettering: lettering))
      } else {
        leftOut += 1
      }
    }
  }

  /// The first free box around `place`.
  private func box(
    _ lines: [String], _ lettering: Lettering, _ place: (x: Float, y: Float),
    _ area: (x: Range<Int>, y: Range<Int>), _ distances: ArraySlice<Float>
  ) -> Box? {
    let width = lines.map { lettering.width($0) }.max() ?? 0
    let height = lettering.height * (1 + 1.75 * Float(lines.count - 1))
    for distance in distances {
      for (dx, dy) in Self.ring(distance == 0 ? 1 : Self.directions) {
        // A box is wider than high, so that its middle goes farther sideways.
        let x = place.x + dx * (distance * lettering.height + (distance > 0 ? width / 2 : 0))
        let y = place.y + dy * (distance * lettering.height + (distance > 0 ? height / 2 : 0))
        let box = Box(
          left: x - width / 2, top: y - height / 2, right: x + width / 2, bottom: y + height / 2)
        guard box.left >= Float(area.x.lowerBound), box.right <= Float(area.x.upperBound),
          box.top >= Float(area.y.lowerBound), box.bottom <= Float(area.y.upperBound),
          !labels.contains(where: { $0.box.overlaps(box, gap: Self.gap + lettering.height * 0.4) }),
          !labels.contains(where: { $0.box != box && box.holds($0.place, gap: 2) && distance > 0 })
        else { continue }
        return box
      }
    }
    return nil
  }

  /// `count` directions, above and below before the sides.
  private static func ring(_ count: Int) -> [(Float, Float)] {
    guard count > 1 else { return [(0, 0)] }
    return directionTable
  }

  /// Sixteen directions of unit length, up and down first.
  private static let directionTable: [(Float, Float)] = {
    let (a, b, c): (Float, Float, Float) = (0.3827, 0.7071, 0.9239)
    let first: [(Float, Float)] = [
      (0, -1), (0, 1), (a, -c), (-a, -c), (a, c), (-a, c), (b, -b), (-b, -b),
    ]
    return first + [(b, b), (-b, b), (c, -a), (-c, -a), (c, a), (-c, a), (1, 0), (-1, 0)]
  }()

  /// `name` on one or two lines, cut where it is longer.
  static func lines(_ name: String, _ lettering: Lettering, widest: Float) -> [String] {
    let name = tidied(name, limit: 200)
    guard lettering.width(name) > widest * 0.7 else { return [name] }
    let words = name.split(separator: " ").map(String.init)
    // Where both lines are as short as can be.
    var best: (first: String, rest: String, width: Float)?
    for used in words.indices.dropFirst() {
      let first = words[..<used].joined(separator: " ")
      guard lettering.width(first) <= widest else { break }
      let rest = words[used...].joined(separator: " ")
      let width = max(lettering.width(first), lettering.width(rest))
      if best.map({ width < $0.width }) ?? true { best = (first, rest, width) }
    }
    guard let best else { return [lettering.fitted(name, to: widest)] }
    return [best.first, lettering.fitted(best.rest, to: widest)]
  }

  func draw(on scene: inout Scene) {
    for label in labels where !label.box.holds(label.place, gap: 2) {
      let x = min(max(label.place.x, label.box.left), label.box.right)
      let y = min(max(label.place.y, label.box.top - 3), label.box.bottom + 3)
      scene.shapes.append(
        .line(from: (x, y), to: label.place, pen: 0.8, label.lettering.color))
    }
    for label in labels {
      for (index, line) in label.lines.enumerated() {
        let width = label.lettering.width(line)
        let x = (label.box.left + label.box.right - width) / 2
        let y = label.box.top + label.lettering.height * (1 + 1.75 * Float(index))
        scene.shapes.append(
          .text(
            .init(text: line, x: x, y: y, lettering: label.lettering, halo: 2.2, anchor: 0.5)))
      }
    }
  }
}
