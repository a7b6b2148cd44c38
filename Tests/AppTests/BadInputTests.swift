import Foundation
import TestSupport
import Testing

/// Every bad input ends with its exit code and one sentence, and leaves nothing behind.
@Suite(.serialized) struct BadInputTests {
  private func good(_ sandbox: Sandbox) throws {
    try sandbox.write("ok.npy", npy(clusters(4, of: 25, columns: 5), columns: 5))
    try sandbox.write("four.npy", npy([1, 2, 3, 4, 5, 6, 7, 8], columns: 2))
    try sandbox.write("nan.npy", npy([1, 2, 3, .nan, 5, 6], columns: 2))
    try sandbox.write("inf.npy", npy([1, 2, 3, 4, 5, .infinity], columns: 2))
    try sandbox.write("one.npy", npy([1, 2], columns: 2))
    try sandbox.write("zero.npy", npy([], columns: 2))
    try sandbox.write(
      "huge.npy", npy("<f4", "(100000000000, 2)", [0])
    )
    try sandbox.write(
      "cut.npy", Array(npy(clusters(4, of: 25, columns: 5), columns: 5).dropLast(7)))
    try sandbox.write("magic.npy", [1, 2, 0, 0xFE, 5, 6, 7, 8])
    try sandbox.write("cut.gz", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2])
    try sandbox.write("cut.idx", [0, 0, 8, 3, 0, 0, 0, 5, 0, 0])
    try sandbox.write("ragged.csv", "1,2\n3,4\n5\n")
    try sandbox.write("words.csv", "1,2\n3,4\n5,six\n")
    try sandbox.write("three.txt", "a\nb\nc\n")
    try sandbox.write("three.tsv", "Name\tSize\na\t1\nb\t2\nc\t3\n")
    try sandbox.write("three.idx", [0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0, 1, 1, 2, 3])
    try sandbox.write("zeros.npy", npy([1, 2, 0, 0, 5, 6, 7, 8, 9, 1, 3, 2], columns: 2))
    try FileManager.default.createDirectory(
      at: sandbox.folder.appending(path: "theirs"), withIntermediateDirectories: false)
    for name in ["a", "b", "c", "d"] { try sandbox.write("theirs/\(name).txt", name) }
  }

  /// Arguments, exit code, words of the sentence.
  typealias Case = (String, Int32, String)

  static let unreadable: [Case] = [
    ("nan.npy --method pca", 1, "nan.npy: row 1, column 1 (from 0) is NaN"),
    ("inf.npy --method pca", 1, "inf.npy: row 2, column 1 (from 0) is infinity"),
    ("one.npy", 1, "one.npy: has 1 row; a map needs 2 or more"),
    ("zero.npy", 1, "zero.npy: has 0 rows; a map needs 2 or more"),
    ("four.npy", 1, "t-SNE needs at least 5 points; four.npy has 4. Use --method pca"),
    ("huge.npy", 1, "huge.npy: its header announces 100,000,000,000 x 2 float32"),
    (
      "cut.npy", 1, "cut.npy: its header announces 100 x 5 float32, which is 2,000 bytes, but 1,993"
    ),
    ("magic.npy", 1, "magic.npy: is of no known format; points are read from"),
    ("cut.gz", 1, "cut.gz: the gzip stream is"),
    ("cut.idx", 1, "cut.idx: is cut off in its header, at byte 10 of 16"),
    ("ragged.csv", 1, "ragged.csv:3: "),
    ("words.csv", 1, "words.csv:3: "),
    ("none.npy", 1, "none.npy: cannot open: No such file or directory"),
    ("theirs", 1, "theirs: is a folder without a projector_config.pbtxt"),
  ]

  static let unfitting: [Case] = [
    ("ok.npy --array x", 1, "--array x: chooses within .npz archives; ok.npy is none of these"),
    ("ok.npy --tensor x", 1, "--tensor x: chooses within safetensors, indexes of safetensors and "),
    ("ok.npy --labels three.txt", 1, "three.txt: has 3 labels, but ok.npy has 100 points"),
    ("ok.npy --metadata three.tsv", 1, "three.tsv: has 3 rows, but ok.npy has 100 points"),
    ("ok.npy --images three.idx", 1, "three.idx: has 3 images, but ok.npy has 100 points"),
    ("ok.npy --join id", 2, "--join id: joins the rows of --metadata FILE"),
    ("ok.npy --join Name --metadata three.tsv", 1, "--join Name: ok.npy has no columns of its own"),
    ("ok.npy --color Labl", 1, "--color Labl: there is no such column; there are Index"),
  ]

  static let impossible: [Case] = [
    ("ok.npy --perplexity 40", 1, "--perplexity 40 needs at least 121 points; ok.npy has 100"),
    ("zeros.npy --metric cosine", 1, "zeros.npy: row 1 is all zeros"),
    ("ok.npy --device gpu", 1, "no OpenCL GPU found. Devices here: 0 "),
    ("ok.npy --device 99", 2, "--device 99: there is no such device"),
    ("ok.npy --device gup", 2, "Did you mean gpu?"),
    ("ok.npy --method none", 1, "--method none shows points of 2 or 3 columns as they are; ok.npy"),
  ]

  static let badCalls: [Case] = [
    (
      "four.npy --method none --perplexity 5", 2,
      "--perplexity 5: --method none does not use it, only tsne"
    ),
    (
      "four.npy --method none --components 3", 2,
      "--components 3: --method none does not use it, only"
    ),
    ("ok.npy --method tnse", 2, "'tnse' is not one of pca, tsne, none. Did you mean tsne?"),
    ("ok.npy --method pca,pca", 2, "pca is there twice"),
    ("ok.npy --metric cosin", 2, "Did you mean cosine?"),
    ("ok.npy --init pac", 2, "--init: 'pac' is not one of pca, random. Did you mean pca?"),
    ("ok.npy --repulsion feild", 2, "Did you mean field?"),
    ("ok.npy --repulsion field --components 3", 1, "--repulsion field makes maps of 2 dimensions"),
    ("ok.npy --components 4", 2, "--components 4: expected 2 or 3"),
    ("ok.npy --components two", 2, "--components two: expected a whole number"),
    ("ok.npy --perplexity nan", 2, "--perplexity nan: expected a number"),
    ("ok.npy --perplexity 0.5", 2, "--perplexity 0.5: expected a number of 1 or more"),
    ("ok.npy --perplexity -30", 2, "--perplexity -30: expected a number of 1 or more"),
    ("ok.npy --iterations -3", 2, "--iterations -3: expected 0 to 1,000,000"),
    ("ok.npy --iterations 1e3", 2, "--iterations 1e3: expected a whole number"),
    ("ok.npy --early-iterations 9 --iterations 8", 2, "--early-iterations 9: the early iterations"),
    (
      "ok.npy --early-exaggeration 0", 2, "--early-exaggeration 0: expected a number of more than 0"
    ),
    ("ok.npy --exaggeration inf", 2, "--exaggeration inf: expected a number"),
    ("ok.npy --learning-rate fast", 2, "--learning-rate fast: expected auto or a number"),
    ("ok.npy --learning-rate -1", 2, "--learning-rate -1: expected a number of more than 0"),
    ("ok.npy --seed -1", 2, "--seed -1: expected a whole number of 0 or more"),
    ("ok.npy --limit 0", 2, "--limit 0: expected 1 or more"),
    ("ok.npy --sample x", 2, "--sample x: expected a whole number"),
    ("ok.npy --tensors tvs", 2, "--tensors: 'tvs' is not one of binary, tsv, none. Did you mean"),
    ("ok.npy --layout-format npy,cvs", 2, "Did you mean csv?"),
    ("ok.npy --layout-format csv,csv", 2, "--layout-format csv,csv: csv is there twice"),
    ("ok.npy --run a&b", 2, "--run a&b: leave out the &: TensorBoard's page loses it"),
    ("ok.npy --run a/b", 2, "--run a/b: leave out the /: it names one folder in --output"),
    ("ok.npy --run ..", 2, "--run ..: expected a name without"),
    ("ok.npy --run a --tensors none", 2, "--tensors none writes nothing for it"),
    ("ok.npy --pca-components -1", 2, "--pca-components -1: expected 0 to"),
    ("ok.npy --bogus", 2, "Unknown option '--bogus'"),
    ("", 2, "Missing expected argument"),
  ]

  @Test(arguments: unreadable) func unreadableFiles(
    arguments: String, code: Int32, words: String
  ) throws { try expect(arguments, code, words) }

  @Test(arguments: unfitting) func filesThatDoNotFit(
    arguments: String, code: Int32, words: String
  ) throws { try expect(arguments, code, words) }

  @Test(arguments: impossible) func mapsThatCannotBe(
    arguments: String, code: Int32, words: String
  ) throws { try expect(arguments, code, words) }

  @Test(arguments: badCalls) func callsThatCannotBe(
    arguments: String, code: Int32, words: String
  ) throws { try expect(arguments, code, words) }

  /// `project` with these arguments ends with its sentence.
  private func expect(_ arguments: String, _ code: Int32, _ words: String) throws {
    try Sandbox.use { sandbox in
      try good(sandbox)
      let before = try sandbox.names()
      let all = ["project"] + arguments.split(separator: " ").map(String.init)
      let result = try Command.run(all + ["--output", "out"], in: sandbox.folder)
      #expect(result.code == code, "\(result.errors)")
      #expect(result.errors.contains(words), "\(result.errors)")
      #expect(!result.errors.contains("Fatal error") && result.output.isEmpty)
      #expect(try sandbox.names() == before, "left something behind")
    }
  }

  @Test func outputsThatCannotBe() throws {
    try Sandbox.use { sandbox in
      try good(sandbox)
      let before = try sandbox.names()
      let file = try sandbox.project("ok.npy", "--output", "four.npy")
      #expect(file.code == 1 && file.errors.contains("four.npy: is a file"))
      let theirs = try sandbox.project("ok.npy", "--output", "theirs")
      #expect(theirs.code == 1 && theirs.errors.contains("a.txt, b.txt, c.txt"), "\(theirs.errors)")
      let nowhere = try sandbox.project("ok.npy", "--output", "/proc/nothing/here")
      #expect(nowhere.code == 1 && nowhere.errors.contains("/proc"), "\(nowhere.errors)")
      #expect(try sandbox.names() == before)
      #expect(try sandbox.names("theirs") == ["a.txt", "b.txt", "c.txt", "d.txt"])
    }
  }

  @Test func moreMemoryThanThereIsIsSaidBeforeTheRun() throws {
    try Sandbox.use { sandbox in
      // A sparse file: its size is real for every reader, its blocks are not on the disk. The names
      // of its rows would take 256 TB, which no machine has.
      let rows = 4_000_000_000_000
      let header = npy("|u1", "(\(rows), 2)", [])
      let path = sandbox.folder.appending(path: "sparse.npy").path
      try sandbox.write("sparse.npy", header)
      #expect(truncate(path, header.count + rows * 2) == 0)
      let result = try sandbox.project("sparse.npy", "--output", "out", "--method", "pca")
      #expect(result.code == 1)
      #expect(result.errors.contains("this run needs about "), "\(result.errors)")
      #expect(try sandbox.names() == ["sparse.npy"])
    }
  }
}
