import Foundation
import TestSupport
import Testing

/// A real TensorBoard and a real browser open what the binary wrote. `scripts/test` makes the
/// virtual environment that this needs.
@Suite(.serialized) struct TensorBoardTests {
  /// Texts that have broken pages before: markup, quotes, JavaScript's own names, what looks like
  /// numbers, other directions, many code units, much text.
  private static let hostile = [
    "<script>alert(1)</script>", "</textarea>&amp;", "\"q\" 'q' `q`", "constructor", "toString",
    "__proto__", "hasOwnProperty", "undefined", "null", "NaN", "0x10", "1e999", "-", "007", "1 000",
    "1,5", "\\t\\n\\", "${a} #{b} %s %00", "\u{202E}mirrored", "שלום عالم", "👩‍👩‍👧‍👦 e\u{301}", "   x",
    "No color map", "(empty)", String(repeating: "long ", count: 2000),
  ]

  /// One log directory of many runs, each a variant: written, moved, and opened from elsewhere.
  @Test func everyVariantOpens() throws {
    try Sandbox.use { sandbox in
      try sandbox.write("ten.npy", npy(clusters(2, of: 5, columns: 5), columns: 5))
      try make(sandbox, ".", "ten.npy", "--method", "pca,tsne", "--iterations", "20")
      try digits(sandbox)
      try manyLabels(sandbox)
      try hostileMetadata(sandbox)
      try numbersThatLookLikeText(sandbox)
      try moreThanThePageLoads(sandbox)
      let moved = sandbox.folder.appending(path: "moved to ü")
      try FileManager.default.moveItem(
        at: sandbox.folder.appending(path: "größe & co/logs"), to: moved)
      try check(
        moved, "--opens-on", "(t-SNE) digits", "--opens-on", "(t-SNE) ten", "--opens-on",
        "(t-SNE) a _ b _ 100 _", "--standalone", "digits", "--standalone", "text")
    }
  }

  private func make(_ sandbox: Sandbox, _ run: String, _ arguments: String...) throws {
    let place = run == "." ? [] : ["--run", run]
    let small = ["--plot-size", "400x300", "--plot-scale", "1", "--html", "off"]
    let result = try Command.run(
      ["project"] + arguments + place + small + ["--output", "größe & co/logs"], in: sandbox.folder)
    #expect(result.code == 0, "\(run): \(result.errors)")
  }

  /// Sprites, several columns.
  private func digits(_ sandbox: Sandbox) throws {
    let examples = Repository.path("examples")
    try make(
      sandbox, "digits", examples + "/mnist-5k-images-idx3-ubyte.gz", "--labels",
      examples + "/mnist-5k-labels-idx1-ubyte.gz", "--sample", "700", "--iterations", "200",
      "--name", "digits")
  }

  /// 10,001 points, one column of more texts than the page colors by, and a run name that is not
  /// ASCII.
  private func manyLabels(_ sandbox: Sandbox) throws {
    let n = 10_001
    try sandbox.write("many.npy", npy(clusters(n, of: 1, columns: 4), columns: 4))
    try sandbox.write("many.txt", (0..<n).map { "class \($0 * $0 % 127)\n" }.joined())
    try make(sandbox, "größe 2 'x'", "many.npy", "--labels", "many.txt", "--method", "pca")
  }

  /// 3-D, cells and names that would break the page; the same as text, in 2-D.
  private func hostileMetadata(_ sandbox: Sandbox) throws {
    try sandbox.write("a.npy", npy(clusters(3, of: 40, columns: 20), columns: 20))
    var table = "Name\t__proto__\t__next__\tconstructor\t<b>x</b>\tEmpty\tGap\n"
    for row in 0..<120 {
      let text = Self.hostile[row % Self.hostile.count]
      table +=
        "\(text)\t\(row)\t\(119 - row)\t\(row / 40)\t\(text)\t\t\(row == 7 ? "" : "\(row)")\n"
    }
    try sandbox.write("m.tsv", table)
    try make(
      sandbox, "solid", "a.npy", "--metadata", "m.tsv", "--components", "3", "--iterations", "50",
      "--name", "a & b + 100 %")
    try make(
      sandbox, "text", "a.npy", "--metadata", "m.tsv", "--method", "pca", "--tensors", "tsv",
      "--color", "Gap")
    let labels = (0..<120).map { Self.hostile[$0 % Self.hostile.count] + "\n" }.joined()
    try sandbox.write("labels.txt", labels)
    try make(sandbox, "one column", "a.npy", "--labels", "labels.txt", "--method", "pca")
  }

  /// Zeros and one-hot rows: their bytes are UTF-8.
  private func numbersThatLookLikeText(_ sandbox: Sandbox) throws {
    try sandbox.write("zeros.npy", npy([Float](repeating: 0, count: 60 * 8), columns: 8))
    let hot: [Float] = (0..<60).flatMap { row in (0..<12).map { $0 == row % 12 ? 2 : 0 } }
    try sandbox.write("hot.npy", npy(hot, columns: 12))
    let ones: [Float] = (0..<60).flatMap { row in [Float(1 + row % 2), 0.5, 8] }
    try sandbox.write("solid.npy", npy(ones, columns: 3))
    for name in ["zeros", "hot"] { try make(sandbox, name, "\(name).npy", "--method", "pca") }
    try make(sandbox, "as given", "solid.npy", "--method", "none")
  }

  /// 120,000 points of two columns: the page's files hold a sample of 100,000.
  private func moreThanThePageLoads(_ sandbox: Sandbox) throws {
    let values = (0..<240_000).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 9) }
    try sandbox.write("big.npy", npy("|u1", "(120000, 2)", values))
    try make(sandbox, "big", "big.npy", "--method", "none")
  }

  /// Every endpoint of the projector, every file, and the page: it opens on the t-SNE map, shows
  /// each map as it is stored, and its bookmarks too.
  private func check(_ folder: URL, _ options: String...) throws {
    let run = try Python.start(
      "tb_check.py", [folder.path, "--venv", Python.environment, "--browser"] + options,
      in: URL(filePath: "/"))
    let result = try run.finish()
    #expect(result.code == 0, "\(result.output)\n\(result.errors)")
    #expect(result.output.contains(" passed, 0 failed"), "\(result.output)")
  }
}
