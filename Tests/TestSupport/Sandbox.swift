package import Foundation

/// A temporary folder of one test.
package struct Sandbox {
  package let folder: URL

  package static func use<R>(_ body: (Sandbox) throws -> R) throws -> R {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "astrolabe-app-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(Sandbox(folder: folder))
  }

  /// `astrolabe project`, with these arguments, in this folder.
  package func project(
    _ arguments: String..., environment: [String: String?] = [:]
  ) throws -> Command.Result {
    try Command.run(["project"] + arguments, in: folder, environment: environment)
  }

  package func write(_ name: String, _ bytes: [UInt8]) throws {
    try Data(bytes).write(to: folder.appending(path: name))
  }

  package func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

  package func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appending(path: name)))
  }

  /// Everything in the folder, hidden names too.
  package func names(_ name: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: name).path).sorted()
  }

  package func report(_ name: String) throws -> [String: Any] {
    let data = try Data(contentsOf: folder.appending(path: name + "/report.json"))
    return try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
  }
}
