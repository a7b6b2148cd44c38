/// The tables of colors, strongest first.
extension Palette {
  /// Our own, in sets of 8, 12 and 24, of which the smallest that is enough is taken. Found by
  /// annealing in Oklab: of two colors, the least distance is as large as can be to people with
  /// three kinds of cones and to those who lack one (simulated after Machado, Oliveira and
  /// Fernandes 2009), the paper and the gray of no group among them; chroma at most 0.19.
  static let astrolabeOnLight: [[Color]] = [
    [
      Color(0x137FA7), Color(0xE77412), Color(0x00B080), Color(0x9A1B5E), Color(0xAF80F4),
      Color(0xEEBD0C), Color(0x5640AF), Color(0x845F00),
    ],
    [
      Color(0x364EC6), Color(0xFF9900), Color(0x3AAB98), Color(0x9B2F06), Color(0xE991FF),
      Color(0x95750D), Color(0x842E8C), Color(0x60E788), Color(0x3782B3), Color(0xFF6669),
      Color(0x9279FE), Color(0xBB4974),
    ],
    [
      Color(0x2F6DD9), Color(0xE5D000), Color(0x86131A), Color(0x36E6FF), Color(0xE3597C),
      Color(0x6A1689), Color(0xBF98C8), Color(0x9B7523), Color(0x5E95FF), Color(0xFA8669),
      Color(0x136F4C), Color(0x93E491), Color(0x7B6CAA), Color(0x9F4200), Color(0x02BDFF),
      Color(0x8A9E00), Color(0xC76ED2), Color(0x52406A), Color(0x0E9998), Color(0xC03469),
      Color(0x82B993), Color(0x8D3A93), Color(0x4F45BC), Color(0xE5AA11),
    ],
  ]

  static let astrolabeOnDark: [[Color]] = [
    [
      Color(0x2F81DC), Color(0xF59629), Color(0x18C79C), Color(0xC65691), Color(0xBCA0FF),
      Color(0xE2DE52), Color(0x8EE7FF), Color(0x958007),
    ],
    [
      Color(0x63CBFE), Color(0xF6E056), Color(0xEC77B2), Color(0x00A176), Color(0xBC470D),
      Color(0x998EFF), Color(0xFFB2A2), Color(0x0BFFED), Color(0xADBF2F), Color(0x9F5194),
      Color(0xB68500), Color(0x4F69D1),
    ],
    [
      Color(0x476FAF), Color(0xEBE54A), Color(0xA68300), Color(0xA4CEFF), Color(0x29BF8D),
      Color(0xB05258), Color(0xF58A63), Color(0xCE70D0), Color(0xFFB524), Color(0xCD9DC8),
      Color(0x8166DA), Color(0xFFC1CE), Color(0xC0CA7A), Color(0x1FFBFF), Color(0xDF6366),
      Color(0x4996FC), Color(0xA7F59E), Color(0x88AC13), Color(0x91578B), Color(0x1AE2AD),
      Color(0x6B7700), Color(0x41BBFF), Color(0x29A28B), Color(0x4E8AA0),
    ],
  ]

  /// Okabe and Ito 2008 (jfly.uni-koeln.de/color), the yellow darker, to be seen on white.
  static let okabeItoOnLight: [Color] = [
    Color(0x0072B2), Color(0xE69F00), Color(0x009E73), Color(0xD55E00), Color(0x56B4E9),
    Color(0xCC79A7), Color(0xD9C51D), Color(0x222222),
  ]

  /// The same with the yellow as it was, and white for black.
  static let okabeItoOnDark: [Color] = [
    Color(0x0072B2), Color(0xE69F00), Color(0x009E73), Color(0xD55E00), Color(0x56B4E9),
    Color(0xCC79A7), Color(0xF0E442), Color(0xF4F5F7),
  ]

  /// Paul Tol, Colour Schemes (SRON/EPS/TN/09-002), "bright" without its gray.
  static let tolBrightColors: [Color] = [
    Color(0x4477AA), Color(0xEE6677), Color(0x228833), Color(0xCCBB44), Color(0x66CCEE),
    Color(0xAA3377),
  ]

  /// Viridis (Smith and van der Walt 2015, matplotlib, CC0), every sixteenth part.
  static let viridisStops: [Color] = [
    Color(0x440154), Color(0x48186A), Color(0x472D7B), Color(0x424086), Color(0x3B528B),
    Color(0x33638D), Color(0x2C728E), Color(0x26828E), Color(0x21918C), Color(0x1FA088),
    Color(0x28AE80), Color(0x3FBC73), Color(0x5EC962), Color(0x84D44B), Color(0xADDC30),
    Color(0xD8E219), Color(0xFDE725),
  ]

  /// Cividis (Nuñez, Anderton and Renslow 2018), the same to people without red or green cones.
  static let cividisStops: [Color] = [
    Color(0x00224E), Color(0x002E6A), Color(0x1A386F), Color(0x32436D), Color(0x434E6C),
    Color(0x535A6D), Color(0x61656F), Color(0x6F7073), Color(0x7D7C78), Color(0x8C8878),
    Color(0x9B9476), Color(0xABA072), Color(0xBCAE6C), Color(0xCDBB63), Color(0xDEC958),
    Color(0xF0D846), Color(0xFEE838),
  ]

  /// Magma (Smith and van der Walt 2015, matplotlib, CC0).
  static let magmaStops: [Color] = [
    Color(0x000004), Color(0x0A0822), Color(0x1D1147), Color(0x36106B), Color(0x51127C),
    Color(0x6A1C81), Color(0x832681), Color(0x9C2E7F), Color(0xB73779), Color(0xD0416F),
    Color(0xE75263), Color(0xF56B5C), Color(0xFC8961), Color(0xFEA772), Color(0xFEC488),
    Color(0xFDE2A3), Color(0xFCFDBF),
  ]

  /// Our own: from blue over a gray that is still seen to red, as strong at both ends.
  static let blueRedOnLight: [Color] = [
    Color(0x1B4B9B), Color(0x3F78C4), Color(0x86A8D6), Color(0xC2C6CD), Color(0xE0A08B),
    Color(0xCB5844), Color(0x961823),
  ]

  static let blueRedOnDark: [Color] = [
    Color(0x8CC8FF), Color(0x5A9DE0), Color(0x4A719E), Color(0x545A64), Color(0x9C6252),
    Color(0xE5775C), Color(0xFFB49E),
  ]

  /// Our own: from purple over gray to green.
  static let purpleGreenOnLight: [Color] = [
    Color(0x59288C), Color(0x7D51AB), Color(0xB39CCB), Color(0xC3C6C8), Color(0x8FBB96),
    Color(0x398B53), Color(0x0A5A2C),
  ]

  static let purpleGreenOnDark: [Color] = [
    Color(0xD6B8FF), Color(0x9F72DB), Color(0x735E90), Color(0x545A64), Color(0x56806A),
    Color(0x55B378), Color(0x8ED9A2),
  ]
}
