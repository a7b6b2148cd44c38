import Testing

@testable import Formats
import Values

@Suite struct SpriteSheetTests {
  /// Pictures whose pixels tell their number: picture i is all i + 1 (modulo 251).
  private func images(_ count: Int, width: Int, height: Int) -> Images {
    var bytes: [UInt8] = []
    for i in 0..<count {
      bytes += [UInt8](repeating: UInt8(i % 251 + 1), count: width * height)
    }
    return Images(
      storage: Storage([9, 9] + bytes), offset: 2, count: count, width: width, height: height)
  }

  private func pixels(_ sheet: SpriteSheet) throws -> (pixels: [UInt8], side: Int) {
    let back = try PNG.decode(sheet.png(), format: .gray)
    #expect(back.width == back.height)
    #expect(back.width == sheet.side * sheet.thumbnail)
    return (back.pixels, back.width)
  }

  @Test(arguments: [(1, 1), (2, 2), (4, 2), (5, 3), (10, 4), (5000, 71)])
  func everyPictureLiesInItsCellInverted(count: Int, side: Int) throws {
    let sheet = SpriteSheet(images: images(count, width: 4, height: 4))
    #expect(sheet.side == side && sheet.thumbnail == 4 && sheet.note == nil)
    let (pixels, width) = try pixels(sheet)
    for cell in 0..<side * side {
      let expected = cell < count ? 255 - UInt8(cell % 251 + 1) : 255
      for (dx, dy) in [(0, 0), (3, 0), (0, 3), (3, 3)] {
        let at = (cell / side * 4 + dy) * width + cell % side * 4 + dx
        #expect(pixels[at] == expected, "cell \(cell)")
      }
    }
  }

  @Test func selectionsAndRowsFollow() throws {
    var images = images(20, width: 2, height: 2)
    images.selection = [3, 7, 11, 19]
    let (all, width) = try pixels(SpriteSheet(images: images))
    #expect([all[0], all[2], all[2 * width], all[2 * width + 2]] == [251, 247, 243, 235])
    let (some, _) = try pixels(SpriteSheet(images: images, rows: [2]))
    #expect(some == [243, 243, 243, 243])
  }

  @Test func narrowPicturesAreCenteredOnPaper() throws {
    let (pixels, width) = try pixels(SpriteSheet(images: images(1, width: 2, height: 6)))
    #expect(width == 6)
    for line in 0..<6 {
      #expect(Array(pixels[line * 6..<line * 6 + 6]) == [255, 255, 254, 254, 255, 255])
    }
  }

  @Test func sheetsNeverPassTheLimit() {
    let storage = Storage([UInt8](repeating: 0, count: 28 * 28))
    var images = Images(storage: storage, offset: 0, count: 1, width: 28, height: 28)
    for (count, size) in [(85_264, 28), (85_265, 27), (100_000, 25), (1_000_000, 8)] {
      images.selection = [Int](repeating: 0, count: count)
      let sheet = SpriteSheet(images: images)
      #expect(sheet.thumbnail == size && sheet.side * sheet.thumbnail <= 8192, "\(count)")
      #expect((sheet.note == nil) == (size == 28))
    }
  }

  @Test func smallerThumbnailsAreMeansOfTheirArea() {
    let line = (0..<300).map { UInt8($0 / 2) }
    let small = Shrink(from: 300, to: 273)((0..<300).flatMap { _ in line })
    #expect(small.count == 273 * 273)
    for x in [0, 1, 100, 272] {
      let middle = (Double(x) + 0.5) * 300 / 273
      #expect(abs(Double(small[5 * 273 + x]) - (middle - 0.5) / 2) < 1.01)
    }
    #expect(Shrink(from: 3, to: 2)([0, 90, 0, 90, 90, 90, 30, 60, 240]) == [50, 50, 57, 150])
    #expect(Shrink(from: 4, to: 1)([UInt8](repeating: 255, count: 16)) == [255])
    #expect(Shrink(from: 2, to: 2)([1, 2, 3, 4]) == [1, 2, 3, 4])
  }
}
