import Foundation
import TestSupport
import Testing

/// Runs that are stopped, and runs that meet.
@Suite(.serialized) struct InterruptionTests {
  /// A run long enough to be met while it computes.
  private func long(_ sandbox: Sandbox) throws -> Running {
    try Command.start(
      ["project", "a.npy", "--output", "out", "--iterations", "1000000", "--json"],
      in: sandbox.folder)
  }

  /// Waits until the run optimizes.
  private func reachOptimization(_ run: Running) throws {
    let deadline = Date(timeIntervalSinceNow: 120)
    while Date() < deadline, run.process.isRunning {
      if try run.errorsSoFar().contains("\"stage\":\"early\",\"done\"") { return }
      usleep(20_000)
    }
    Issue.record("the run did not reach its optimization: \(try run.errorsSoFar())")
  }

  @Test(arguments: [SIGINT, SIGTERM]) func stoppedRunsLeaveTheEarlierResult(number: Int32) throws {
    try Sandbox.use { sandbox in
      try sandbox.write("a.npy", npy(clusters(3, of: 100, columns: 4), columns: 4))
      #expect(try sandbox.project("a.npy", "--output", "out", "--iterations", "5").code == 0)
      let earlier = try sandbox.bytes("out/tsne.npy")
      let run = try long(sandbox)
      try reachOptimization(run)
      kill(run.process.processIdentifier, number)
      let result = try run.finish()
      #expect(result.code == (number == SIGINT ? 130 : 143))
      #expect(try sandbox.names() == ["a.npy", "out"])
      #expect(try sandbox.bytes("out/tsne.npy") == earlier)
    }
  }

  @Test func killedRunsAreClearedAtTheNextStart() throws {
    try Sandbox.use { sandbox in
      try sandbox.write("a.npy", npy(clusters(3, of: 100, columns: 4), columns: 4))
      let run = try long(sandbox)
      try reachOptimization(run)
      kill(run.process.processIdentifier, SIGKILL)
      _ = try run.finish()
      #expect(try sandbox.names().contains { $0.hasPrefix(".out.astrolabe-") })
      #expect(try sandbox.project("a.npy", "--output", "out", "--iterations", "5").code == 0)
      #expect(try sandbox.names() == ["a.npy", "out"])
    }
  }

  @Test func twoRunsOnOneFolderAreAnError() throws {
    try Sandbox.use { sandbox in
      try sandbox.write("a.npy", npy(clusters(3, of: 100, columns: 4), columns: 4))
      let run = try long(sandbox)
      try reachOptimization(run)
      let second = try sandbox.project("a.npy", "--output", "out", "--iterations", "5")
      #expect(second.code == 1, "\(second.errors)")
      #expect(second.errors.contains("out"))
      kill(run.process.processIdentifier, SIGINT)
      #expect(try run.finish().code == 130)
    }
  }

  @Test func fullDiskIsSaidAndLeavesNothing() throws {
    try Sandbox.use { sandbox in
      try sandbox.write("a.npy", npy(clusters(3, of: 1000, columns: 200), columns: 200))
      // A limit on the size of files fails a write as a full disk does, without a disk to fill. It
      // leaves room for the compiled kernels in PoCL's cache.
      let command = "ulimit -f 1024; exec \"$0\" project a.npy --output out --method pca"
      let run = try Running(
        URL(filePath: "/bin/bash"), ["-c", command, Command.binary.path], in: sandbox.folder)
      let result = try run.finish()
      #expect(result.code == 1, "\(result.errors)")
      #expect(result.errors.contains("out/"), "\(result.errors)")
      #expect(try sandbox.names() == ["a.npy"])
    }
  }
}
