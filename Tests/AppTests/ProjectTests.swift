import Foundation
import TestSupport
import Testing

/// The built binary, end to end.
@Suite(.serialized) struct ProjectTests {
  private static let examples = Repository.path("examples")
  private static let images = examples + "/mnist-5k-images-idx3-ubyte.gz"
  private static let labels = examples + "/mnist-5k-labels-idx1-ubyte.gz"

  private let always = [
    "bookmarks.json", "index.html", "metadata.tsv", "pca.bytes", "pca.npy", "pca.png",
    "points.bytes", "projector_config.json", "projector_config.pbtxt", "report.json",
    "tsne.bytes", "tsne.npy", "tsne.png",
  ]

  /// 10-nearest-neighbor accuracy of labels on a map, leave one out.
  private func accuracy(_ y: [Float], _ labels: [UInt8]) -> Double {
    let n = labels.count
    var right = 0
    for i in 0..<n {
      var nearest: [(distance: Float, label: UInt8)] = []
      var bound = Float.infinity
      for j in 0..<n where j != i {
        let dx = y[2 * i] - y[2 * j]
        let dy = y[2 * i + 1] - y[2 * j + 1]
        let distance = dx * dx + dy * dy
        guard distance < bound else { continue }
        nearest.append((distance, labels[j]))
        nearest.sort { $0.distance < $1.distance }
        if nearest.count > 10 { nearest.removeLast() }
        if nearest.count == 10 { bound = nearest[9].distance }
      }
      var votes = [Int](repeating: 0, count: 10)
      for (_, label) in nearest { votes[Int(label)] += 1 }
      if votes.firstIndex(of: votes.max() ?? 0) == Int(labels[i]) { right += 1 }
    }
    return Double(right) / Double(n)
  }

  /// The labels of the example, by the binary's own metadata.
  private func labels(_ sandbox: Sandbox, _ run: String) throws -> [UInt8] {
    let text = String(decoding: try sandbox.bytes(run + "/metadata.tsv"), as: UTF8.self)
    let lines = text.split(separator: "\n")
    #expect(lines[0] == "Index\tLabel")
    return lines.dropFirst().compactMap { UInt8($0.split(separator: "\t")[1]) }
  }

  @Test func digitsComeApart() throws {
    try Sandbox.use { sandbox in
      let result = try sandbox.project(
        Self.images, "--labels", Self.labels, "--device", "cpu", "--output", "runs/digits")
      #expect(result.code == 0, "\(result.errors)")
      #expect(try sandbox.names("runs/digits") == (always + ["sprite.png"]).sorted())
      let y = npyValues(try sandbox.bytes("runs/digits/tsne.npy"))
      #expect(y.count == 10_000)
      #expect(accuracy(y, try labels(sandbox, "runs/digits")) > 0.93)
      let report = try sandbox.report("runs/digits")
      #expect(report["schema"] as? Int == 1)
      let files = try #require(report["files"] as? [[String: Any]])
      #expect(
        files.compactMap { $0["name"] as? String }.sorted()
          == (always + ["sprite.png"]).filter { $0 != "report.json" }.sorted())
      for file in files {
        let name = try #require(file["name"] as? String)
        #expect(try sandbox.bytes("runs/digits/" + name).count == file["bytes"] as? Int)
      }
    }
  }

  @Test func twoRunsAreBitEqual() throws {
    try Sandbox.use { sandbox in
      for name in ["a", "b"] {
        let result = try sandbox.project(
          Self.images, "--labels", Self.labels, "--sample", "600", "--iterations", "150",
          "--output", name, "--name", "digits")
        #expect(result.code == 0, "\(result.errors)")
      }
      for name in try sandbox.names("a") where name != "report.json" {
        #expect(try sandbox.bytes("a/" + name) == (try sandbox.bytes("b/" + name)), "\(name)")
      }
    }
  }

  @Test(arguments: ["2", "3"]) func namesWithSpacesAndEverything(components: String) throws {
    try Sandbox.use { sandbox in
      try sandbox.write(
        "meine größten \"Punkte\".npy", npy(clusters(3, of: 20, columns: 12), columns: 12))
      let result = try sandbox.project(
        "meine größten \"Punkte\".npy", "--output", "aus gabe/ü x", "--components", components,
        "--iterations", "60")
      #expect(result.code == 0, "\(result.errors)")
      #expect(try sandbox.names("aus gabe/ü x") == always)
      let y = npyValues(try sandbox.bytes("aus gabe/ü x/tsne.npy"))
      #expect(y.count == 60 * (Int(components) ?? 0))
      #expect(try sandbox.names("aus gabe") == ["ü x"])
    }
  }

  @Test func metadataOfCSVPoints() throws {
    try Sandbox.use { sandbox in
      let values = clusters(3, of: 20, columns: 4)
      var csv = "id,a,b,c,d,kind\n"
      for row in 0..<60 {
        let cells = values[row * 4..<row * 4 + 4].map { "\($0)" }.joined(separator: ",")
        csv += "n\(row),\(cells),\"kind, \(row / 20)\"\n"
      }
      try sandbox.write("points.csv", csv)
      let result = try sandbox.project("points.csv", "--output", "out", "--iterations", "40")
      #expect(result.code == 0, "\(result.errors)")
      let metadata = String(decoding: try sandbox.bytes("out/metadata.tsv"), as: UTF8.self)
      #expect(metadata.hasPrefix("id\tkind\nn0\tkind, 0\n"))
      let parameters = try sandbox.report("out")["parameters"] as? [String: Any]
      #expect(parameters?["color"] as? String == "kind")
    }
  }

  @Test func mapsAreShownAsGiven() throws {
    try Sandbox.use { sandbox in
      let values = clusters(3, of: 20, columns: 3)
      try sandbox.write("map.npy", npy(values, columns: 3))
      let result = try sandbox.project("map.npy", "--method", "none", "--output", "out")
      #expect(result.code == 0, "\(result.errors)")
      #expect(npyValues(try sandbox.bytes("out/none.npy")) == values)
      let report = try sandbox.report("out")
      let layouts = try #require(report["layouts"] as? [[String: Any]])
      #expect(layouts.count == 1 && layouts[0]["components"] as? Int == 3)
      let parameters = try #require(report["parameters"] as? [String: Any])
      #expect(parameters["components"] as? Int == 3)
    }
  }

  @Test func repeatedRunsReplaceOnlyTheirOwn() throws {
    try Sandbox.use { sandbox in
      try sandbox.write("a.npy", npy(clusters(3, of: 10, columns: 4), columns: 4))
      for _ in 0..<2 {
        let result = try sandbox.project("a.npy", "--output", "out", "--iterations", "10")
        #expect(result.code == 0, "\(result.errors)")
      }
      try sandbox.write("out/notes.txt", "mine")
      let refused = try sandbox.project("a.npy", "--output", "out", "--iterations", "10")
      #expect(refused.code == 1 && refused.errors.contains("notes.txt"))
      let forced = try sandbox.project(
        "a.npy", "--output", "out", "--force", "--method", "pca")
      #expect(forced.code == 0, "\(forced.errors)")
      #expect(try sandbox.bytes("out/notes.txt") == Array("mine".utf8))
      #expect(try sandbox.names("out").contains("tsne.npy") == false)
      #expect(try sandbox.names() == ["a.npy", "out"])
    }
  }

  @Test func quietAndJSON() throws {
    try Sandbox.use { sandbox in
      try sandbox.write("a.npy", npy(clusters(3, of: 10, columns: 4), columns: 4))
      let quiet = try sandbox.project("a.npy", "--output", "q", "--iterations", "10", "--quiet")
      #expect(quiet.code == 0 && quiet.errors.isEmpty && quiet.output.isEmpty)
      let json = try sandbox.project("a.npy", "--output", "j", "--iterations", "60", "--json")
      #expect(json.code == 0 && json.output.isEmpty)
      let events = try json.errors.split(separator: "\n").map { line in
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
      }
      let kinds = Set(events.compactMap { $0["event"] as? String })
      #expect(kinds == ["stage", "progress", "warning", "done"])
      let stages = events.filter { $0["event"] as? String == "stage" }
      #expect(stages.compactMap { $0["stage"] as? String }.contains("neighbors"))
      let bad = try sandbox.project("none.npy", "--output", "x", "--json")
      #expect(
        bad.code == 1 && bad.errors.contains("{\"event\":\"error\",\"message\":\"none.npy: "))
    }
  }

  @Test func devicesAndVersion() throws {
    let folder = FileManager.default.temporaryDirectory
    let devices = try Command.run(["devices"], in: folder)
    #expect(devices.code == 0 && devices.output.contains("--device auto would choose"))
    let version = try Command.run(["--version"], in: folder)
    #expect(version.code == 0 && version.output.split(separator: ".").count == 3)
    let help = try Command.run(["project", "--help"], in: folder)
    #expect(help.code == 0 && help.output.contains("--early-exaggeration"))
    // Without any driver the package that brings one is named.
    let none = try Command.run(
      ["devices"], in: folder, environment: ["OCL_ICD_VENDORS": "/nonexistent"])
    #expect(
      none.code == 1 && none.errors.contains("apt-get install pocl-opencl-icd"), "\(none.errors)")
  }

  @Test func unwritableHomeStillHasADevice() throws {
    let folder = FileManager.default.temporaryDirectory
    let before = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasPrefix("astrolabe-pocl-") }
    let result = try Command.run(
      ["devices"], in: folder,
      environment: ["HOME": "/proc/nowhere", "XDG_CACHE_HOME": nil, "POCL_CACHE_DIR": nil])
    #expect(result.code == 0 && result.output.contains("CPU"), "\(result.errors)")
    let after = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasPrefix("astrolabe-pocl-") }
    #expect(before == after)
  }
}
