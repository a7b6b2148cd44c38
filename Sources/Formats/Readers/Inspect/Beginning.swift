import Values

/// The beginning of a file that is itself a file of its format.
struct Beginning {
  let storage: Storage
  /// Points in the whole file, where its beginning tells.
  var rows: Int?
  /// How much of the whole file this is, 0 to 1.
  let share: Double

  /// About so much is looked at.
  static let usualBytes = 1 << 20
  /// More where lines are long: at least so many of them.
  private static let fewestLines = 32
  private static let mostBytes = 64 << 20

  /// Of a table with quotes.
  static func table(_ file: InputFile) -> Beginning? { lines(of: file, hasQuotes: true) }

  /// Whole lines. With quotes, a line feed between them ends none.
  static func lines(of file: InputFile, hasQuotes: Bool) -> Beginning? {
    file.storage.withView { bytes in
      var limit = usualBytes
      while limit < bytes.count {
        let (end, lines) = lastLine(bytes, 0..<limit, hasQuotes)
        if end > 0, lines >= fewestLines || limit >= mostBytes {
          return Beginning(
            storage: Storage(bytes.copy(0..<end)), share: Double(end) / Double(bytes.count))
        }
        guard limit < mostBytes else { return nil }
        limit *= 4
      }
      return nil
    }
  }

  /// The byte behind the last line that ends in `range`, and how many lines end.
  private static func lastLine(
    _ bytes: ByteView, _ range: Range<Int>, _ hasQuotes: Bool
  ) -> (end: Int, lines: Int) {
    var isQuoted = false
    var end = 0
    var lines = 0
    for index in range {
      let byte = bytes[index]
      if byte == Dialect.quote, hasQuotes {
        isQuoted.toggle()
      } else if byte == Dialect.lineFeed, !isQuoted {
        end = index + 1
        lines += 1
      }
    }
    return (end, lines)
  }

  /// Lines of JSON; nil for a document, which ends where the file does.
  static func jsonLines(_ file: InputFile) -> Beginning? {
    guard let beginning = lines(of: file, hasQuotes: false) else { return nil }
    let holdsRecords = beginning.storage.withView { bytes in
      var skipper = JSONSkipper(bytes: bytes, position: bytes.markLength)
      guard skipper.findValue() else { return false }
      skipper.skipValue()
      return !skipper.isCutOff && skipper.findValue()
    }
    return holdsRecords ? beginning : nil
  }

  /// Whole records of `size` bytes.
  static func records(of file: InputFile, size: Int) -> Beginning? {
    let count = max(64, usualBytes / size)
    let total = file.storage.count / size
    guard count < total, file.storage.count % size == 0 else { return nil }
    return Beginning(
      storage: Storage(0..<count * size, of: file.storage), rows: total,
      share: Double(count) / Double(total))
  }
}
