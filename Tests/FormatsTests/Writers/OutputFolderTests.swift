import Formats
import Foundation
import Testing
import Values

@Suite struct OutputFolderTests {
  /// The message of the error that `body` throws.
  private func message(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "no error"
    } catch { return "\(error)" }
  }

  private func claim(_ path: String, force: Bool = false) -> String {
    message { try OutputFolder(path: path, force: force).abandon() }
  }

  @Test(arguments: ["new", "deep/er/new", "with space", "naïve 数据 'q\"", "slash/"])
  func freshFolderAppearsWholeAndAlone(name: String) throws {
    try OutputSandbox.use { box in
      let folder = try OutputFolder(path: box.path(name), force: false)
      try folder.put("one", as: "a.txt")
      #expect(!box.exists(name))
      try Report.sample.write(to: folder)
      #expect(try folder.commit() == [])
      #expect(try box.names(in: name) == ["a.txt", "report.json"])
      #expect(try box.text("\(name)/a.txt") == "one")
      let top = name.split(separator: "/").first.map(String.init) ?? name
      #expect(try box.names() == [top])
      folder.abandon()
      #expect(try box.text("\(name)/a.txt") == "one")
    }
  }

  @Test func emptyFolderIsTaken() throws {
    try OutputSandbox.use { box in
      try FileManager.default.createDirectory(
        atPath: box.path("e"), withIntermediateDirectories: false,
        attributes: [.posixPermissions: 0o750])
      try OutputFolder.write(["a": "1"], to: box.path("e"))
      #expect(try box.names(in: "e") == ["a", "report.json"])
      #expect(try box.names() == ["e"])
      let mode = try FileManager.default.attributesOfItem(atPath: box.path("e"))[.posixPermissions]
      #expect(mode as? Int == 0o750)
    }
  }

  @Test func ownFolderIsReplacedAndOldFilesGo() throws {
    try OutputSandbox.use { box in
      try OutputFolder.write(["a": "1", "old": "x"], to: box.path("out"))
      try OutputFolder.write(["a": "2", "new": "y"], to: box.path("out"))
      #expect(try box.names(in: "out") == ["a", "new", "report.json"])
      #expect(try box.text("out/a") == "2")
      #expect(try box.names() == ["out"])
    }
  }

  @Test func foreignFilesAreRefusedAndThreeNamed() throws {
    try OutputSandbox.use { box in
      for name in ["e.txt", "b.txt", "c.txt", "d.txt", "a/deep.txt"] {
        try box.put("mine", at: "out/\(name)")
      }
      let text = claim(box.path("out"))
      #expect(text.contains("a/, b.txt, c.txt and 2 more"))
      #expect(text.contains("--force"))
      #expect(try box.names() == ["out"])
      #expect(try box.names(in: "out") == ["a", "b.txt", "c.txt", "d.txt", "e.txt"])
    }
  }

  @Test func oneForeignFileAmongOursIsRefused() throws {
    try OutputSandbox.use { box in
      try OutputFolder.write(["a": "1"], to: box.path("out"))
      try box.put("mine", at: "out/thesis.tex")
      #expect(claim(box.path("out")).contains("did not write: thesis.tex. Use"))
    }
  }

  @Test(arguments: [
    #"{"tool": "other", "files": [{"name": "a", "bytes": 1}]}"#, "not json", "[]", "",
    #"{"tool": "astrolabe"}"#,
  ])
  func reportOfSomebodyElseDoesNotMakeAFolderOurs(report: String) throws {
    try OutputSandbox.use { box in
      try box.put("1", at: "out/a")
      try box.put(report, at: "out/report.json")
      #expect(claim(box.path("out")).contains("did not write: a, report.json. Use"))
    }
  }

  @Test func forceKeepsEverythingElse() throws {
    try OutputSandbox.use { box in
      try OutputFolder.write(["a": "1", "old": "x"], to: box.path("out"))
      try box.put("keep", at: "out/notes.txt")
      try box.put("deep", at: "out/sub/deeper/file")
      try box.put("hidden", at: "out/.hidden")
      try box.put("mine", at: "out/new")
      try OutputFolder.write(["a": "2", "new": "y"], to: box.path("out"), force: true)
      #expect(
        try box.names(in: "out") == [".hidden", "a", "new", "notes.txt", "report.json", "sub"])
      #expect(try box.text("out/a") == "2")
      #expect(try box.text("out/new") == "y")
      #expect(try box.text("out/notes.txt") == "keep")
      #expect(try box.text("out/sub/deeper/file") == "deep")
      #expect(try box.names() == ["out"])
    }
  }

  @Test func forceOverFolderOfOthersTakesOverTheirReportOnly() throws {
    try OutputSandbox.use { box in
      try box.put("{}", at: "out/report.json")
      try box.put("keep", at: "out/b")
      try OutputFolder.write(["a": "2"], to: box.path("out"), force: true)
      #expect(try box.names(in: "out") == ["a", "b", "report.json"])
      #expect(try box.text("out/report.json").contains("astrolabe"))
    }
  }

  // macOS takes no such names.
  #if os(Linux)
    @Test func namesThatAreNotUTF8AreCarriedOver() throws {
      try OutputSandbox.use { box in
        try box.put("keep", at: "out/x")
        let odd = Array(box.path("out/").utf8) + [0xE9, 0x21, 0]
        let renamed = odd.withUnsafeBytes { bytes in
          rename(box.path("out/x"), bytes.bindMemory(to: CChar.self).baseAddress!)
        }
        #expect(renamed == 0)
        try OutputFolder.write(["a": "2"], to: box.path("out"), force: true)
        #expect(try box.names() == ["out"])
        let back = odd.withUnsafeBytes { bytes in
          rename(bytes.bindMemory(to: CChar.self).baseAddress!, box.path("out/x"))
        }
        #expect(back == 0)
        #expect(try box.text("out/x") == "keep")
      }
    }
  #endif

  @Test func folderInTheWayOfAFileIsAnErrorAndStays() throws {
    try OutputSandbox.use { box in
      try box.put("deep", at: "out/a/file")
      let folder = try OutputFolder(path: box.path("out"), force: true)
      try folder.put("1", as: "a")
      #expect(message { _ = try folder.commit() }.contains("out/a: is in the way"))
      folder.abandon()
      #expect(try box.text("out/a/file") == "deep")
      #expect(try box.names() == ["out"])
    }
  }

  @Test func foreignFileThatCameDuringTheRunIsKept() throws {
    try OutputSandbox.use { box in
      try OutputFolder.write(["a": "1"], to: box.path("out"))
      let folder = try OutputFolder(path: box.path("out"), force: false)
      try folder.put("2", as: "a")
      try box.put("mine", at: "out/late.txt")
      try Report.sample.write(to: folder)
      #expect(try folder.commit() == [])
      #expect(try box.names(in: "out") == ["a", "late.txt", "report.json"])
    }
  }

  @Test func secondRunAtTheSameTimeIsAnError() throws {
    try OutputSandbox.use { box in
      try FileManager.default.createDirectory(
        atPath: box.path("out"), withIntermediateDirectories: false)
      try FileManager.default.createSymbolicLink(
        atPath: box.path("link"), withDestinationPath: box.path("out"))
      let first = try OutputFolder(path: box.path("out"), force: false)
      #expect(claim(box.path("out")).contains("another run is writing there"))
      #expect(claim(box.path("link")).contains("another run is writing there"))
      #expect(claim(box.path("other")) == "no error")
      try first.put("1", as: "a")
      try Report.sample.write(to: first)
      #expect(try first.commit() == [])
      #expect(claim(box.path("out")) == "no error")
      #expect(try box.names() == ["link", "out"])
    }
  }

  @Test func symbolicLinkStaysALink() throws {
    try OutputSandbox.use { box in
      try OutputFolder.write(["a": "1"], to: box.path("real"))
      try FileManager.default.createSymbolicLink(
        atPath: box.path("link"), withDestinationPath: "real")
      try OutputFolder.write(["b": "2"], to: box.path("link"))
      #expect(try box.names(in: "real") == ["b", "report.json"])
      #expect(
        try FileManager.default.destinationOfSymbolicLink(atPath: box.path("link")) == "real")
    }
  }

  @Test func unusablePathsAreErrorsAndLeaveNothing() throws {
    try OutputSandbox.use { box in
      try box.put("x", at: "file")
      try FileManager.default.createSymbolicLink(
        atPath: box.path("dangling"), withDestinationPath: "nowhere")
      #expect(claim(box.path("file")).contains("is a file"))
      #expect(claim(box.path("file/below")).contains("cannot be reached"))
      #expect(claim(box.path("dangling")).contains("link to nothing"))
      #expect(claim(box.path(".out.astrolabe-12")).contains("is a name for unfinished work"))
      #expect(claim("").contains("empty name"))
      #expect(claim("/").contains("root folder"))
      #expect(claim("/proc/1/astrolabe/out").contains("cannot"))
      let long = String(repeating: "x", count: 250)
      #expect(claim(box.path("parent/\(long)")).contains("Use another --output"))
      #expect(try box.names() == ["dangling", "file"])
    }
  }

  @Test func abandoningLeavesTheOldResultAndNoNewParents() throws {
    try OutputSandbox.use { box in
      try OutputFolder.write(["a": "1"], to: box.path("out"))
      let folder = try OutputFolder(path: box.path("out"), force: false)
      try folder.put("2", as: "a")
      let half = try folder.create("half")
      try half.write("...")
      folder.abandon()
      folder.abandon()
      #expect(try box.text("out/a") == "1")
      #expect(message { _ = try folder.create("more") }.contains("has ended"))

      let deep = try OutputFolder(path: box.path("p/q/r"), force: false)
      try deep.put("2", as: "a")
      deep.abandon()
      #expect(try box.names() == ["out"])
    }
  }

  @Test func abandonMayComeFromAnotherThread() async throws {
    let root = NSTemporaryDirectory() + "astrolabe-output-" + UUID().uuidString
    let folder = try OutputFolder(path: root, force: false)
    await Task.detached { folder.abandon() }.value
    #expect(message { _ = try folder.create("a") }.contains("has ended"))
    #expect(!FileManager.default.fileExists(atPath: root))
  }

  @Test func droppingTheFolderAbandonsIt() throws {
    try OutputSandbox.use { box in
      do {
        let folder = try OutputFolder(path: box.path("out"), force: false)
        try folder.put("2", as: "a")
      }
      #expect(try box.names() == [])
    }
  }

  @Test func filesAreListedWithTheirSizes() throws {
    try OutputSandbox.use { box in
      let folder = try OutputFolder(path: box.path("out"), force: false)
      let file = try folder.create("numbers")
      try file.write([1, -0.5] as [Float])
      try file.write([7, 8] as [UInt8])
      #expect(folder.files.isEmpty)
      try file.close()
      try folder.put("é", as: "text")
      #expect(folder.files.map(\.name) == ["numbers", "text"])
      #expect(folder.files.map(\.bytes) == [10, 2])
      folder.abandon()
    }
  }
}
