import Testing

@testable import Formats
import Values

@Suite struct GzipTests {
  private func unpack(_ packed: [UInt8], limit: Int) throws(DataError) -> [UInt8] {
    let storage = try Codec.gzip.unpacked(Storage(packed), path: "a.gz", limit: limit)
    return storage.withBytes { Array($0) }
  }

  /// Several pages, no whole number of them, in members of different sizes.
  @Test func membersOfManyPagesAreJoined() throws {
    let bytes = (0..<1_000_003).map { UInt8(truncatingIfNeeded: $0 * $0 >> 7) }
    let packed = gzip(Array(bytes[..<65_536])) + gzip([]) + gzip(Array(bytes[65_536...]))
    #expect(try unpack(packed, limit: bytes.count) == bytes)
    #expect(try unpack(packed + [0, 0, 0], limit: 2_000_000) == bytes)
  }

  @Test func moreThanTheLimitIsRefused() throws {
    let packed = gzip([UInt8](repeating: 0, count: 1_000_000))
    #expect(packed.count < 2000)
    let error = #expect(throws: DataError.self) { try unpack(packed, limit: 999_999) }
    #expect(error?.message.hasPrefix("a.gz: unpacks to more than 999,999 bytes") == true)
  }
}
