import Foundation
import Testing
import Values

@testable import Formats

/// Every codec of the list, on what its own command packs.
@Suite struct CodecTests {
  /// `bytes`, packed by the command of the codec's name.
  private func packed(_ bytes: [UInt8], _ codec: Codec, _ sandbox: OutputSandbox) throws -> [UInt8]
  {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [codec.name, "-c"]
    process.standardInput = try FileHandle(
      forReadingFrom: URL(filePath: sandbox.file("plain", bytes)))
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let packed = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return Array(packed)
  }

  /// Repeats itself, and yet not so that it packs to nothing; several pages and no whole number.
  private let plain = (0..<200_003).map { UInt8(truncatingIfNeeded: $0 * $0 >> 9 ^ $0 >> 3) }

  private func unpack(_ codec: Codec, _ packed: [UInt8]) throws(DataError) -> [UInt8] {
    try codec.unpacked(Storage(packed), path: "a", limit: plain.count).withBytes { Array($0) }
  }

  @Test(arguments: Codec.all) func whatIsPackedComesBack(_ codec: Codec) throws {
    try OutputSandbox.use { sandbox in
      for bytes in [plain, [7]] {
        let packed = try packed(bytes, codec, sandbox)
        #expect(packed.starts(with: codec.magic))
        #expect(try unpack(codec, packed) == bytes)
        let file = try InputFile(sandbox.file("a.csv" + codec.suffix, packed))
        #expect(file.storage.withBytes { Array($0) } == bytes)
        #expect(InputFile.baseName(file.path) == "a")
      }
    }
  }

  @Test(arguments: Codec.all) func beginningsAreUnpackedAlone(_ codec: Codec) throws {
    try OutputSandbox.use { sandbox in
      let packed = try packed(plain, codec, sandbox)
      for limit in [1, 1000, plain.count - 1] {
        let found = try codec.beginning(of: Storage(packed), path: "a", atMost: limit)
        #expect(found.bytes.withBytes { Array($0) } == Array(plain[..<limit]))
        #expect(found.share > 0 && found.share <= 1)
      }
      let whole = try codec.beginning(of: Storage(packed), path: "a", atMost: 1 << 20)
      #expect(whole.share == 1 && whole.bytes.withBytes { Array($0) } == plain)
    }
  }

  /// Cut off anywhere, with a bit turned anywhere, or unpacking to too much: one sentence that
  /// names the file, or the right bytes.
  @Test(arguments: Codec.all) func damageIsOneSentence(_ codec: Codec) throws {
    try OutputSandbox.use { sandbox in
      let packed = try packed(plain, codec, sandbox)
      for count in [0, 1, 2, 9, packed.count / 2, packed.count - 9, packed.count - 1] {
        let error = #expect(throws: DataError.self) { try unpack(codec, Array(packed[..<count])) }
        expectSentence(error)
      }
      var found = 0
      for place in stride(from: codec.magic.count, to: packed.count, by: packed.count / 100) {
        var damaged = packed
        damaged[place] ^= 0x10
        do throws(DataError) {
          #expect(try unpack(codec, damaged) == plain, "byte \(place)")
        } catch {
          found += 1
          expectSentence(error)
        }
      }
      #expect(found > 50)
      let error = #expect(throws: DataError.self) {
        try codec.unpacked(Storage(packed), path: "a", limit: plain.count - 1)
      }
      #expect(error?.message.hasPrefix("a: unpacks to more than 200,002 bytes") == true)
    }
  }

  private func expectSentence(_ error: DataError?) {
    let message = error?.message ?? ""
    #expect(
      message.hasPrefix("a: ") && !message.contains("\n") && message.count < 200, "\(message)")
  }
}
