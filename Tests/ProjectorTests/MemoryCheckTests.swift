import Projector
import Testing
import Values

/// What a run needs, against what there is: of any size, whatever this machine has.
@Suite struct MemoryCheckTests {
  /// The same thousand rows over and over, so that many take no memory here.
  private func points(_ rows: Int) -> Dataset {
    let block = PointBlock(
      path: "a.npy", storage: Storage([UInt8](repeating: 0, count: 2000)), offset: 0, rows: 1000,
      columns: 2, type: .uint8)
    return Dataset(
      name: "a", points: Points(blocks: Array(repeating: block, count: rows / 1000)),
      source: .init(paths: ["a.npy"], format: "npy", shape: [rows, 2], type: .uint8))
  }

  private func settings(_ method: Method) -> Settings {
    var settings = Settings()
    settings.methods = [method]
    return settings
  }

  @Test(arguments: Method.all.map(\.name)) func oneByteTooLittleIsRefused(name: String) throws {
    let method = try #require(Method.named(name))
    let need = MemoryNeed(of: points(1_000_000), settings(method))
    try need.check(on: "here", with: need.bytes)
    #expect {
      try need.check(on: "here", with: need.bytes - 1)
    } throws: { error in
      let sentence = (error as? DataError)?.message ?? ""
      return sentence.hasPrefix("this run needs about ") && sentence.contains("GB; 'here' has ")
        && sentence.contains("(--limit, --sample)")
    }
  }

  @Test(arguments: Method.all.map(\.name)) func morePointsNeedMore(name: String) throws {
    let method = try #require(Method.named(name))
    let needs = [1000, 10_000, 100_000, 1_000_000].map { rows in
      MemoryNeed(of: points(rows), settings(method)).bytes
    }
    #expect(zip(needs, needs.dropFirst()).allSatisfy { $0 < $1 }, "\(needs)")
  }

  @Test func moreEdgesThanCanBeNumberedAreRefused() throws {
    let many = points(30_000_000)
    #expect {
      try settings(.tsne()).check(against: many)
    } throws: {
      ($0 as? DataError)?.message.contains("neighbor edges; at most 2,147,483,647") == true
    }
    try settings(.pca).check(against: many)
  }
}
