import Values

/// Thumbnails cut out of a sprite: cells row by row, in the order of the points.
enum SpriteCut {
  /// Gray pictures of the first `count` cells of a PNG, dark ink on white paper turned around;
  /// colors become gray. `size`: [width, height] of a cell in pixels.
  static func images(
    _ file: InputFile, size: [Int], count: Int
  ) throws(DataError) -> Images {
    guard size.count == 2, size.allSatisfy({ $0 > 0 }) else {
      throw DataError("\(file.path): the configuration does not say how large a thumbnail is")
    }
    let picture = try PNG.decode(file.storage.prefix(file.storage.count), path: file.path)
    let across = picture.width / size[0]
    let (cells, overflow) = across.multipliedReportingOverflow(by: picture.height / size[1])
    guard !overflow, cells >= count else {
      throw DataError(
        "\(file.path): \(picture.width) x \(picture.height) pixels hold \(grouped(cells)) thumbnails of "
          + "\(size[0]) x \(size[1]), but there are \(grouped(count)) points")
    }
    var pixels: [UInt8] = []
    pixels.reserveCapacity(count * size[0] * size[1])
    for cell in 0..<count {
      let (x, y) = (cell % across * size[0], cell / across * size[1])
      for line in 0..<size[1] {
        let start = (y + line) * picture.width + x
        pixels += picture.pixels[start..<start + size[0]].map { 255 - $0 }
      }
    }
    return Images(
      storage: Storage(pixels), offset: 0, count: count, width: size[0], height: size[1])
  }
}

extension PNG {
  /// A PNG's pixels in gray over white paper. Throws where it is no PNG, or larger than its bytes
  /// can unpack to.
  fileprivate static func decode(
    _ bytes: [UInt8], path: String
  ) throws(DataError) -> (pixels: [UInt8], width: Int, height: Int) {
    guard bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]), bytes.count >= 24 else {
      throw DataError("\(path): is no PNG picture")
    }
    let side = { (at: Int) in bytes[at..<at + 4].reduce(0) { $0 << 8 | Int($1) } }
    let (pixels, overflow) = side(16).multipliedReportingOverflow(by: side(20))
    // A byte of DEFLATE gives at most 1,032, and a byte holds at most eight pixels.
    guard !overflow, pixels / 8 / 1032 <= bytes.count else {
      throw DataError(
        "\(path): announces \(side(16)) x \(side(20)) pixels, more than its \(grouped(bytes.count)) "
          + "bytes can hold; it is damaged")
    }
    do throws(DataError) {
      return try decode(bytes, format: .gray)
    } catch {
      throw DataError("\(path): \(error.message)")
    }
  }
}
