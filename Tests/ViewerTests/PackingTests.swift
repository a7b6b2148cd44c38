import CZlib
import Foundation
import Testing

import Formats
@testable import Viewer

@Suite struct PackingTests {
  @Test(arguments: [0, 1, 2, 3, 4, 255, 256, 1000])
  func base64EqualsFoundations(_ count: Int) {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 167 + 13) }
    #expect(Base64.encode(bytes) == Array(Data(bytes).base64EncodedData()))
  }

  /// NIST's examples, and lengths around the padding's edges.
  @Test func digestsAreThePublishedOnes() {
    func hex(_ text: String) -> String {
      SHA256.digest(Array(text.utf8)).map { String(format: "%02x", $0) }.joined()
    }
    #expect(hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
        == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
    #expect(
      hex(String(repeating: "a", count: 64))
        == "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb")
  }

  @Test(arguments: [GzipPacking.Effort.numbers, .text])
  func packedBytesComeBack(_ effort: GzipPacking.Effort) throws {
    for count in [0, 1, 70_000] {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * $0 >> 3) }
      let packed = try GzipPacking.pack(bytes, effort, for: "a")
      #expect(packed.starts(with: [0x1F, 0x8B]))
      var target = [UInt8](repeating: 0, count: count + 1)
      var stream = z_stream()
      #expect(inflateInit2_(&stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK)
      var source = packed
      let status = source.withUnsafeMutableBufferPointer { input in
        target.withUnsafeMutableBufferPointer { output in
          stream.next_in = input.baseAddress
          stream.avail_in = UInt32(input.count)
          stream.next_out = output.baseAddress
          stream.avail_out = UInt32(output.count)
          return inflate(&stream, Z_FINISH)
        }
      }
      #expect(status == Z_STREAM_END)
      #expect(Array(target.prefix(Int(stream.total_out))) == bytes)
      inflateEnd(&stream)
    }
  }

  @Test func numbersTakeAsFewBytesAsTheLargestNeeds() {
    #expect(narrow([0, 255], largest: 255) == ([0, 255], 1))
    #expect(narrow([1, 0x0203], largest: 0x0203) == ([1, 0, 3, 2], 2))
    #expect(narrow([0x010203], largest: 0x010203) == ([3, 2, 1], 3))
    #expect(narrow([0x0102_0304], largest: 0x0102_0304) == ([4, 3, 2, 1], 4))
  }
}
