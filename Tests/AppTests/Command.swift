import Foundation

/// The built binary, run as a user runs it.
struct Command {
  /// What a finished run left: its exit code and what it said.
  struct Result {
    let code: Int32
    let output: String
    let errors: String
  }

  /// Beside the test bundle.
  static var binary: URL {
    let test = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    return test.deletingLastPathComponent().appending(path: "astrolabe")
  }

  /// The repository.
  static var root: URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
  }

  /// Runs the binary in `folder`; changes to the environment: nil removes a name.
  static func run(
    _ arguments: [String], in folder: URL, environment: [String: String?] = [:]
  ) throws -> Result {
    let process = try start(arguments, in: folder, environment: environment)
    return try process.finish()
  }

  /// Starts the binary without waiting for it.
  static func start(
    _ arguments: [String], in folder: URL, environment: [String: String?] = [:]
  ) throws -> Running {
    try Running(binary, arguments, in: folder, environment: environment)
  }
}

/// A started process whose output goes to files, so that no pipe fills up.
final class Running {
  let process = Process()
  private let output: URL
  private let errors: URL

  init(
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
  func errorsSoFar() throws -> String { try String(contentsOf: errors, encoding: .utf8) }

  func finish() throws -> Command.Result {
    process.waitUntilExit()
    defer { try? FileManager.default.removeItem(at: output.deletingLastPathComponent()) }
    return Command.Result(
      code: process.terminationStatus, output: try String(contentsOf: output, encoding: .utf8),
      errors: try String(contentsOf: errors, encoding: .utf8))
  }
}

/// A temporary folder of one test.
struct Sandbox {
  let folder: URL

  static func use<R>(_ body: (Sandbox) throws -> R) throws -> R {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "astrolabe-app-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(Sandbox(folder: folder))
  }

  /// `astrolabe project`, with these arguments, in this folder.
  func project(
    _ arguments: String..., environment: [String: String?] = [:]
  ) throws -> Command.Result {
    try Command.run(["project"] + arguments, in: folder, environment: environment)
  }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    try Data(bytes).write(to: folder.appending(path: name))
  }

  func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

  func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appending(path: name)))
  }

  /// Everything in the folder, hidden names too.
  func names(_ name: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: name).path).sorted()
  }

  func report(_ name: String) throws -> [String: Any] {
    let data = try Data(contentsOf: folder.appending(path: name + "/report.json"))
    return try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
  }
}

/// An .npy file of float32 values.
func npy(_ values: [Float], columns: Int) -> [UInt8] {
  npy(
    "{'descr': '<f4', 'fortran_order': False, 'shape': (\(values.count / columns), \(columns)), }",
    values.flatMap { withUnsafeBytes(of: $0.bitPattern.littleEndian, Array.init) })
}

func npy(_ header: String, _ values: [UInt8]) -> [UInt8] {
  let text = Array((header + "\n").utf8)
  return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(text.count & 255), UInt8(text.count >> 8)]
    + text + values
}

/// `groups` clusters of `size` points, far apart.
func clusters(_ groups: Int, of size: Int, columns: Int) -> [Float] {
  var state: UInt64 = 88_172_645_463_325_252
  func next() -> Float {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Float(state >> 40) / Float(1 << 23) - 1
  }
  let centers = (0..<groups).map { _ in (0..<columns).map { _ in next() * 10 } }
  return (0..<groups * size).flatMap { i in centers[i / size].map { $0 + next() } }
}

/// The float32 values of an .npy file that astrolabe wrote.
func npyValues(_ bytes: [UInt8]) -> [Float] {
  let length = Int(bytes[8]) | Int(bytes[9]) << 8
  return stride(from: 10 + length, to: bytes.count, by: 4).map { at in
    Float(bitPattern: (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[at + $1]) << (8 * $1) })
  }
}
