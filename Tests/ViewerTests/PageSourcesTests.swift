import Foundation
import TestSupport
import Testing

@testable import Viewer

/// The page's own sources: all embedded, in order, and fit to be one script.
@Suite struct PageSourcesTests {
  private static let folder = Repository.root.appending(path: "page")

  private static func files() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { path in
      [".js", ".css", ".html"].contains { path.hasSuffix($0) }
    }
  }

  private static var modules: [String] { PageSources.names.filter { $0.hasSuffix(".js") } }

  @Test func everyFileOfTheFolderIsEmbedded() throws {
    #expect(PageSources.names.sorted() == (try Self.files()).sorted())
    for name in PageSources.names {
      let file = try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
      #expect(PageSources.text(name) == file)
    }
  }

  @Test func modulesComeAfterWhatTheyImport() throws {
    var seen: Set<String> = []
    for name in Self.modules {
      let folder = name.contains("/") ? String(name.prefix { $0 != "/" }) + "/" : ""
      for line in PageSources.text(name).split(separator: "\n") where line.hasPrefix("import ") {
        let path = try #require(line.split(separator: "\"").dropFirst().first)
        #expect(line.hasSuffix("\";"), "\(name): an import must stand on one line: \(line)")
        let target = path.hasPrefix("../") ? String(path.dropFirst(3)) : folder + path.dropFirst(2)
        #expect(seen.contains(target), "\(name) comes before \(target)")
      }
      seen.insert(name)
    }
  }

  /// One script has one scope.
  @Test func topLevelNamesAreUnique() throws {
    let declaration = /^(?:export )?(?:async )?(?:const|let|function|class) (\[[^\]]*\]|[\w$]+)/
    var owners: [String: String] = [:]
    for name in Self.modules {
      for line in PageSources.text(name).split(separator: "\n") {
        guard let match = line.firstMatch(of: declaration) else { continue }
        for word in match.1.split(whereSeparator: { " ,[]".contains($0) }) {
          let owner = owners[String(word)]
          #expect(owner == nil, "\(word) is in \(name) and in \(owner ?? "")")
          owners[String(word)] = name
        }
      }
    }
    #expect(owners.count > 150)
  }

  /// Indentation is left out of the page, so a text over several lines must not need it: shaders.
  @Test func onlyShadersAreTextsOverSeveralLines() {
    for name in Self.modules where name != "draw/webgl.js" {
      for line in PageSources.text(name).split(separator: "\n") {
        #expect(line.count { $0 == "`" } % 2 == 0, "\(name): \(line)")
      }
    }
    #expect(!PageSources.script.contains("\n "))
  }

  @Test func theScriptFitsIntoAPage() {
    let script = PageSources.script
    #expect(!script.contains("</script") && !script.contains("<!--"))
    #expect(!script.contains("\nimport ") && !script.contains("\nexport "))
    #expect(!script.contains("innerHTML") && !script.contains("eval("))
    #expect(!script.contains("\n/**"), "documentation comments stay in page/")
    let size = script.utf8.count + PageSources.text("style.css").utf8.count
    #expect(size + PageSources.text("shell.html").utf8.count < 150_000)
  }
}
