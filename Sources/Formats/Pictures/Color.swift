/// A color of the screen: sRGB, 0 to 1.
struct Color: Equatable, Sendable {
  let red, green, blue: Float

  /// From 0xRRGGBB.
  init(_ hex: UInt32) {
    red = Float(hex >> 16 & 255) / 255
    green = Float(hex >> 8 & 255) / 255
    blue = Float(hex & 255) / 255
  }

  init(red: Float, green: Float, blue: Float) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// The way from this color (0) to the other (1).
  func mixed(with other: Color, _ share: Float) -> Color {
    Color(
      red: red + (other.red - red) * share, green: green + (other.green - green) * share,
      blue: blue + (other.blue - blue) * share)
  }

  static let paper = Color(0xFFFFFF)
  static let ink = Color(0x1F2328)
  static let quiet = Color(0x6B7280)
  /// Points of no group: other, empty.
  static let none = Color(0xBCC1C9)
}

enum Palette {
  /// Okabe and Ito's eight colors, which the color-blind tell apart, strongest first; their yellow a
  /// little darker, to be seen on white.
  private static let few: [Color] = [
    Color(0x0072B2), Color(0xE69F00), Color(0x009E73), Color(0xD55E00), Color(0x56B4E9),
    Color(0xCC79A7), Color(0xD9C51D), Color(0x222222),
  ]

  /// Twelve for nine groups and more, the first ten furthest apart: found by annealing,
  /// so that the least distance of two in Oklab is large, also to people without one kind of cones.
  private static let many: [Color] = [
    Color(0x1A66D0), Color(0xFE6E1A), Color(0x0DAE5C), Color(0x4D3392), Color(0x14AEFA),
    Color(0xFFB521), Color(0xD97AC1), Color(0x9F1235), Color(0xA45905), Color(0x065F76),
    Color(0x59E177), Color(0x2E0008),
  ]

  /// Groups that can have a color each.
  static let mostGroups = many.count

  /// A color for each of `count` groups, at most `mostGroups`.
  static func categories(_ count: Int) -> [Color] {
    precondition(count <= mostGroups)
    return Array((count <= few.count ? few : many).prefix(count))
  }

  /// The color of points that no column tells apart.
  static let single = few[0]

  /// With more groups than colors so many are named; the rest is "other".
  static let namedGroups = 8

  /// Viridis (Smith and van der Walt 2015), short of its last, palest part.
  static func viridis(_ share: Float) -> Color {
    let position = min(max(share, 0), 1) * Float(stops.count - 1)
    let index = min(Int(position), stops.count - 2)
    return stops[index].mixed(with: stops[index + 1], position - Float(index))
  }

  private static let stops: [Color] = [
    Color(0x440154), Color(0x482878), Color(0x3E4A89), Color(0x31688E), Color(0x26828E),
    Color(0x1F9E89), Color(0x35B779), Color(0x6DCD59), Color(0xB4DE2C), Color(0xDDE318),
  ]
}
