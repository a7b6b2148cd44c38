import TestSupport
import Testing
import Values

@Suite struct WidePointsTests {
  private func wide(_ points: Points, _ rows: Range<Int>) -> [Double] {
    unsafe [Double](unsafeUninitializedCapacity: rows.count * points.columns) {
      unsafe points.copyRows(rows, into: $0)
      $1 = rows.count * points.columns
    }
  }

  private func block<T: FixedWidthInteger>(
    _ raw: [T], _ rows: Int, _ columns: Int, _ type: ElementType, bigEndian: Bool = false
  ) -> PointBlock {
    var block = PointBlock(
      path: "x", storage: Storage(bytes(raw, bigEndian: bigEndian)), offset: 0, rows: rows,
      columns: columns, type: type)
    block.isBigEndian = bigEndian
    return block
  }

  /// Numbers that float32 would round.
  static let numbers: [Double] = [1e9 + 1e-3, -7.1, 1.0 / 3, 12345678.9, 0, 1e-200]

  @Test(arguments: [false, true]) func doublesInBothByteOrders(bigEndian: Bool) {
    let block = block(
      Self.numbers.map(\.bitPattern), 2, 3, .float64, bigEndian: bigEndian)
    #expect(wide(Points(blocks: [block]), 0..<2) == Self.numbers)
    #expect(
      wide(Points(blocks: [block, block]), 1..<3)
        == Array(Self.numbers[3...] + Self.numbers[..<3]))
    #expect(wide(Points(blocks: [block, block], selection: [0, 3]), 0..<2) == Self.numbers)
  }

  @Test func columnsOneAfterTheOther() {
    var block = block(Self.numbers.map(\.bitPattern), 2, 3, .float64)
    block.isFortranOrder = true
    let n = Self.numbers
    #expect(wide(Points(blocks: [block]), 0..<2) == [n[0], n[2], n[4], n[1], n[3], n[5]])
    block.columnOrder = [2, 0, 1]
    #expect(wide(Points(blocks: [block]), 1..<2) == [n[5], n[1], n[3]])
  }

  @Test func integersAndNarrowTypes() {
    let whole: [Int64] = [1 << 53 - 1, -3, 7, 0]
    #expect(
      wide(Points(blocks: [block(whole, 2, 2, .int64)]), 0..<2) == whole.map(Double.init))
    let unsigned: [UInt32] = [.max, 1, 16_777_217, 0]
    #expect(
      wide(Points(blocks: [block(unsigned, 2, 2, .uint32)]), 0..<2) == unsigned.map(Double.init))
    var images = block([255, 51, 0, 102] as [UInt8], 2, 2, .uint8)
    images.divisor = 255
    #expect(
      wide(Points(blocks: [images]), 0..<2) == [1, 0.2, 0, 0.4].map { Double(Float($0)) })
  }
}
