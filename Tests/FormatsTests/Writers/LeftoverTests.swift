import Formats
import Foundation
import Testing

/// What a killed run leaves, at each point where it may have died.
@Suite struct LeftoverTests {
  /// A report that lists `files`, as a finished folder holds it.
  private func report(_ files: [String]) -> String {
    let list = files.map { #"{"name": "\#($0)", "bytes": 1}"# }.joined(separator: ", ")
    return #"{"schema": 1, "tool": "astrolabe", "files": [\#(list)]}"#
  }

  private func startAndAbandon(_ path: String) throws {
    try OutputFolder(path: path, force: false).abandon()
  }

  @Test func killedWhileWriting() throws {
    try OutputSandbox.use { box in
      try box.put("half", at: ".out.astrolabe-99999/points.bytes")
      try box.put("", at: ".out.astrolabe.lock")
      try startAndAbandon(box.path("out"))
      #expect(try box.names() == [])
    }
  }

  @Test func onlyExactNamesAreCleared() throws {
    try OutputSandbox.use { box in
      let others = [
        ".other.astrolabe-1", ".out.astrolabe-", ".out.astrolabe-1x", ".out.astrolabe-1.old2",
        ".out.astrolabe-٣", "out.astrolabe-1",
      ]
      for name in others { try box.put("x", at: "\(name)/file") }
      try box.put("a file", at: ".out.astrolabe-77")
      try startAndAbandon(box.path("out"))
      #expect(try box.names() == (others + [".out.astrolabe-77"]).sorted())
    }
  }

  @Test func subfolderInALeftoverIsNeverDeleted() throws {
    try OutputSandbox.use { box in
      try box.put("whose?", at: ".out.astrolabe-99999/sub/file")
      try startAndAbandon(box.path("out"))
      #expect(try box.text(".out.astrolabe-99999/sub/file") == "whose?")
    }
  }

  /// Exchanged, but what others had in the old folder was not carried over yet.
  @Test func killedAfterTheExchange() throws {
    try OutputSandbox.use { box in
      try box.put("new", at: "out/a")
      try box.put(report(["a"]), at: "out/report.json")
      try box.put("old", at: ".out.astrolabe-99999.old/a")
      try box.put("old", at: ".out.astrolabe-99999.old/b")
      try box.put(report(["a", "b"]), at: ".out.astrolabe-99999.old/report.json")
      try box.put("keep", at: ".out.astrolabe-99999.old/notes.txt")
      try box.put("keep", at: ".out.astrolabe-99999.old/sub/deep")
      try OutputFolder(path: box.path("out"), force: true).abandon()
      #expect(try box.names() == ["out"])
      #expect(try box.names(in: "out") == ["a", "notes.txt", "report.json", "sub"])
      #expect(try box.text("out/a") == "new")
      #expect(try box.text("out/sub/deep") == "keep")
    }
  }

  /// Finished, set aside for the exchange, and killed before it.
  @Test func killedBeforeTheExchange() throws {
    try OutputSandbox.use { box in
      try box.put("old", at: "out/a")
      try box.put(report(["a"]), at: "out/report.json")
      try box.put("new", at: ".out.astrolabe-99999.old/a")
      try box.put("new", at: ".out.astrolabe-99999.old/b")
      try box.put(report(["a", "b"]), at: ".out.astrolabe-99999.old/report.json")
      try startAndAbandon(box.path("out"))
      #expect(try box.names() == ["out"])
      #expect(try box.names(in: "out") == ["a", "report.json"])
      #expect(try box.text("out/a") == "old")
    }
  }

  /// A file system that cannot exchange: killed between the two renames.
  @Test func killedBetweenTwoRenames() throws {
    try OutputSandbox.use { box in
      try box.put("new", at: ".out.astrolabe-99999/a")
      try box.put("old", at: ".out.astrolabe-99999.old/a")
      try box.put(report(["a"]), at: ".out.astrolabe-99999.old/report.json")
      try startAndAbandon(box.path("out"))
      #expect(try box.names() == ["out"])
      #expect(try box.text("out/a") == "old")
    }
  }

  @Test func foreignFileOfTheSameNameInARetiredFolderIsKept() throws {
    try OutputSandbox.use { box in
      try box.put("new", at: "out/a")
      try box.put(report(["a"]), at: "out/report.json")
      try box.put("mine, since", at: "out/notes.txt")
      try box.put("mine, before", at: ".out.astrolabe-99999.old/notes.txt")
      try OutputFolder(path: box.path("out"), force: true).abandon()
      #expect(try box.text("out/notes.txt") == "mine, since")
      #expect(try box.text(".out.astrolabe-99999.old/notes.txt") == "mine, before")
    }
  }
}
