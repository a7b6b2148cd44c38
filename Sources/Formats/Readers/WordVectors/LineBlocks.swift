/// The lines of a text that are not blank, in blocks that can be read side by side.
struct LineBlocks: Sendable {
  struct Block: Sendable {
    /// Whole lines.
    var range: Range<Int>
    /// How many lines come before it.
    var first: Int
  }

  private(set) var blocks: [Block] = []
  private(set) var count = 0

  /// So many bytes and a line more make a block.
  static let blockSize = 1 << 19

  init(_ bytes: ByteView, from start: Int) {
    var position = start
    var blockStart = start
    var first = 0
    while position < bytes.count {
      let end = bytes.endOfLine(from: position)
      count += Self.isBlank(bytes, position..<end) ? 0 : 1
      position = min(end + 1, bytes.count)
      if position - blockStart >= Self.blockSize || position == bytes.count {
        blocks.append(Block(range: blockStart..<position, first: first))
        bytes.release(blockStart..<position)
        (blockStart, first) = (position, count)
      }
    }
  }

  private static func isBlank(_ bytes: ByteView, _ line: Range<Int>) -> Bool {
    line.allSatisfy { bytes[$0] == 0x20 || bytes[$0] == 0x0D }
  }
}
