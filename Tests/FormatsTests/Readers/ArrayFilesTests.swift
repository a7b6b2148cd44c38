import Foundation
import Testing

/// .npy, .npz, safetensors, fvecs, bvecs and ivecs beside NumPy and safetensors themselves.
@Suite struct ArrayFilesTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  static let samples = root + "/Tests/Samples/arrays"

  /// Written by these libraries once.
  @Test func samplesAreReadAsTheLibrariesReadThem() throws {
    let files = try WrittenFiles(folder: Self.samples)
    #expect(files.entries.count > 100)
    files.check()
  }

  /// Written by the libraries now.
  @Test func newFilesAreReadAsTheLibrariesReadThem() throws {
    try OutputSandbox.use { sandbox in
      let environment = ProcessInfo.processInfo.environment["ASTROLABE_VENV"]
      let python = Process()
      python.executableURL = URL(
        fileURLWithPath: (environment ?? Self.root + "/.venv") + "/bin/python")
      python.arguments = [Self.root + "/Tests/Tools/write_arrays.py", sandbox.path("new")]
      try python.run()
      python.waitUntilExit()
      #expect(python.terminationStatus == 0)
      let files = try WrittenFiles(folder: sandbox.path("new"))
      #expect(files.entries.count > 100)
      files.check()
    }
  }
}
