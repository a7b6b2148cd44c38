import Foundation
import TestSupport
import Testing

/// The options of pictures, through the built binary.
@Suite(.serialized) struct PictureTests {
  private func points(_ sandbox: Sandbox) throws {
    try sandbox.write("flat.npy", npy(clusters(3, of: 40, columns: 2), columns: 2))
    let rows = (0..<120).map { "group \($0 / 40)\t\(Double($0) - 60.5)" }
    try sandbox.write("about.tsv", (["Kind\tChange"] + rows).joined(separator: "\n") + "\n")
  }

  @Test func picturesAreAsAsked() throws {
    try Sandbox.use { sandbox in
      try points(sandbox)
      let result = try sandbox.project(
        "flat.npy", "--metadata", "about.tsv", "--method", "none", "--output", "out",
        "--plot-size", "400x300", "--plot-scale", "1.5", "--plot-theme", "dark", "--plot-title",
        "Ein Título", "--plot-format", "svg,png", "--plot-labels", "Kind", "--color", "Change")
      #expect(result.code == 0, "\(result.errors)")
      let names = try sandbox.names("out")
      let svg = try #require(names.first { $0.hasSuffix(".svg") })
      let png = try sandbox.bytes("out/" + svg.dropLast(3) + "png")
      // Width and height stand in the header, big-endian.
      #expect(Array(png[16..<24]) == [0, 0, 2, 88, 0, 0, 1, 194])
      let text = String(decoding: try sandbox.bytes("out/" + svg), as: UTF8.self)
      #expect(text.contains("width=\"400\" height=\"300\"") && text.contains(">Ein Título<"))
      #expect(text.contains(">group 1<") && text.contains("linearGradient"))
      #expect(text.contains("fill=\"#12151a\""))
    }
  }

  @Test func badOptionsEndWithTheirSentence() throws {
    let cases: [(String, Int32, String)] = [
      ("--plot-size 800", 2, "--plot-size 800: expected a width and a height such as 1200x900"),
      ("--plot-size 0x10", 2, "--plot-size 0x10: expected sides of 100 to 20,000 points"),
      ("--plot-size 20000x20000", 2, "a picture of 40,000 x 40,000 pixels is too large"),
      ("--plot-scale -1", 2, "--plot-scale -1: expected a number of 0.25 to 16"),
      ("--plot-scale nan", 2, "--plot-scale nan: expected a number of 0.25 to 16"),
      (
        "--plot-theme drak", 2, "--plot-theme: 'drak' is not one of light, dark. Did you mean dark?"
      ),
      ("--plot-palette virdis", 2, "Did you mean viridis?"),
      ("--plot-format png,gif", 2, "--plot-format: 'gif' is not one of png, svg."),
      ("--plot-format png,png", 2, "--plot-format png,png: png is there twice"),
      (
        "--plot-labels Kidn", 1,
        "--plot-labels Kidn: there is no such column; there are Kind, Change. Did you mean Kind?"
      ),
    ]
    try Sandbox.use { sandbox in
      try points(sandbox)
      for (arguments, code, words) in cases {
        let all =
          ["project", "flat.npy", "--metadata", "about.tsv", "--method", "none"]
          + arguments.split(separator: " ").map(String.init) + ["--output", "out"]
        let result = try Command.run(all, in: sandbox.folder)
        #expect(result.code == code && result.errors.contains(words), "\(result.errors)")
        #expect(try sandbox.names() == ["about.tsv", "flat.npy"])
      }
    }
  }
}
