#if os(Linux)
  import Foundation
  import TestSupport
  import Testing

  /// Full disks, places that cannot be written, and kills at every step, brought about by
  /// `Tests/Tools/faults.c` in the built binary: the earlier result stays whole, and nothing
  /// half-written is left.
  @Suite(.serialized) struct OutputFaultTests {
    /// A folder with an earlier result, and what a further run would make of it.
    private struct Stage {
      let sandbox: Sandbox
      let old: [String: [UInt8]]
      let new: [String: [UInt8]]
      /// The calls of a run that replaces the earlier result, on paths of the output: `write`,
      /// path.
      let calls: [(call: String, path: String)]

      static let arguments = [
        "project", "a.idx", "--labels", "a.txt", "--method", "pca", "--layout-format", "npy,csv",
        "--run", "r", "--quiet", "--plot-size", "400x300", "--plot-scale", "1",
      ]

      /// All files but the report, whose times differ. The report must list them with their sizes.
      func files(_ folder: String) throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        for name in try sandbox.names(folder) {
          files[name] = try sandbox.bytes("\(folder)/\(name)")
        }
        let listed = try #require(try sandbox.report(folder)["files"] as? [[String: Any]])
        let sizes = listed.map { "\($0["name"] ?? "") \($0["bytes"] ?? "")" }
        files["report.json"] = nil
        #expect(sizes.sorted() == files.map { "\($0.key) \($0.value.count)" }.sorted())
        return files
      }

      func run(_ fault: [String: String], output: String = "logs", name: String = "new") throws
        -> Command.Result
      {
        var environment: [String: String?] = ["LD_PRELOAD": sandbox.folder.path + "/faults.so"]
        for (key, value) in fault { environment["FAULT_" + key] = value }
        return try Command.run(
          Self.arguments + ["--output", output, "--name", name], in: sandbox.folder,
          environment: environment)
      }

      /// What the next run on the folder finds and clears, though it fails itself.
      func clear() throws {
        let next = try sandbox.project("none.npy", "--output", "logs", "--run", "r")
        #expect(next.code == 1 && next.errors.contains("none.npy: cannot open"))
      }
    }

    private func use(_ body: (Stage) throws -> Void) throws {
      try Sandbox.use { sandbox in
        let compiler = Process()
        compiler.executableURL = URL(filePath: "/usr/bin/env")
        compiler.arguments = [
          "clang", "-shared", "-fPIC", "-o", sandbox.folder.path + "/faults.so",
          Repository.path("Tests/Tools/faults.c"),
        ]
        try compiler.run()
        compiler.waitUntilExit()
        try #require(
          compiler.terminationStatus == 0, "clang, which comes with Swift, must be there")
        let n: UInt8 = 40
        let images = (0..<Int(n) * 16).map { UInt8(truncatingIfNeeded: $0 * $0 * 31) }
        try sandbox.write("a.idx", [0, 0, 8, 3, 0, 0, 0, n, 0, 0, 0, 4, 0, 0, 0, 4] + images)
        try sandbox.write("a.txt", (0..<n).map { "label \($0 % 3)\n" }.joined())
        var stage = Stage(sandbox: sandbox, old: [:], new: [:], calls: [])
        #expect(try stage.run([:], name: "old").code == 0)
        #expect(try stage.run([:], output: "other").code == 0)
        let (old, new) = (try stage.files("logs/r"), try stage.files("other/r"))
        #expect(old != new && old.count == 12)
        let log = sandbox.folder.path + "/log"
        let counted = try stage.run(
          ["CALL": "any", "PATH": "/other/", "LOG": log], output: "other")
        #expect(counted.code == 0, "\(counted.errors)")
        let calls = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n").map {
          let words = $0.split(separator: " ", maxSplits: 2)
          return (String(words[1]), String(words[2]))
        }
        try FileManager.default.removeItem(at: sandbox.folder.appending(path: "other"))
        stage = Stage(sandbox: sandbox, old: old, new: new, calls: calls)
        try body(stage)
      }
    }

    @Test func fullDisksAtEveryFileLeaveTheEarlierResult() throws {
      try use { stage in
        let names = Set(
          stage.calls.filter { $0.call == "write" }
            .map { String($0.path.split(separator: "/").last ?? "") })
        #expect(names == Set(stage.new.keys).union(["report.json"]))
        let before = try stage.sandbox.names()
        for (i, name) in names.sorted().enumerated() {
          // Every other time there is no earlier result, and not even the folders.
          let output = i % 2 == 0 ? "logs" : "deep/er/logs"
          let result = try stage.run(
            ["CALL": "write", "PATH": "/" + name, "COUNT": "1", "ERROR": "\(ENOSPC)"],
            output: output)
          #expect(result.code == 1, "\(name): \(result.errors)")
          let sentence =
            "\(output)/r/\(name): cannot be finished: No space left on device; it needs "
          #expect(result.errors.contains(sentence), "\(name): \(result.errors)")
          #expect(
            result.errors.contains("Free some space on that disk, or use an --output on another"))
          #expect(try stage.sandbox.names() == before, "\(name)")
          #expect(try stage.sandbox.names("logs") == ["r"], "\(name)")
          #expect(try stage.files("logs/r") == stage.old, "\(name)")
        }
      }
    }

    /// Calls that fail, the error, and words of the sentence.
    static let refusals: [(call: String, path: String, error: Int32, words: String)] = [
      ("open", ".r.astrolabe.lock", EROFS, "logs/r: cannot write to "),
      ("mkdir", ".r.astrolabe-", EROFS, "logs/r: cannot make the folder "),
      ("open", "/pca.png", EACCES, "logs/r/pca.png: cannot be made: Permission denied"),
      (
        "write", "/points.bytes", EIO, "logs/r/points.bytes: cannot be finished: Input/output error"
      ),
      ("rename", ".r.astrolabe-", EACCES, "logs/r: cannot put the finished files in place: "),
    ]

    @Test func refusedCallsAreSaidAndLeaveTheEarlierResult() throws {
      try use { stage in
        let before = try stage.sandbox.names()
        for (call, path, error, words) in Self.refusals {
          let result = try stage.run(
            ["CALL": call, "PATH": path, "COUNT": "1", "ERROR": "\(error)"])
          #expect(result.code == 1, "\(call) \(path): \(result.errors)")
          #expect(result.errors.contains(words), "\(call) \(path): \(result.errors)")
          #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
          #expect(try stage.sandbox.names() == before, "\(call) \(path)")
          #expect(try stage.sandbox.names("logs") == ["r"], "\(call) \(path)")
          #expect(try stage.files("logs/r") == stage.old, "\(call) \(path)")
        }
        // A file system that cannot exchange two folders: two renames do it.
        let result = try stage.run(
          ["CALL": "exchange", "PATH": ".r.astrolabe-", "COUNT": "1", "ERROR": "\(EINVAL)"])
        #expect(result.code == 0, "\(result.errors)")
        #expect(try stage.files("logs/r") == stage.new)
        #expect(try stage.sandbox.names("logs") == ["r"])
      }
    }

    /// Killed at a call: while files are written at every eighth, then at every one but most of
    /// those that remove the earlier files.
    @Test func killsAtAnyStepLeaveAWholeResult() throws {
      try use { stage in
        let files = stage.sandbox.folder.appending(path: "logs/r")
        let copy = stage.sandbox.folder.appending(path: "copy")
        try FileManager.default.copyItem(at: files, to: copy)
        let count = stage.calls.count
        let last = stage.calls.lastIndex { $0.call == "open" } ?? 0
        var seen: Set<String> = []
        for k in 1...count {
          let isRemoval = stage.calls[k - 1].call == "unlink" && k < count
          guard k % 8 == 1 || k > last && !(isRemoval && k % 4 > 0) else { continue }
          let result = try stage.run(
            ["CALL": "any", "PATH": "/logs/", "COUNT": "\(k)", "ERROR": "0"])
          #expect(result.code == SIGKILL, "\(k): \(result.code) \(result.errors)")
          let now = try stage.files("logs/r")
          #expect(now == stage.old || now == stage.new, "killed at call \(k) of \(count)")
          seen.insert(now == stage.new ? "new" : "old")
          try stage.clear()
          #expect(try stage.sandbox.names("logs") == ["r"], "killed at call \(k) of \(count)")
          #expect(try stage.files("logs/r") == now)
          guard now == stage.new else { continue }
          try FileManager.default.removeItem(at: files)
          try FileManager.default.copyItem(at: copy, to: files)
        }
        #expect(seen == ["old", "new"])
      }
    }

    /// Killed as it says the n-th thing: before each stage of the computation.
    @Test func killsInEveryStageLeaveTheEarlierResult() throws {
      try use { stage in
        let events = ["project", "a.idx", "--output", "logs", "--run", "r", "--json"]
        let iterations = ["--iterations", "4"]
        var stages: [String] = []
        for k in 1...40 {
          let result = try Command.run(
            events + iterations, in: stage.sandbox.folder,
            environment: [
              "LD_PRELOAD": stage.sandbox.folder.path + "/faults.so", "FAULT_CALL": "write",
              "FAULT_PATH": "/talk-", "FAULT_COUNT": "\(k)", "FAULT_ERROR": "0",
            ])
          guard result.code == SIGKILL else { break }
          let said = result.errors.split(separator: "\n").last.map(String.init) ?? ""
          if said.contains("\"event\":\"stage\"") { stages.append(said) }
          let now = try stage.files("logs/r")
          // What comes after the writing may be said when the new result is in place.
          if said.contains("\"stage\":\"write\"") { break }
          #expect(now == stage.old)
        }
        for name in ["read", "pca", "neighbors", "affinities", "metrics", "write"] {
          #expect(stages.contains { $0.contains("\"stage\":\"\(name)\"") }, "\(name): \(stages)")
        }
        try stage.clear()
        #expect(try stage.sandbox.names("logs") == ["r"])
      }
    }
  }
#endif
