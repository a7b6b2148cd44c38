import Formats
import Foundation
import Testing
import Values

/// Damage to samples of every text format: a sentence or a result, never a crash.
@Suite struct DamagedTextsTests {
  @Test(arguments: [
    "lines-True.jsonl", "indented.json", "pandas-columns.json", "pandas-split.json",
    "pinecone.json",
    "chroma.json", "openai-batch.jsonl", "dictionary.json", "columns.json", "gensim.bin",
    "word2vec.txt", "glove-spaces.txt", "savetxt-header.txt", "arrays.csv", "copy.tsv", "lists.csv",
  ])
  func damageNeverCrashes(name: String) throws {
    let good = [UInt8](
      try Data(contentsOf: URL(filePath: TextSamplesTests.samples + "/" + name)).prefix(6000))
    try damage(good, rounds: 60) { sandbox, file in
      _ = try sandbox.read("a", file).values()
    }
  }

  @Test func damagedConfigurationsNeverCrash() throws {
    let folder = TextSamplesTests.samples + "/größe log"
    for name in ["projector_config.pbtxt", "m ä.tsv", "s.png"] {
      let good = [UInt8](try Data(contentsOf: URL(filePath: folder + "/" + name)))
      try damage(good, rounds: 40) { sandbox, file in
        let copy = sandbox.path("log")
        if !FileManager.default.fileExists(atPath: copy) {
          try FileManager.default.copyItem(atPath: folder, toPath: copy)
        }
        _ = try sandbox.file("log/" + name, file)
        _ = try Dataset.read(DatasetRequest(inputs: [copy])).values()
      }
    }
  }

  /// Changes some bytes, often to those that mean something, or cuts the file off.
  private func damage(
    _ good: [UInt8], rounds: Int, _ read: (OutputSandbox, [UInt8]) throws -> Void
  ) throws {
    var random = SplitMix64(seed: UInt64(good.count))
    let marks = Array("\"'{}[](),:;\\\n\r\t .-e0#\u{0}".utf8)
    var refused = 0
    try OutputSandbox.use { sandbox in
      for round in 0..<rounds {
        var file = good
        for _ in 0..<Int.random(in: 1...4, using: &random) {
          let place = Int.random(in: 0..<file.count, using: &random)
          let byte =
            Bool.random(using: &random)
            ? marks[Int.random(in: 0..<marks.count, using: &random)]
            : UInt8.random(in: 0...255, using: &random)
          file[place] = byte
          if round % 5 == 0 { file.insert(byte, at: place) }
        }
        if round % 4 == 0 { file.removeLast(Int.random(in: 1..<file.count, using: &random)) }
        let found = sentence(sandbox) { try read(sandbox, file) }
        #expect(found?.hasPrefix("not a DataError") != true, "\(found ?? "")")
        if found != nil { refused += 1 }
      }
    }
    #expect(refused > rounds / 8)
  }
}
