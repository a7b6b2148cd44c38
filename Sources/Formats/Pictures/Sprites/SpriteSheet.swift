package import Values

/// The thumbnails of all points in one picture, as TensorBoard's projector wants them: a square
/// grid of ceil(sqrt n) cells a side, row by row, at most 8192 pixels a side; ink dark on white,
/// because the page multiplies the picture by the point's color.
package struct SpriteSheet: Sendable {
  static let fileName = "sprite.png"
  /// The page shows no data at all with a larger picture.
  static let limit = 8192

  /// Pixels of a thumbnail's side.
  package let thumbnail: Int
  /// Thumbnails of the sheet's side.
  package let side: Int
  private let images: Images
  private let rows: [Int]

  /// A sheet of the pictures `rows` (of this value's rows; nil: all).
  package init(images: Images, rows: [Int]? = nil) {
    self.images = images
    self.rows = rows ?? Array(0..<images.rows)
    side = Self.side(self.rows.count)
    thumbnail = Self.thumbnailSize(of: images, count: self.rows.count)
  }

  /// ceil(sqrt n)
  private static func side(_ count: Int) -> Int {
    var side = max(1, Int(Double(count).squareRoot()))
    while side * side < count { side += 1 }
    return side
  }

  /// The side in pixels of a thumbnail in a sheet of `count` of these pictures: the picture's
  /// larger side, or less when the sheet would grow too large.
  package static func thumbnailSize(of images: Images, count: Int) -> Int {
    max(1, min(max(images.width, images.height), limit / side(count)))
  }

  /// Said when thumbnails are smaller than the pictures.
  package var note: String? {
    let full = max(images.width, images.height)
    guard thumbnail < full else { return nil }
    return
      "\(Self.fileName): \(grouped(rows.count)) thumbnails are \(thumbnail) x \(thumbnail) pixels "
      + "instead of \(full) x \(full), as TensorBoard shows at most \(Self.limit) pixels a side"
  }

  package func png() throws(DataError) -> [UInt8] {
    let width = side * thumbnail
    let shrink = Shrink(from: max(images.width, images.height), to: thumbnail)
    var pixels = [UInt8](repeating: 255, count: width * width)
    for (place, row) in rows.enumerated() {
      let cell = shrink(squared(picture(row)))
      let (x, y) = (place % side * thumbnail, place / side * thumbnail)
      for line in 0..<thumbnail {
        let start = (y + line) * width + x
        pixels.replaceSubrange(
          start..<start + thumbnail, with: cell[line * thumbnail..<(line + 1) * thumbnail])
      }
    }
    return try PNG.encode(
      pixels, width: width, height: width, format: .gray, isFast: pixels.count > 16_000_000)
  }

  /// Picture `row`, inverted: 255 is paper.
  private func picture(_ row: Int) -> [UInt8] {
    let size = images.width * images.height
    let start = images.offset + (images.selection?[row] ?? row) * size
    return unsafe images.storage.withBytes { bytes in
      unsafe bytes[start..<start + size].map { 255 - $0 }
    }
  }

  /// Centered on a square of paper.
  private func squared(_ picture: [UInt8]) -> [UInt8] {
    let (width, height) = (images.width, images.height)
    guard width != height else { return picture }
    let full = max(width, height)
    var square = [UInt8](repeating: 255, count: full * full)
    let (left, top) = ((full - width) / 2, (full - height) / 2)
    for line in 0..<height {
      let start = (top + line) * full + left
      square.replaceSubrange(
        start..<start + width, with: picture[line * width..<(line + 1) * width])
    }
    return square
  }
}
