/// One line of a text of vectors, cut at its spaces.
struct WordLine {
  /// The pieces between spaces, none of them empty.
  private(set) var pieces: [Range<Int>] = []
  /// Without its line break.
  private(set) var range = 0..<0

  /// Cuts the line that begins at `start` and ends before `end`; a final CR is no part of it.
  mutating func cut(_ bytes: ByteView, _ line: Range<Int>) {
    pieces.removeAll(keepingCapacity: true)
    var end = line.upperBound
    if end > line.lowerBound, bytes[end - 1] == 0x0D { end -= 1 }
    range = line.lowerBound..<end
    var start = line.lowerBound
    for index in line.lowerBound..<end where bytes[index] == 0x20 {
      if index > start { pieces.append(start..<index) }
      start = index + 1
    }
    if end > start { pieces.append(start..<end) }
  }

  /// How many pieces at the end are numbers.
  func numbersAtEnd(_ bytes: ByteView) -> Int {
    pieces.count - (pieces.lastIndex { DecimalNumber(bytes, $0) == nil }.map { $0 + 1 } ?? 0)
  }

  /// Whether all pieces are whole numbers without a sign.
  func holdsCounts(_ bytes: ByteView) -> Bool {
    pieces.allSatisfy { $0.allSatisfy { (0x30...0x39).contains(bytes[$0]) } }
  }

  /// The count that piece `index` holds, nil when it is too large or none.
  func count(_ bytes: ByteView, _ index: Int) -> Int? {
    bytes.text(pieces[index]).flatMap(Int.init)
  }

  /// What stands before the last `numbers` pieces, spaces inside it included.
  func word(before numbers: Int) -> Range<Int> {
    guard pieces.count > numbers else { return range.lowerBound..<range.lowerBound }
    return range.lowerBound..<pieces[pieces.count - numbers - 1].upperBound
  }
}
