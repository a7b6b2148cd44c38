import Foundation
import Testing

/// The tests' Python, with the formats' own libraries; `scripts/test` makes its environment.
enum Python {
  /// The repository.
  static var root: URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
  }

  /// Runs a program of Tests/Tools to its end; throws what it said when it fails.
  static func run(_ tool: String, _ arguments: String...) throws {
    let environment = ProcessInfo.processInfo.environment["ASTROLABE_VENV"]
    let process = Process()
    process.executableURL = URL(filePath: (environment ?? root.path + "/.venv") + "/bin/python")
    process.arguments = [root.appending(path: "Tests/Tools/\(tool)").path] + arguments
    let said = Pipe()
    process.standardError = said
    try process.run()
    let errors = try said.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw CocoaError(
        .executableLoad, userInfo: ["said": String(decoding: errors, as: UTF8.self)])
    }
  }
}
