import Foundation
import TestSupport
import Testing

/// A real browser opens the pages that the binary wrote, and works with them by mouse, wheel, keys
/// and touch: `Tests/Tools/page_check.py` holds the single checks.
@Suite(.serialized) struct PageTests {
  @Test func theBrowserShowsWhatTheRunMade() throws {
    try Sandbox.use { sandbox in
      let run = try Python.start(
        "page_check.py",
        [
          "--binary", Command.binary.path, "--examples", Repository.path("examples"), "--work",
          sandbox.folder.path,
        ], in: sandbox.folder)
      let result = try run.finish()
      #expect(result.code == 0, "\(result.output)\n\(result.errors)")
      #expect(result.output.contains(" passed, 0 failed"))
    }
  }

  @Test func noPageWhenNoneIsWanted() throws {
    try Sandbox.use { sandbox in
      try sandbox.write("a.npy", npy(clusters(2, of: 20, columns: 5), columns: 5))
      let off = try sandbox.project("a.npy", "--method", "pca", "--html", "off", "--output", "off")
      #expect(off.code == 0, "\(off.errors)")
      #expect(try !sandbox.names("off").contains("index.html"))
      let external = try sandbox.project(
        "a.npy", "--method", "pca", "--html", "external", "--output", "external")
      #expect(external.code == 0, "\(external.errors)")
      #expect(external.errors.contains("index.data"))
      #expect(try sandbox.names("external").contains("index.data"))
      let wrong = try sandbox.project("a.npy", "--html", "inlined", "--output", "wrong")
      #expect(wrong.code == 2)
      #expect(wrong.errors.contains("Did you mean inline?"))
    }
  }
}
