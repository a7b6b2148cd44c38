/// A color of the screen: sRGB, 0 to 1.
struct Color: Equatable, Hashable, Sendable {
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

  /// As SVG writes it: `#0072b2`.
  var hex: String {
    let bytes = [red, green, blue].map { UInt32(min(1, max(0, $0)) * 255 + 0.5) }
    let digits = String(1 << 24 | bytes[0] << 16 | bytes[1] << 8 | bytes[2], radix: 16)
    return "#" + digits.dropFirst()
  }
}

/// The colors of a picture that are no point's: its paper and what is written on it.
struct Theme: Equatable, Sendable {
  let isDark: Bool
  let paper: Color
  let ink: Color
  /// Words of less weight.
  let quiet: Color
  /// Points of no group: other, empty.
  let none: Color

  static let light = Theme(
    isDark: false, paper: Color(0xFFFFFF), ink: Color(0x1F2328), quiet: Color(0x646B77),
    none: Color(0xBCC1C9))
  static let dark = Theme(
    isDark: true, paper: Color(0x12151A), ink: Color(0xE8EBEF), quiet: Color(0x98A1AE),
    none: Color(0x4A515C))
}
