import Foundation
import Testing

@testable import Formats
import Values

/// Tables cut into parts that are read side by side are what they are when read in one go.
struct DelimitedPartsTests {
  private static let hostile = [
    "1,2,3\n4,5,6\n7,8,9\n",
    "1,2\r\n3,4\r\n\r\n5,6",
    "id,x,y\n\"a\nb\",1,2\n\"c\n\n\n4,5\n\",3,4\n\"\n\",5,6\n",
    "text,x\n\"one \"\"two\"\"\nthree,4\n\",1\n,2\n\"\",3\n5 \"inch\",4\n",
    "x;y\n1;2\n\n   \n3;4\n\n\n",
    "\u{FEFF}a\tb\n1\t-2e3\n.5\t+7\n00012\t1e-5\n",
    "0.1, 0.2 ,0.3\n -1,  2,3 \n",
    "7\n8\n\n9\n10",
    "1,2\n" + String(repeating: "\n", count: 500) + "3,4\n",
    "name,1,2,3\n" + (0..<40).map { "\"n\n\($0)\",\($0),0.\($0),\($0)e-1\n" }.joined(),
  ]
  private static let broken = [
    "1,2\n3,4\n5\n6,7\n", "1,2\n3,4\n\n\n5,x\n", "1,2\n3,4\n5,6,7\n8,9\n",
    "id,x\n\"a\nb\",1\n\"c\nd\",2\n\"e\nf\",two\n", "id,x\na,1\nb,2\n\"c,3\nd,4\n",
    "id,x\n\"a\n1,1\n\",1\n\"b\n2,2\n\"c,2\n",
  ]

  private func read(_ text: String, partBytes: Int) -> String {
    do {
      let read = try DelimitedReader.read(
        path: "t", storage: Storage(Array(text.utf8)), partBytes: partBytes)
      let block = read.block
      var values = [Float](repeating: 0, count: block.rows * block.columns)
      try values.withUnsafeMutableBufferPointer { target throws(DataError) in
        try Points(blocks: [block]).copyRows(0..<block.rows, into: target)
      }
      return "\(block.rows) x \(block.columns) \(values.map(\.bitPattern)) \(read.columns)"
    } catch {
      return "\(error)"
    }
  }

  @Test(arguments: hostile + broken) func partsDoNotMatter(text: String) {
    // Long enough for the quick way with numbers, which keeps off the text's end.
    let texts = [text, String(repeating: text, count: 1) + String(repeating: "\n", count: 100)]
    for text in texts {
      let whole = read(text, partBytes: 1 << 20)
      for partBytes in [1, 2, 3, 5, 8, 13, 40, 100] {
        #expect(read(text, partBytes: partBytes) == whole, "parts of \(partBytes) bytes")
      }
    }
  }

  @Test func errorsNameTheRightLine() {
    #expect(read(Self.broken[0], partBytes: 2) == "t:3: expected 2 numbers, found 1")
    #expect(
      read(Self.broken[1], partBytes: 2) == "t:5: column \"2\": expected a number, found \"x\"")
    #expect(
      read(Self.broken[3], partBytes: 4) == "t:7: column \"x\": expected a number, found \"two\"")
    #expect(
      read(Self.broken[4], partBytes: 3) == "t:4: the quote that opens a cell here is never closed")
  }

  /// Every spelling is the double that the standard library reads, by the quick way and by the
  /// other.
  @Test func numbersAreExact() throws {
    var random = SplitMix64(seed: 11)
    var texts = [
      "0", "-0", "0.0", "9007199254740993", "18446744073709551615", "18446744073709551616",
      "9999999999999999999", "0.1", "1e22", "1e23", "8.5e22", "1e-22", "1e-23",
      "123456789012345678",
      "1.7976931348623157e308", "1.8e308", "4.9e-324", "2.4e-324", "2.2250738585072014e-308",
      "0.000000000000000000000000000000000000000000001", "1e+05", "1E5", "1.e3", ".5", "+.5",
      "0.30000001192092896", "1.4012984643248170709e-45", "3.4028235677973366e38", "16777217",
      "1.00000005960464477539062500", "1.0000000596046448", "1.2345678901234567890123", "1e0005",
      "99999999999999999999999999", "0.12345678901234567", "-1.234567890123456789e-01",
    ]
    for _ in 0..<20_000 {
      let bits = random.next()
      let double = Double(bitPattern: bits)
      if double.isFinite { texts.append("\(double)") }
      texts.append("\(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))")
      texts.append("\(Double(Int64(truncatingIfNeeded: bits)) * 1e-19)")
      texts.append("\(bits % 1000)")
      texts.append("\(bits).\(random.next() % 1_000)e\(Int(random.next() % 60) - 30)")
      texts.append("0.\(bits)")
      texts.append("\(bits >> 32)e-\(random.next() % 30)")
    }
    texts.removeAll { !(Double($0)?.isFinite ?? false) }
    let table = texts.joined(separator: "\n") + "\n" + String(repeating: "\n", count: 100)
    let read = try DelimitedReader.read(path: "t", storage: Storage(Array(table.utf8)))
    try #require(read.block.rows == texts.count)
    read.block.storage.withBytes { bytes in
      for (row, text) in texts.enumerated() {
        let found = bytes.loadUnaligned(fromByteOffset: 4 * row, as: Float.self)
        let expected = Double(text).map { Float($0) }
        if found.bitPattern != expected?.bitPattern { Issue.record("\(text): \(found)") }
      }
    }
    for text in texts.prefix(5_000) {
      Storage(Array(text.utf8)).withBytes { bytes in
        let number = DecimalNumber(ByteView(bytes), 0..<bytes.count)
        if number?.double.bitPattern != Double(text)?.bitPattern { Issue.record("\(text)") }
      }
    }
  }
}
