import Formats
import Foundation
import TestSupport
import Values

/// A temporary folder of one test, gone when `use` returns.
struct OutputSandbox {
  let root: String

  static func use<R>(_ body: (OutputSandbox) throws -> R) throws -> R {
    let root = NSTemporaryDirectory() + "astrolabe-output-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: root) }
    return try body(OutputSandbox(root: root))
  }

  /// The path of `name` in the sandbox.
  func path(_ name: String) -> String { root + "/" + name }

  func put(_ text: String, at name: String) throws {
    let parent = (path(name) as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: path(name)))
  }

  func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: path(name))))
  }

  func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

  /// All names in a folder of the sandbox, hidden ones too, sorted.
  func names(in folder: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path(folder)).sorted()
  }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }
}

extension OutputFolder {
  /// One whole file.
  func put(_ text: String, as name: String) throws {
    let file = try create(name)
    try file.write(text)
    try file.close()
  }

  /// A finished run that wrote these files and their report.
  static func write(_ files: [String: String], to path: String, force: Bool = false) throws {
    let folder = try OutputFolder(path: path, force: force)
    for (name, text) in files.sorted(by: { $0.key < $1.key }) { try folder.put(text, as: name) }
    try Report.sample.write(to: folder)
    let notes = try folder.commit()
    if !notes.isEmpty { throw DataError("unexpected notes: \(notes)") }
  }
}

extension Report {
  static var sample: Report {
    let source = Dataset.Source(paths: ["a.npy"], format: "npy", shape: [4, 3], type: .float32)
    let device = Device(index: 1, name: "cpu", platform: "PoCL", driver: "3.1")
    return Report(version: "0.1.0", command: "x", input: source, device: device, layouts: [])
  }
}
