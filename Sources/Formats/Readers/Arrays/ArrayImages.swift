import Values

extension StoredArray {
  /// The pictures that an array of n x height x width unsigned bytes is.
  var images: Images? {
    let shape = header.shape
    guard header.element == .number(.uint8), shape.count == 3, shape[1] > 0, shape[2] > 0,
      !header.isFortranOrder
    else { return nil }
    return Images(
      storage: storage, offset: offset, count: shape[0], width: shape[2], height: shape[1])
  }

  /// The same where nothing but the shape says that they are pictures, so that it must look so.
  var thumbnails: Images? {
    guard let images else { return nil }
    let (short, long) = (min(images.width, images.height), max(images.width, images.height))
    return short >= 8 && long <= 4 * short ? images : nil
  }
}

extension Images {
  /// `--images`: pictures from IDX or .npy.
  static func read(_ file: InputFile) throws(DataError) -> Images {
    guard Idx.recognizes(file) || Npy.recognizes(file) else {
      throw DataError(
        "\(file.path): is not an IDX file or .npy array; --images takes pictures from these")
    }
    let array = Idx.recognizes(file) ? try Idx.array(file) : try Npy.array(file)
    guard let images = array.images else {
      throw DataError(
        "\(file.path): is \(array.header.words); images are unsigned bytes (uint8) of three "
          + "dimensions, in C order: count, height, width")
    }
    return images
  }
}
