import Formats
import Foundation
import Testing
import Values

@Suite struct ReportTests {
  private var filled: Report {
    var report = Report.sample
    report.created = Report.timestamp(secondsSince1970: 0)
    report.input.paths = ["a b.npy", "b.npy"]
    report.parameters = [("perplexity", .number(30)), ("init", .string("pca"))]
    report.seconds = [("read", 0.5), ("early", 0.25)]
    report.totalSeconds = 1.23456
    report.peakBytes = 1024
    report.notes = ["said \"so\""]
    report.layouts = [
      Layout(
        method: "tsne", title: "t-SNE", components: 2, coordinates: [1, 2],
        metrics: [.init("kl", 1.5), .init("recall10", .nan)])
    ]
    report.layouts[0].quality = (0..<100).map { Float($0) / 100 }
    return report
  }

  @Test func isWrittenLastAndListsTheOthers() throws {
    try OutputSandbox.use { box in
      let folder = try OutputFolder(path: box.path("out"), force: false)
      try folder.put("abc", as: "a.txt")
      try filled.write(to: folder)
      _ = try folder.commit()
      let data = Data(try box.bytes("out/report.json"))
      let read = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
      #expect(read["schema"] as? Int == 1)
      #expect(read["tool"] as? String == "astrolabe")
      #expect(read["created"] as? String == "1970-01-01T00:00:00Z")
      #expect(read["peak_bytes"] as? Int == 1024)
      #expect(read["notes"] as? [String] == ["said \"so\""])
      let input = try #require(read["input"] as? [String: Any])
      #expect(input["path"] as? String == "a b.npy")
      #expect(input["paths"] as? [String] == ["a b.npy", "b.npy"])
      #expect(input["shape"] as? [Int] == [4, 3])
      let device = try #require(read["device"] as? [String: Any])
      #expect(device["index"] as? Int == 1)
      #expect(device["driver"] as? String == "3.1")
      let seconds = try #require(read["seconds"] as? [String: Double])
      #expect(seconds == ["read": 0.5, "early": 0.25, "total": 1.235])
      let layouts = try #require(read["layouts"] as? [[String: Any]])
      #expect(layouts[0]["kl"] as? Double == 1.5)
      #expect(layouts[0]["recall10"] == nil)
      let quantiles = try #require(layouts[0]["quality_quantiles"] as? [String: Double])
      let expected = [("p5", 4), ("p25", 24), ("p50", 49), ("p75", 74), ("p95", 94)]
      #expect(quantiles.count == expected.count)
      for (name, place) in expected { #expect(quantiles[name] == Double(place) / 100) }
      let files = try #require(read["files"] as? [[String: Any]])
      #expect(files.count == 1)
      #expect(files[0]["name"] as? String == "a.txt")
      #expect(files[0]["bytes"] as? Int == 3)
    }
  }

  @Test func keysStandInOrder() {
    guard case .object(let members) = filled.json(files: []) else {
      Issue.record("not an object")
      return
    }
    #expect(
      members.map(\.name) == [
        "schema", "tool", "version", "created", "command", "input", "device", "parameters",
        "seconds", "peak_bytes", "estimated_bytes", "neighbors", "layouts", "notes", "files",
      ])
  }

  @Test func aSearchSaysItsRecall() {
    var report = filled
    #expect(!report.json(files: []).pretty.contains("recall_sample"))
    report.search = NeighborFacts(method: .lists)
    report.search?.recall = 0.97
    report.search?.sample = 1000
    let text = report.json(files: []).pretty
    #expect(text.contains("\"method\": \"lists\""))
    #expect(text.contains("\"recall\": 0.97"))
    #expect(text.contains("\"lists_visited\": null"))
  }

  @Test(arguments: [
    (951_782_399, "2000-02-28T23:59:59Z"), (951_782_400, "2000-02-29T00:00:00Z"),
    (951_868_800, "2000-03-01T00:00:00Z"), (1_795_510_334, "2026-11-24T08:52:14Z"),
    (4_107_542_400, "2100-03-01T00:00:00Z"),
  ])
  func timestamps(seconds: Int, text: String) {
    #expect(Report.timestamp(secondsSince1970: seconds) == text)
  }

  @Test func commandLineIsQuotedForAShell() {
    let words = ["astrolabe", "project", "it's a.npy", "", "$x", "--name=é", "'\u{301}"]
    #expect(
      Report.commandLine(words) == #"astrolabe project 'it'\''s a.npy' '' '$x' --name=é ''\''"#
        + "\u{301}'")
  }
}
