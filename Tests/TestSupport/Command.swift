package import Foundation

/// The built binary, run as a user runs it.
package struct Command {
  /// What a finished run left: its exit code and what it said.
  package struct Result {
    package let code: Int32
    package let output: String
    package let errors: String
  }

  /// Beside the test bundle.
  package static var binary: URL {
    let test = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    return test.deletingLastPathComponent().appending(path: "astrolabe")
  }

  /// Runs the binary in `folder`; changes to the environment: nil removes a name.
  package static func run(
    _ arguments: [String], in folder: URL, environment: [String: String?] = [:]
  ) throws -> Result {
    let process = try start(arguments, in: folder, environment: environment)
    return try process.finish()
  }

  /// Starts the binary without waiting for it.
  package static func start(
    _ arguments: [String], in folder: URL, environment: [String: String?] = [:]
  ) throws -> Running {
    try Running(binary, arguments, in: folder, environment: environment)
  }
}

/// A started process whose output goes to files, so that no pipe fills up.
package final class Running {
  package let process = Process()
  private let output: URL
  private let errors: URL
  /// Seconds after which a process hangs: it is killed, so that its test fails. No test measures.
  private static let patience = 1800

  package init(
    _ binary: URL, _ arguments: [String], in folder: URL, environment: [String: String?] = [:]
  ) throws {
    let talk = FileManager.default.temporaryDirectory.appending(path: "talk-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: talk, withIntermediateDirectories: true)
    output = talk.appending(path: "out")
    errors = talk.appending(path: "err")
    for file in [output, errors] { try Data().write(to: file) }
    process.executableURL = binary
    process.arguments = arguments
    process.currentDirectoryURL = folder
    var variables = ProcessInfo.processInfo.environment
    for (name, value) in environment { variables[name] = value }
    process.environment = variables
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
  }

  /// What it has said on standard error so far.
  package func errorsSoFar() throws -> String { try String(contentsOf: errors, encoding: .utf8) }

  package func finish() throws -> Command.Result {
    let identifier = process.processIdentifier
    let end = DispatchWorkItem { kill(identifier, SIGKILL) }
    DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(Self.patience), execute: end)
    process.waitUntilExit()
    end.cancel()
    defer { try? FileManager.default.removeItem(at: output.deletingLastPathComponent()) }
    return Command.Result(
      code: process.terminationStatus, output: try String(contentsOf: output, encoding: .utf8),
      errors: try String(contentsOf: errors, encoding: .utf8))
  }
}
