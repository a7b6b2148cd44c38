import Formats
import Foundation
import Testing
import Values

@Suite struct FileWriterTests {
  @Test(arguments: [0, 1, 1 << 20, (1 << 20) + 1, 3_000_001])
  func everyByteArrives(count: Int) throws {
    try OutputSandbox.use { box in
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      var size = -1
      let file = try FileWriter(path: box.path("f"), shown: "f") { size = $0 }
      try file.write(Array(bytes.prefix(count / 3)))
      try bytes[(count / 3)...].withUnsafeBytes { try file.write($0) }
      #expect(file.count == count)
      try file.close()
      #expect(size == count)
      #expect(try box.bytes("f") == bytes)
    }
  }

  @Test func floatsAreLittleEndian() throws {
    try OutputSandbox.use { box in
      let file = try FileWriter(path: box.path("f"), shown: "f")
      try file.write([1, -2.5] as [Float])
      try file.close()
      #expect(try box.bytes("f") == [0, 0, 0x80, 0x3F, 0, 0, 0x20, 0xC0])
    }
  }

  @Test func missingFolderIsNamed() throws {
    #expect(throws: DataError("out/f: cannot be made: No such file or directory")) {
      _ = try FileWriter(path: "/nowhere-at-all/f", shown: "out/f")
    }
  }

  #if os(Linux)
    @Test(arguments: [1, 5_000_000])
    func fullDiskSaysWhatIsNeeded(count: Int) throws {
      let file = try FileWriter(path: "/dev/full", shown: "out/points.bytes", bytes: 9_000_000)
      let expected = DataError(
        "out/points.bytes: cannot be finished: No space left on device; it needs 9000000 bytes, and 0 "
          + "were written. Free some space on that disk, or use an --output on another one.")
      #expect(throws: expected) {
        try file.write([UInt8](repeating: 1, count: count))
        try file.close()
      }
    }
  #endif
}
