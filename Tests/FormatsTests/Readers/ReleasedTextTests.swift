import Values

#if os(Linux)
  import Foundation
  import Testing

  @testable import Formats

  /// The pages of a text are let go as it is read, so that its points alone take memory.
  struct ReleasedTextTests {
    /// Bytes of each text; and of it, those that may still be held: a block or two of those that
    /// are read side by side.
    private static let size = 24 << 20
    private static let most = 8 << 20

    private enum Kind: String, CaseIterable {
      case table, lines, document, words, binary

      /// A record of 64 numbers and a line feed.
      private var record: String {
        let numbers = (0..<64).map { "0.\(12_345_678 + $0)" }
        return switch self {
        case .table: numbers.joined(separator: ",")
        case .lines, .document: "{\"v\":[" + numbers.joined(separator: ", ") + "]}"
        case .words: "word " + numbers.joined(separator: " ")
        case .binary: "w " + String(repeating: "word", count: 64)
        }
      }

      var text: [UInt8] {
        let separator = self == .document ? ",\n" : self == .binary ? "" : "\n"
        let count = ReleasedTextTests.size / (record.utf8.count + separator.utf8.count)
        let records = String(repeating: record + separator, count: count) + record
        return switch self {
        case .document: Array("[\(records)]".utf8)
        case .binary: Array("\(count + 1) 64\n\(records)".utf8)
        default: Array(records.utf8)
        }
      }
    }

    /// Bytes of `path` that this process holds.
    private func held(_ path: String) throws -> Int {
      let maps = try #require(FileHandle(forReadingAtPath: "/proc/self/smaps"))
      let text = String(decoding: try maps.readToEnd() ?? Data(), as: UTF8.self)
      let lines = text.split(separator: "\n")
      let place = try #require(lines.firstIndex { $0.hasSuffix(path) })
      let size = try #require(lines[place...].first { $0.hasPrefix("Rss:") })
      return 1024 * (Int(size.filter(\.isNumber)) ?? 0)
    }

    @Test(arguments: Kind.allCases) private func textIsLetGo(kind: Kind) throws {
      try OutputSandbox.use { sandbox in
        let path = try sandbox.file("points", kind.text)
        let file = try InputFile(path)
        let read = try Reader.read(file, PointsChoice())
        #expect(read.dimensions == 64 && read.rows > 10_000)
        #expect(try held(path) < Self.most)
        // Looked at as a whole, it is held as a whole, and what it holds is still there.
        let bytes = kind.text
        #expect(file.storage.withView { $0.copy(0..<$0.count) } == bytes)
        #expect(try held(path) > Self.most)
      }
    }

    @Test func countingLetsTextGo() throws {
      try OutputSandbox.use { sandbox in
        let lines = try InputFile(try sandbox.file("lines", Kind.lines.text))
        let run = lines.storage.withView { JSONRun(.sequence, $0, from: 0) }
        #expect(run.count > 10_000)
        #expect(try held(lines.path) < Self.most)
        let words = try InputFile(try sandbox.file("words", Kind.words.text))
        #expect(words.storage.withView { LineBlocks($0, from: 0) }.count > 10_000)
        #expect(try held(words.path) < Self.most)
        let table = try InputFile(try sandbox.file("table", Kind.table.text))
        try table.storage.withView { bytes in
          let scanner = CellScanner(path: "table", bytes: bytes, dialect: .comma)
          _ = try PointTable(ColumnPlan(scanner), scanner)
        }
        #expect(try held(table.path) < Self.most)
      }
    }

    /// Of a packed file, too, whose unpacked bytes are all there.
    @Test func packedBytesAreLetGo() throws {
      try OutputSandbox.use { sandbox in
        var random = SplitMix64(seed: 3)
        let noise = (0..<Self.size / 8).flatMap { _ in
          withUnsafeBytes(of: random.next(), Array.init)
        }
        let packed = try Storage(mapping: try sandbox.file("packed", gzip(noise)))
        #expect(packed.count > Self.size)
        let unpacked = try Codec.gzip.unpacked(packed, path: "packed")
        #expect(try held(sandbox.path("packed")) < Self.most)
        #expect(unpacked.withView { $0.copy(0..<$0.count) } == noise)
      }
    }

    /// What is unpacked from a large file lies in a nameless one, of which little is held.
    @Test func unpackedBytesAreInAFile() throws {
      var random = SplitMix64(seed: 4)
      let noise = (0..<(5 << 20) / 8).flatMap { _ in
        withUnsafeBytes(of: random.next(), Array.init)
      }
      let unpacked = try Codec.gzip.unpacked(Storage(gzip(noise)), path: "packed")
      #expect(unpacked.isFile)
      #expect(unpacked.withView { $0.copy(0..<$0.count) } == noise)
      #expect(throws: DataError.self) {
        try Codec.gzip.unpacked(Storage(gzip(noise)), path: "packed", limit: noise.count - 1)
      }
      #expect(throws: DataError.self) {
        try Codec.gzip.unpacked(Storage(Array(gzip(noise).dropLast(100))), path: "packed")
      }
    }

    /// Bytes of memory are given to nobody else.
    @Test func memoryStays() {
      let bytes = [UInt8](repeating: 7, count: 1 << 16)
      let storage = Storage(bytes)
      storage.withView { $0.release(0..<$0.count) }
      #expect(storage.withView { $0.copy(0..<$0.count) } == bytes)
    }
  }
#endif
