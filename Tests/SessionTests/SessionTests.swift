import Formats
import Foundation
import Projector
import Session
import Synchronization
import TestSupport
import Testing
import Values

/// A run that another face than the command starts.
@Suite(.serialized) struct SessionTests {
  private func use(_ body: (URL) throws -> Void) throws {
    var rows = "a,b,c,Kind\n"
    for row in 0..<40 { rows += "\(row % 2 * 9 + row % 5),\(row % 7),\(row % 3),k\(row % 2)\n" }
    try Sandbox.use { sandbox in
      try sandbox.write("points.csv", rows)
      try body(sandbox.folder)
    }
  }

  private func request(_ folder: URL) -> Request {
    var tsne = TSNE()
    tsne.iterations = 60
    var settings = Settings()
    settings.methods = [.pca, .tsne(tsne)]
    return Request(
      DatasetRequest(inputs: [folder.appending(path: "points.csv").path]), settings,
      folder: folder.appending(path: "out").path)
  }

  @Test func requestInEventsOutOutcomeBack() throws {
    try use { folder in
      var request = request(folder)
      request.snapshots = .steps(20)
      var words: [String] = []
      var steps: [Int] = []
      let outcome = try Session(request).run(
        Listener {
          switch $0 {
          case .ready(let run): words.append("ready \(run.points) \(run.metadataColumns)")
          case .note: break
          case .progress(.began(let stage)): words.append(stage.key)
          case .progress(.snapshot(let snapshot)): steps.append(snapshot.step)
          case .progress: break
          }
        })
      #expect(
        words == [
          "read", "ready 40 1", "pca", "neighbors", "affinities", "early", "main", "metrics",
          "write",
        ])
      #expect(steps == [20, 40, 60])
      #expect(outcome.projection.layouts.map(\.method) == ["pca", "tsne"])
      #expect(outcome.report.seconds.map(\.stage).first == "read")
      #expect(outcome.report.estimatedBytes > 0)
      let names = try FileManager.default.contentsOfDirectory(atPath: request.folder).sorted()
      #expect(outcome.files.map(\.name).sorted() == names)
      #expect(names.contains("tsne.npy") && names.contains("index.html"))
    }
  }

  /// A request is a value: run again, with other points, nothing of the first run is in the second.
  @Test func aRequestRunsTwice() throws {
    try use { folder in
      let request = request(folder)
      let first = try Session(request).run()
      let second = try Session(request).run()
      #expect(first.projection.layouts[1].coordinates == second.projection.layouts[1].coordinates)
      var other = request
      other.dataset.limit = 30
      #expect(try Session(other).run().projection.layouts[1].rows == 30)
      let metadata = try String(
        contentsOf: URL(fileURLWithPath: request.folder).appending(path: "metadata.tsv"),
        encoding: .utf8)
      #expect(metadata.split(separator: "\n").count == 30)
    }
  }

  @Test func anInterruptedRunChangesNothing() throws {
    try use { folder in
      var request = request(folder)
      let first = try Session(request).run()
      let map = URL(fileURLWithPath: request.folder).appending(path: "tsne.npy")
      let before = try Data(contentsOf: map)
      request.settings.seed = 5
      let session = Session(request)
      #expect(throws: Interrupted.self) {
        try session.run(
          Listener { if case .progress(.began(.metrics)) = $0 { session.interrupt() } })
      }
      #expect(try Data(contentsOf: map) == before)
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      #expect(names == ["out", "points.csv"])
      #expect(first.files.count > 5)
    }
  }

  @Test func aMissingDeviceIsSaidWithoutTheCommandsWords() throws {
    try use { folder in
      var request = request(folder)
      request.device = .index(99)
      let error = #expect(throws: DeviceMissing.self) { try Session(request).run() }
      #expect(error?.what == .index(99))
      #expect(error?.description.contains("--") == false)
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      #expect(names == ["points.csv"])
    }
  }
}
