import Formats
import Foundation
import TestSupport
import Testing
import Values

/// Files of arrays that are cut off, damaged or made to hurt.
@Suite struct DamagedArraysTests {
  private func sample(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: ArrayFilesTests.samples + "/" + name)))
  }

  /// Seeded damage to every sample: an error or a result, never a crash.
  @Test(arguments: [
    "stored.npz", "zip64.npz", "streamed.npz", "several.npz", "beside.safetensors",
    "several.safetensors", "F8_E4M3.safetensors", "a.fvecs", "unnamed3", "f2-big-F.npy",
    "axes4-F.npy", "b.ivecs.gz",
  ])
  func damageNeverCrashes(name: String) throws {
    let good = try sample(name)
    var random = SplitMix64(seed: UInt64(good.count))
    var refused = 0
    try OutputSandbox.use { sandbox in
      for round in 0..<120 {
        var file = good
        for _ in 0..<Int.random(in: 0...3, using: &random) {
          let place = Int.random(in: 0..<file.count, using: &random)
          file[place] = .random(in: 0...255, using: &random)
        }
        if round % 2 == 0 { file.removeLast(Int.random(in: 1...file.count, using: &random)) }
        if sentence(sandbox, { _ = try sandbox.read(name, file).values() }) != nil { refused += 1 }
      }
    }
    // Half of the files are cut off; each damage to an archive's values is noticed, too.
    #expect(refused >= 40, "\(name): \(refused)")
  }

  /// Byte offset of the `index`th place where `text` stands.
  private func place(_ text: String, in file: [UInt8], _ index: Int = 0) throws -> Int {
    let wanted = Array(text.utf8)
    let places = file.indices.filter { file[$0...].starts(with: wanted) }
    return try #require(index < places.count ? places[index] : nil)
  }

  @Test func hostileArchivesAreNamed() throws {
    let good = try sample("deflated.npz")
    let entry = try place("PK\u{1}\u{2}", in: good)
    let end = try place("PK\u{5}\u{6}", in: good)
    let cases: [((inout [UInt8]) -> Void, String)] = [
      (
        { $0.removeLast(30) },
        "a.npz: the zip archive has no directory at its end; the file is cut off"
      ),
      (
        { $0.replaceSubrange(entry + 24..<entry + 28, with: [0xF0, 0xFF, 0xFF, 0xFF]) },
        "a.npz: points.npy announces 4,294,967,280 bytes out of "
      ),
      (
        { $0.replaceSubrange(entry + 20..<entry + 24, with: [0, 0, 1, 0]) },
        "a.npz: its members are larger than the archive"
      ),
      ({ $0[entry + 8] |= 1 }, "a.npz: points.npy is encrypted"),
      ({ $0[entry + 10] = 9 }, "a.npz: points.npy is compressed by method 9 of zip"),
      ({ $0[entry + 16] ^= 1 }, "a.npz: points.npy: its checksum does not fit its bytes"),
      ({ $0[entry + 42] = 1 }, "a.npz: points.npy is not at byte 1, where the directory places it"),
      (
        {
          $0[entry + 46] = 0x50; $0[entry] = 0
        }, "a.npz: the zip archive's directory is damaged at byte"
      ),
      (
        {
          $0[end + 10] = 0xFF; $0[end + 11] = 0xFF
        }, "a.npz: the zip archive's directory is damaged"
      ),
      (
        {
          $0[60] ^= 0xFF; $0[61] ^= 0xFF
        }, "a.npz: points.npy: "
      ),
    ]
    try OutputSandbox.use { sandbox in
      for (change, words) in cases {
        var file = good
        change(&file)
        let found = sentence(sandbox) { _ = try sandbox.read("a.npz", file).values() }
        #expect(found?.hasPrefix(words) == true, "\(words): \(found ?? "was read")")
      }
    }
  }

  /// Small archives whose members announce far more than they hold.
  @Test func nothingIsSetAsideForWhatIsNotThere() throws {
    let header = npy("<f4", "(500000000, 2)", [])
    let cases: [(String, [UInt8], String)] = [
      ("a.npy.gz", gzip(header), "announces 500,000,000 x 2 float32, which is 4,000,000,000 bytes"),
      ("a.safetensors", tensors("F32", "[500000000,2]", "[0,4000000000]"), "the file is cut off"),
      ("b.safetensors", tensors("F32", "[4294967296,4294967296]", "[0,8]"), "than any file has"),
      ("c.safetensors", tensors("F32", "[2,18446744073709551616]", "[0,8]"), "a file can hold"),
      ("d.safetensors", tensors("F32", "[2,1]", "[8,0]"), "ends before it begins"),
      ("e.safetensors", tensors("F32", "[2,2]", "[0,8]"), "16 bytes, but 8 follow"),
      ("f.safetensors", tensors("F32", "[0,4294967296,4294967296]", "[0,0]"), "no shape of points"),
    ]
    try OutputSandbox.use { sandbox in
      for (name, file, words) in cases {
        let found = sentence(sandbox) { _ = try sandbox.read(name, file).values() }
        #expect(found?.contains(words) == true, "\(name): \(found ?? "was read")")
      }
    }
  }

  @Test func brokenTensorsAreNamed() throws {
    let cases: [([UInt8], String)] = [
      (tensors("F32", "[1]", "[0,4]", key: "shapes"), "has no dtype, shape and pair"),
      (tensors("\": 1}", "[1]", "[0,4]"), "a.safetensors:1: byte "),
      (safetensors("{\"a\":[]}"), "expected an object that describes tensor a"),
      (safetensors("{\"a\":{},\"a\":{}}"), "expected a string in quotes"),
      (safetensors("{\"__metadata__\":{},\"__metadata__\":{}}"), "two tensors called __metadata__"),
      (Array(safetensors("{\"a\":{}}").dropLast(12)), "its header announces 8 bytes, but only"),
      (tensors("F4", "[2,2]", "[0,2]"), "holds no tensor of points"),
    ]
    try OutputSandbox.use { sandbox in
      for (file, words) in cases {
        let found = sentence(sandbox) { _ = try sandbox.read("a.safetensors", file) }
        #expect(found?.contains(words) == true, "\(words): \(found ?? "was read")")
      }
    }
  }

  @Test func brokenVectorsAreNamed() throws {
    let good = try sample("a.fvecs")
    var other = good
    other[12] = 3
    let cases: [([UInt8], String)] = [
      (Array(good.dropLast(5)), "a.fvecs: 7 bytes follow its 3 whole records of 2 float32"),
      (other, "a.fvecs: row 1 (from 0, at byte 12) has not the 2 dimensions of the first"),
    ]
    try OutputSandbox.use { sandbox in
      for (file, words) in cases {
        let found = sentence(sandbox) { _ = try sandbox.read("a.fvecs", file) }
        #expect(found?.hasPrefix(words) == true, "\(words): \(found ?? "was read")")
      }
    }
  }

  /// A safetensors file of one tensor `a` and eight bytes of values.
  private func tensors(
    _ type: String, _ shape: String, _ offsets: String, key: String = "shape"
  ) -> [UInt8] {
    safetensors("{\"a\":{\"dtype\":\"\(type)\",\"\(key)\":\(shape),\"data_offsets\":\(offsets)}}")
  }

  private func safetensors(_ header: String) -> [UInt8] {
    bytes([UInt64(header.utf8.count)]) + Array(header.utf8) + [UInt8](repeating: 0, count: 8)
  }
}
