import Formats
import TestSupport
import Testing
import Values

@Suite struct DatasetReaderTests {
  /// Ten points of two columns: row i is (i, -i).
  private let ten = npy(
    "|i1", "(10, 2)", (0..<10).flatMap { [UInt8($0), UInt8(bitPattern: Int8(-$0))] })

  @Test func withoutMetadataThereIsAnIndex() throws {
    try OutputSandbox.use { sandbox in
      let data = try sandbox.read("my points.npy", ten)
      #expect(data.name == "my points")
      #expect(data.columns == [Column(name: "Index", values: (0..<10).map(String.init))])
      #expect(data.colorColumn == nil)
    }
  }

  /// Before anything is made of them.
  @Test func rowsThatHaveNoRoomForTheirNamesAreRefused() throws {
    try OutputSandbox.use { sandbox in
      let enough = try sandbox.read("a.npy", ten) { $0.memory = 640 }
      #expect(enough.points.rows == 10)
      let refusal = sentence(sandbox) {
        _ = try sandbox.read("a.npy", ten) { $0.memory = 639 }
      }
      #expect(refusal?.hasPrefix("a.npy: this run needs about ") == true)
      let fewer = try sandbox.read("a.npy", ten) { ($0.memory, $0.limit) = (639, 9) }
      #expect(fewer.points.rows == 9)
    }
  }

  @Test func labelsFromEveryFormat() throws {
    try OutputSandbox.use { sandbox in
      let expected = (0..<10).map { String($0 % 3) }
      let digits = (0..<10).map { UInt8($0 % 3) }
      var files = [
        try sandbox.file("l.idx", idx([10], digits)),
        try sandbox.file("l.idx.gz", gzip(idx([10], digits))),
        try sandbox.file("l.npy", npy("<i8", "(10,)", bytes(digits.map(Int64.init)))),
        try sandbox.file(
          "l2.npy", npy(">u2", "(10, 1)", bytes(digits.map(UInt16.init), bigEndian: true))),
        try sandbox.file("l.txt", expected.joined(separator: "\n") + "\n"),
        try sandbox.file("crlf.txt", "\u{FEFF}" + expected.joined(separator: "\r\n")),
      ]
      files.append(
        try sandbox.file(
          "u.npy", npy("<U1", "(10,)", bytes(expected.flatMap { $0.unicodeScalars.map(\.value) }))))
      for path in files {
        let data = try sandbox.read("a.npy", ten) { $0.labels = path }
        #expect(data.columns.map(\.name) == ["Index", "Label"], "\(path)")
        #expect(data.columns[1].values == expected, "\(path)")
        #expect(data.colorColumn == "Label")
      }
    }
  }

  @Test func limitThenSampleAndEverythingFollows() throws {
    try OutputSandbox.use { sandbox in
      let labels = try sandbox.file("l.txt", (0..<10).map { "label \($0)" }.joined(separator: "\n"))
      let images = try sandbox.file("i.idx", idx([10, 1, 2], (0..<20).map(UInt8.init)))
      let array = try sandbox.file("i.npy", npy("|u1", "(10, 2, 1)", (0..<20).map(UInt8.init)))
      let other = try sandbox.read("a.npy", ten) { $0.images = array }
      #expect(other.images?.rows == 10 && other.images?.height == 2)
      let data = try sandbox.read("a.npy", ten) {
        $0.labels = labels
        $0.images = images
        $0.limit = 8
        $0.sample = 4
        $0.seed = 3
      }
      #expect(data.points.rows == 4)
      let rows = try #require(data.points.selection)
      #expect(rows == rows.sorted() && Set(rows).count == 4 && rows.allSatisfy { $0 < 8 })
      #expect(rows == sampleRows(4, of: 8, seed: 3))
      #expect(try data.values() == rows.flatMap { [Float($0), -Float($0)] })
      #expect(data.columns[0].values == rows.map(String.init))
      #expect(data.columns[1].values == rows.map { "label \($0)" })
      #expect(data.images?.selection == rows)
      let all = try sandbox.read("a.npy", ten) { $0.limit = 99 }
      #expect(all.points.rows == 10)
      #expect(all.notes == ["--limit 99 is more than the 10 points there are; all are used"])
    }
  }

  @Test func inputsAreConcatenatedInOrder() throws {
    try OutputSandbox.use { sandbox in
      let second = try sandbox.file(
        "b.npy", npy("<f4", "(2, 2)", bytes([5, 6, 7, 8].map { Float($0).bitPattern })))
      let data = try sandbox.read("a.npy", ten) { $0.inputs.append(second) }
      #expect(data.points.rows == 12)
      #expect(try data.values().suffix(6) == [9, -9, 5, 6, 7, 8])
      #expect(data.source.shape == [12, 2])
      #expect(data.points.place(ofRow: 11).path == second)
      #expect(data.points.place(ofRow: 11).row == 1)
      let images = [idx([1, 1, 2], [1, 2]), idx([2, 1, 2], [3, 4, 5, 6])]
      let other = try sandbox.file("d", images[1])
      let joined = try sandbox.read("c", images[0]) { $0.inputs.append(other) }
      #expect(joined.images?.rows == 3)
    }
  }

  @Test func filesThatDoNotFitAreNamed() throws {
    try OutputSandbox.use { sandbox in
      let three = try sandbox.file("three.txt", "a\nb\nc\n")
      let wide = try sandbox.file("wide.npy", npy("|u1", "(2, 3)", [1, 2, 3, 4, 5, 6]))
      let picture = try sandbox.file("p.idx", idx([3, 1, 2], [1, 2, 3, 4, 5, 6]))
      let flat = try sandbox.file("flat.idx", idx([10], (0..<10).map(UInt8.init)))
      let latin = try sandbox.file("latin.txt", [0x61, 0x0A, 0xE9, 0x0A])
      let floats = try sandbox.file("f.npy", npy("<f4", "(1,)", bytes([0] as [UInt32])))
      let none = try sandbox.file("none.npy", npy("<U0", "(4611686018427387904,)", []))
      let cases: [((inout DatasetRequest) -> Void, String)] = [
        ({ $0.labels = none }, "none.npy: holds an unknown type ('<U0')"),
        ({ $0.labels = three }, "three.txt: has 3 labels, but a.npy has 10 points"),
        ({ $0.images = picture }, "p.idx: has 3 images, but a.npy has 10 points"),
        ({ $0.images = flat }, "flat.idx: is 10 uint8; images are unsigned bytes (uint8) of three"),
        ({ $0.images = three }, "three.txt: is not an IDX file or .npy array; --images takes"),
        ({ $0.labels = picture }, "p.idx: has 3 dimensions; labels have one"),
        ({ $0.labels = latin }, "latin.txt:2: is not UTF-8 text"),
        ({ $0.labels = floats }, "f.npy: holds float32; labels are integers, booleans or text"),
        ({ $0.inputs.append(wide) }, "wide.npy has 3 columns and a.npy has 2"),
        ({ $0.inputs.append(picture) }, "p.idx is idx and a.npy is npy"),
        ({ $0.labels = sandbox.path("none") }, "none: cannot open: No such file or directory"),
        ({ $0.labels = sandbox.root }, "is a folder without a projector_config.pbtxt; name a file"),
        ({ $0.sample = 1 }, "--limit and --sample leave 1 point"),
        (
          { $0.color = "indx" },
          "--color indx: there is no such column; there are Index. Did you mean Index?"
        ),
      ]
      for (change, words) in cases {
        let found = sentence(sandbox) { _ = try sandbox.read("a.npy", ten, change) }
        #expect(found?.contains(words) == true, "\(words): \(found ?? "nothing was thrown")")
      }
    }
  }

  @Test func columnKinds() {
    #expect(Column(name: "a", values: ["1", "", "-2.5e3"]).kind == .number)
    #expect(Column(name: "a", values: ["1", "x"]).kind == .category)
    #expect(Column(name: "a", values: ["", ""]).kind == .category)
    #expect(Column(name: "a", values: ["1", "nan"]).kind == .category)
    #expect(Column(name: "a", values: (0..<60).map { "t\($0)" }).kind == .text)
  }

  @Test func suggestionsAreNear() {
    #expect(suggestion(for: "eucledian", among: ["euclidean", "cosine"]) == "euclidean")
    #expect(suggestion(for: "tnse", among: ["pca", "tsne"]) == "tsne")
    #expect(suggestion(for: "TSNE", among: ["pca", "tsne"]) == "tsne")
    #expect(suggestion(for: "zebra", among: ["pca", "tsne"]) == nil)
  }

  @Test func samplesAreSeededSortedAndWithoutRepeats() {
    let a = sampleRows(100, of: 1000, seed: 5)
    #expect(a == sampleRows(100, of: 1000, seed: 5))
    #expect(a != sampleRows(100, of: 1000, seed: 6))
    #expect(a == a.sorted() && Set(a).count == 100)
    #expect(sampleRows(20, of: 10, seed: 0) == Array(0..<10))
  }
}
