/// A run of values that belong together, the rows of a table or one column of it, cut into blocks
/// that can be read side by side.
///
/// It is cut by quotes and brackets alone; whether the text is JSON shows when the blocks are read.
struct JSONRun: Sendable {
  enum Style: Sendable {
    /// Values one after the other: JSON lines.
    case sequence
    /// An array's elements.
    case elements
    /// An object's members.
    case members
  }

  struct Block: Sendable {
    var range: Range<Int>
    /// How many values the run has before this block's.
    var first: Int
    var count: Int
  }

  let style: Style
  /// From the first value to the closing bracket, or to the end of the text.
  let range: Range<Int>
  private(set) var blocks: [Block] = []
  private(set) var count = 0

  /// So many bytes and one value more make a block.
  static let blockSize = 1 << 19

  /// The values from `start` on: behind an opening bracket, or at the beginning of the text.
  init(_ style: Style, _ bytes: ByteView, from start: Int, blockSize: Int = Self.blockSize) {
    self.style = style
    var skipper = JSONSkipper(bytes: bytes, position: start)
    var blockStart = start
    var first = 0
    while skipper.findValue() {
      if skipper.position - blockStart >= blockSize {
        blocks.append(
          Block(range: blockStart..<skipper.position, first: first, count: count - first))
        (blockStart, first) = (skipper.position, count)
      }
      if style == .members { skipper.skipKey() }
      skipper.skipValue()
      count += 1
    }
    range = start..<skipper.position
    if count > first {
      blocks.append(Block(range: blockStart..<range.upperBound, first: first, count: count - first))
    }
  }
}

/// Finds the ends of JSON values by quotes and brackets alone, fast and whatever the text.
struct JSONSkipper {
  let bytes: ByteView
  private(set) var position: Int
  /// Whether the text ended inside of a value.
  private(set) var isCutOff = false
  /// What is before it is released.
  private var released: Int

  /// So many bytes are kept that were skipped.
  private static let mostKept = 1 << 20

  init(bytes: ByteView, position: Int) {
    self.bytes = bytes
    self.position = position
    released = position
  }

  /// Moves over white space and commas to a value; false at a closing bracket or at the end.
  mutating func findValue() -> Bool {
    while position < bytes.count {
      let byte = bytes[position]
      if byte != 0x2C, !Self.isSpace(byte) { return byte | 0x20 != 0x7D }
      position += 1
    }
    return false
  }

  private mutating func releaseSkipped() {
    guard position - released >= Self.mostKept else { return }
    bytes.release(released..<position)
    released = position
  }

  /// Moves over a member's name and its colon.
  mutating func skipKey() {
    skipValue()
    while position < bytes.count, Self.isSpace(bytes[position]) || bytes[position] == 0x3A {
      position += 1
    }
  }

  /// Moves behind the value that begins here.
  mutating func skipValue() {
    guard position < bytes.count else { return }
    releaseSkipped()
    let first = bytes[position]
    if first == 0x22 { return skipString() }
    if first | 0x20 == 0x7B { return skipNested() }
    position += 1
    while position < bytes.count {
      let byte = bytes[position]
      if byte == 0x2C || byte == 0x22 || byte == 0x3A || Self.isSpace(byte) { return }
      if byte | 0x20 == 0x7D || byte | 0x20 == 0x7B { return }
      position += 1
    }
  }

  private mutating func skipNested() {
    var depth = 0
    while position < bytes.count {
      skipPlain()
      guard position < bytes.count else { break }
      let byte = bytes[position]
      if byte == 0x22 {
        skipString()
        continue
      }
      position += 1
      releaseSkipped()
      // `[` and `{` differ by one bit from each other, and so do their partners.
      if byte | 0x20 == 0x7B { depth += 1 }
      if byte | 0x20 == 0x7D {
        depth -= 1
        if depth == 0 { return }
      }
    }
    isCutOff = true
  }

  /// Moves over words of eight bytes without quotes and brackets.
  private mutating func skipPlain() {
    while position + 8 <= bytes.count {
      let word = bytes.word(position)
      let folded = word | 0x2020_2020_2020_2020
      let found =
        Self.zeros(word ^ 0x2222_2222_2222_2222) | Self.zeros(folded ^ 0x7B7B_7B7B_7B7B_7B7B)
        | Self.zeros(folded ^ 0x7D7D_7D7D_7D7D_7D7D)
      guard found == 0 else { return }
      position += 8
    }
  }

  /// Not zero if one of the eight bytes is.
  @inline(__always)
  private static func zeros(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
  }

  private mutating func skipString() {
    position += 1
    while position < bytes.count {
      let byte = bytes[position]
      position += byte == 0x5C ? 2 : 1
      if byte == 0x22 { return }
    }
    position = bytes.count
    isCutOff = true
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }
}
