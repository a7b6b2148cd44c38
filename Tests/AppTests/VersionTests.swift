import Foundation
import TestSupport
import Testing

/// The version stands in one place of the sources, and what a release tells agrees with it.
@Suite struct VersionTests {
  @Test func theChangelogAndTheBinaryAgree() throws {
    let file = Repository.root.appending(path: "CHANGELOG.md")
    let headings = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      .filter { $0.hasPrefix("## ") }
    #expect(headings.first == "## [Unreleased]")
    let newest = try #require(headings.dropFirst().first)
    let parts = try #require(newest.wholeMatch(of: /## \[(\d+\.\d+\.\d+)\] - (\d{4}-\d{2}-\d{2})/))
    let result = try Command.run(["--version"], in: Repository.root)
    #expect(result.code == 0)
    #expect(result.output == "\(parts.1)\n")
  }
}
