import CPNG
package import Values

/// PNG through libpng's simplified interface, which reports errors without jumping.
package enum PNG {
  package enum Format: Sendable {
    case gray, rgb

    var bytes: Int { self == .gray ? 1 : 3 }
    fileprivate var code: UInt32 { self == .gray ? 0 : 2 }  // PNG_FORMAT_GRAY, PNG_FORMAT_RGB
  }

  /// The file for `width` x `height` pixels of 8 bits a channel, row by row. `isFast` trades size
  /// for speed.
  package static func encode(
    _ pixels: [UInt8], width: Int, height: Int, format: Format, isFast: Bool = false
  ) throws(DataError) -> [UInt8] {
    precondition(pixels.count == width * height * format.bytes && width > 0 && height > 0)
    var image = unsafe png_image()
    unsafe image.version = 1  // PNG_IMAGE_VERSION
    unsafe image.width = UInt32(width)
    unsafe image.height = UInt32(height)
    unsafe image.format = format.code
    unsafe image.flags = isFast ? 2 : 0  // PNG_IMAGE_FLAG_FAST
    // An upper bound of what any PNG of these pixels takes, so that one call is enough.
    var size = pixels.count + pixels.count / 100 + height * 8 + 65536
    var file = [UInt8](repeating: 0, count: size)
    let written = unsafe file.withUnsafeMutableBytes { target in
      unsafe pixels.withUnsafeBytes { source in
        unsafe png_image_write_to_memory(
          &image, target.baseAddress, &size, 0, source.baseAddress, 0, nil)
      }
    }
    guard written != 0 else { throw unsafe DataError("a PNG picture: \(message(image))") }
    return Array(file.prefix(size))
  }

  /// The pixels of a PNG, converted to `format`.
  package static func decode(
    _ file: [UInt8], format: Format
  ) throws(DataError) -> (pixels: [UInt8], width: Int, height: Int) {
    var image = unsafe png_image()
    unsafe image.version = 1
    defer { unsafe png_image_free(&image) }
    let begun = unsafe file.withUnsafeBytes { source in
      unsafe png_image_begin_read_from_memory(&image, source.baseAddress, source.count)
    }
    guard begun != 0 else { throw unsafe DataError("a PNG picture: \(message(image))") }
    unsafe image.format = format.code
    let (width, height) = unsafe (Int(image.width), Int(image.height))
    // White paper shows where a picture is transparent.
    var pixels = [UInt8](repeating: 255, count: width * height * format.bytes)
    let finished = unsafe file.withUnsafeBytes { _ in
      unsafe png_image_finish_read(&image, nil, &pixels, 0, nil)
    }
    guard finished != 0 else { throw unsafe DataError("a PNG picture: \(message(image))") }
    return (pixels, width, height)
  }

  private static func message(_ image: png_image) -> String {
    unsafe withUnsafeBytes(of: image.message) { bytes in
      unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}
