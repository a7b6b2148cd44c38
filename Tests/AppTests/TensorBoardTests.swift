import Foundation
import Testing

/// A real TensorBoard and a real browser open what the binary wrote. `scripts/test` makes the
/// virtual environment that this needs.
@Suite(.serialized) struct TensorBoardTests {
  private static var environment: String {
    ProcessInfo.processInfo.environment["ASTROLABE_VENV"] ?? Command.root.path + "/.venv"
  }

  /// Every endpoint of the projector, every file, and the page: it opens on the t-SNE map, and its
  /// bookmarks show the stored layouts.
  private func check(_ folder: URL, opensOn tensor: String, in place: URL) throws {
    let tool = Command.root.appending(path: "Tests/Tools/tb_check.py").path
    let run = try Running(
      URL(filePath: Self.environment + "/bin/python"),
      [
        tool, folder.path, "--venv", Self.environment, "--browser", "--opens-on", tensor,
      ], in: place)
    let result = try run.finish()
    #expect(result.code == 0, "\(result.output)\n\(result.errors)")
    #expect(result.output.contains(" passed, 0 failed"), "\(result.output)")
  }

  @Test func digitsWithSpritesFromAnotherFolder() throws {
    try Sandbox.use { sandbox in
      let examples = Command.root.appending(path: "examples").path
      let result = try sandbox.project(
        examples + "/mnist-5k-images-idx3-ubyte.gz", "--labels",
        examples + "/mnist-5k-labels-idx1-ubyte.gz", "--sample", "700", "--iterations", "250",
        "--name", "digits", "--output", "größe/digits")
      #expect(result.code == 0, "\(result.errors)")
      // Moved after writing, and opened from elsewhere: no path may depend on either.
      let moved = sandbox.folder.appending(path: "moved to")
      try FileManager.default.moveItem(
        at: sandbox.folder.appending(path: "größe/digits"), to: moved)
      try check(moved, opensOn: "(t-SNE) digits", in: URL(filePath: "/"))
    }
  }

  @Test func threeDimensionsAndHostileMetadata() throws {
    try Sandbox.use { sandbox in
      try sandbox.write("a.npy", npy(clusters(3, of: 40, columns: 20), columns: 20))
      var table = "Name\tGroup\tEmpty\n"
      for row in 0..<120 { table += "<script>\"\(row)\" 💥 & \\\t\(row / 40)\t\n" }
      try sandbox.write("m.tsv", table)
      let result = try sandbox.project(
        "a.npy", "--metadata", "m.tsv", "--components", "3", "--iterations", "50", "--name",
        "a & b + 100 %", "--output", "out")
      #expect(result.code == 0, "\(result.errors)")
      try check(
        sandbox.folder.appending(path: "out"), opensOn: "(t-SNE) a _ b _ 100 _",
        in: sandbox.folder)
    }
  }
}
