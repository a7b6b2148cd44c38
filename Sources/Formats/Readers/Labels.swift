import Values

/// `--labels`: one label a point, from IDX, an .npy of integers, or text.
enum Labels {
  static func read(_ path: String) throws(DataError) -> [String] {
    try read(InputFile(path))
  }

  static func read(_ file: InputFile) throws(DataError) -> [String] {
    if Idx.recognizes(file) { return try Idx.labels(file) }
    if Npy.recognizes(file) { return try Npy.labels(file) }
    if file.prefix.contains(0) || ForeignFormat.name(file.prefix) != nil {
      throw DataError(
        "\(file.path): is no label file; labels are read from IDX, .npy of integers, and text, one "
          + "a line")
    }
    return try lines(file)
  }

  /// The lines of a UTF-8 text; the last line break is optional.
  private static func lines(_ file: InputFile) throws(DataError) -> [String] {
    try file.storage.withView { (bytes) throws(DataError) -> [String] in
      var labels: [String] = []
      var start = bytes.markLength
      while start < bytes.count {
        var end = start
        while end < bytes.count, bytes[end] != 0x0A { end += 1 }
        let next = end + 1
        if end > start, bytes[end - 1] == 0x0D { end -= 1 }
        guard let text = bytes.text(start..<end) else {
          throw DataError("\(file.path):\(labels.count + 1): is not UTF-8 text")
        }
        labels.append(text)
        start = next
      }
      return labels
    }
  }
}
