/// A line of one word without spaces and plain numbers, read where it stands; all others are left
/// to `WordLine`.
struct QuickLine {
  let word: Range<Int>
  /// The byte behind the line break.
  let end: Int

  /// nil where the line is another, or does not fill `row`.
  init?(_ bytes: ByteView, _ start: Int, hasWord: Bool, into row: inout [Float]) {
    var position = start
    if hasWord {
      while position < bytes.count, bytes[position] > 0x20 { position += 1 }
      guard position > start, position < bytes.count, bytes[position] == 0x20 else { return nil }
    }
    word = start..<position
    position += hasWord ? 1 : 0
    for place in row.indices {
      guard let number = QuickNumber(bytes, at: position, delimiter: 0x20) else { return nil }
      row[place] = Float(number.value)
      position = number.end
      if number.endsRecord {
        guard place == row.count - 1 else { return nil }
        end = position
        return
      }
    }
    // Some writers end each line with a space.
    guard position < bytes.count, bytes[position] == 0x0A else { return nil }
    end = position + 1
  }
}
