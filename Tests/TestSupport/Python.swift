package import Foundation

/// The tests' Python, with the formats' own libraries; `scripts/test` makes its environment.
package enum Python {
  /// What a program said that failed.
  package struct Failure: Error {
    package let said: String
  }

  /// The environment's folder.
  package static var environment: String {
    ProcessInfo.processInfo.environment["ASTROLABE_VENV"] ?? Repository.path(".venv")
  }

  /// Starts a program of Tests/Tools.
  package static func start(
    _ tool: String, _ arguments: [String], in folder: URL
  ) throws -> Running {
    try Running(
      URL(filePath: environment + "/bin/python"),
      [Repository.path("Tests/Tools/" + tool)] + arguments, in: folder)
  }

  /// Runs a program of Tests/Tools to its end; throws what it said when it fails.
  package static func run(_ tool: String, _ arguments: String...) throws {
    let result = try start(tool, arguments, in: Repository.root).finish()
    guard result.code == 0 else { throw Failure(said: result.output + result.errors) }
  }
}
