import Foundation
import TestSupport
import Testing

/// An option that no chosen method uses is refused, and never ignored.
@Suite(.serialized) struct UnusedOptionTests {
  /// The options of a section of the help, as the command itself tells them: a new one joins by
  /// being there.
  private static func options(_ section: String) throws -> [String] {
    let help = try Command.run(["help", "project"], in: FileManager.default.temporaryDirectory)
    let lines = help.output.split(separator: "\n", omittingEmptySubsequences: false)
    let titles = ["\(section) OPTIONS:", "\(section):"]
    let start = try #require(lines.firstIndex { titles.contains(String($0)) })
    return lines[(start + 1)...].prefix { !$0.isEmpty }.compactMap { line in
      guard line.hasPrefix("  --") else { return nil }
      return String(line.dropFirst(2).prefix { $0 != " " })
    }
  }

  /// A section, the methods that use its options, and those that do not.
  static let sections: [(title: String, users: String, others: [String], free: [String])] = [
    ("MAPS", "only pca and tsne do", ["none"], ["--method", "--seed"]),
    ("NEIGHBORS", "only tsne does", ["pca", "none"], []),
    ("T-SNE", "only tsne does", ["pca", "none"], []),
  ]

  @Test func eachIsRefusedWhereNobodyUsesIt() throws {
    try Sandbox.use { sandbox in
      try sandbox.write("flat.npy", npy(clusters(4, of: 10, columns: 2), columns: 2))
      for section in Self.sections {
        let options = try Self.options(section.title).filter { !section.free.contains($0) }
        #expect(!options.isEmpty, "\(section.title)")
        for option in options {
          for method in section.others {
            let word = Self.words[option] ?? "2"
            let given = word.isEmpty ? [option] : [option, word]
            let result = try Command.run(
              ["project", "flat.npy", "--output", "out", "--method", method] + given,
              in: sandbox.folder)
            #expect(result.code == 2, "\(option) \(method): \(result.errors)")
            let asked = given.joined(separator: " ")
            let sentence = "\(asked): --method \(method) does not use it, \(section.users)"
            #expect(result.errors.contains(sentence), "\(result.errors)")
          }
        }
      }
      #expect(try sandbox.names() == ["flat.npy"])
    }
  }

  private static let words = [
    "--metric": "euclidean", "--standardize": "", "--neighbors-method": "lists",
    "--repulsion": "exact", "--init": "random", "--schedule": "falling",
  ]

  /// The shared options serve whoever of several uses them.
  @Test func oneUserIsEnough() throws {
    try Sandbox.use { sandbox in
      try sandbox.write("flat.npy", npy(clusters(4, of: 10, columns: 2), columns: 2))
      let result = try sandbox.project(
        "flat.npy", "--output", "out", "--method", "none,pca", "--components", "3", "--metric",
        "euclidean")
      #expect(result.code == 0, "\(result.errors)")
    }
  }
}
