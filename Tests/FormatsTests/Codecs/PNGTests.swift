import Formats
import Testing
import Values

@Suite struct PNGTests {
  @Test(arguments: [(1, 1), (7, 3), (64, 64), (300, 201)])
  func pixelsComeBack(width: Int, height: Int) throws {
    for (format, channels) in [(PNG.Format.gray, 1), (.rgb, 3)] {
      for isFast in [false, true] {
        let pixels = (0..<width * height * channels).map { index -> UInt8 in
          UInt8(truncatingIfNeeded: index * 7 + index / 11)
        }
        let file = try PNG.encode(
          pixels, width: width, height: height, format: format, isFast: isFast)
        #expect(file.starts(with: [0x89, 0x50, 0x4E, 0x47]))
        let back = try PNG.decode(file, format: format)
        #expect(back.pixels == pixels && back.width == width && back.height == height)
      }
    }
  }

  @Test func damagedFilesAreErrors() {
    #expect(throws: DataError.self) { try PNG.decode([1, 2, 3, 4, 5, 6, 7, 8, 9], format: .gray) }
  }
}
