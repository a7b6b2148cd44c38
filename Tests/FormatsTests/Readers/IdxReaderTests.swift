import Formats
import TestSupport
import Testing
import Values

@Suite struct IdxReaderTests {
  @Test func imagesAreTheirOwnSprites() throws {
    try OutputSandbox.use { sandbox in
      let pixels = (0..<24).map { UInt8($0 * 10) }
      let data = try sandbox.read("digits-idx3.gz", gzip(idx([2, 3, 4], pixels)))
      #expect(data.name == "digits-idx3")
      #expect(data.source.shape == [2, 3, 4])
      #expect(data.source.format == "idx")
      #expect(try data.values() == pixels.map { Float($0) / 255 })
      let images = try #require(data.images)
      #expect(images.width == 4 && images.height == 3 && images.rows == 2)
    }
  }

  @Test func twoDimensionsAreVectors() throws {
    try OutputSandbox.use { sandbox in
      let data = try sandbox.read("a", idx([3, 2], [0, 51, 102, 153, 204, 255]))
      #expect(data.images == nil)
      #expect(try data.values().map { ($0 * 5).rounded() } == [0, 1, 2, 3, 4, 5])
    }
  }

  @Test func everyTypeIsRead() throws {
    try OutputSandbox.use { sandbox in
      let files: [[UInt8]] = [
        idx(type: 0x09, [2, 2], [1, 0xFE, 127, 0x80]),
        idx(type: 0x0B, [2, 2], bytes([1, -2, 127, -128] as [Int16], bigEndian: true)),
        idx(type: 0x0C, [2, 2], bytes([1, -2, 127, -128] as [Int32], bigEndian: true)),
        idx(
          type: 0x0D, [2, 2],
          bytes([1, -2, 127, -128].map { Float($0).bitPattern }, bigEndian: true)),
        idx(
          type: 0x0E, [2, 2],
          bytes([1, -2, 127, -128].map { Double($0).bitPattern }, bigEndian: true)),
      ]
      for file in files {
        let values = try sandbox.read("a", file).values()
        #expect(values == [1, -2, 127, -128])
      }
    }
  }

  static let broken: [(file: [UInt8], words: String)] = [
    (
      idx(type: 0x0D, [2, 2], []),
      "a: its header announces 2 x 2 float32, which is 16 bytes, but 0 follow"
    ),
    (
      idx([2, 3, 4], [1, 2]),
      "a: its header announces 2 x 3 x 4 uint8, which is 24 bytes, but 2 follow; the file is cut off"
    ),
    (
      idx([2, 2], [1, 2, 3, 4, 5]),
      "a: its header announces 2 x 2 uint8, which is 4 bytes, but 5 follow; the file is damaged"
    ),
    (
      idx([0, 1 << 31, 1 << 31, 1 << 31], []),
      "a: 0 x 2,147,483,648 x 2,147,483,648 x 2,147,483,648 uint8 is no shape of points"
    ),
    (
      idx(type: 0x0E, [0, 1 << 31, (1 << 31) - 1], []),
      "a: 0 x 2,147,483,648 x 2,147,483,647 float64 is no shape of points"
    ),
    (idx([1 << 31, 1 << 31, 1 << 31], [1]), "a: its header announces 2,147,483,648 x"),
    (idx([5], [1, 2, 3, 4, 5]), "a: has one dimension (5 values)"),
    ([0, 0, 8, 3, 0], "a: is cut off in its header, at byte 5 of 16"),
    (Array(gzip(idx([2, 2], [1, 2, 3, 4])).dropLast(12)), "a: the gzip stream is cut off"),
    (gzip([]), "a: is empty once unpacked"),
    ([], "a: is empty"),
    (Array("PAR1....".utf8), "a: looks like Parquet; points are read from"),
    ([0x80, 4, 1, 2], "a: looks like a Python pickle"),
  ]

  @Test(arguments: broken) func brokenFilesAreNamed(file: [UInt8], words: String) throws {
    try OutputSandbox.use { sandbox in
      let found = sentence(sandbox) { _ = try sandbox.read("a", file) }
      #expect(found?.contains(words) == true, "\(found ?? "nothing was thrown")")
    }
  }

  @Test func damagedGzipIsNamed() throws {
    try OutputSandbox.use { sandbox in
      var file = gzip(idx([2, 200], (0..<400).map { UInt8($0 % 251) }))
      file[file.count - 6] ^= 0x55
      let found = sentence(sandbox) { _ = try sandbox.read("a", file) }
      #expect(found?.contains("a: the gzip stream is damaged near byte") == true)
      let tail = gzip(idx([2, 2], [1, 2, 3, 4])) + Array("junk".utf8)
      let other = sentence(sandbox) { _ = try sandbox.read("b", tail) }
      #expect(other?.contains("4 bytes that are not gzip follow the stream") == true)
    }
  }

  @Test func gzipMembersAreJoined() throws {
    try OutputSandbox.use { sandbox in
      let whole = idx([2, 2], [1, 2, 3, 4])
      let data = try sandbox.read("a", gzip(Array(whole[..<7])) + gzip(Array(whole[7...])))
      #expect(data.points.rows == 2)
    }
  }
}
