import Foundation
import Kernels
import TestSupport
import Testing

@Suite struct SourcesTests {
  /// The folder beside the package's manifest.
  private let folder = Repository.root.appending(path: "kernels")

  @Test func everyKernelFileIsEmbedded() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".cl") }.map { String($0.dropLast(3)) }
    #expect(KernelSources.names.sorted() == files.sorted())
    #expect(KernelSources.names.first == "common")
  }

  @Test func embeddedTextsAreTheFiles() throws {
    for name in KernelSources.names {
      let text = try String(contentsOf: folder.appending(path: name + ".cl"), encoding: .utf8)
      #expect(KernelSources.text(name) == text, "\(name).cl")
    }
  }
}
