import Foundation
import TestSupport
import Testing

@Suite struct DoctorTests {
  private func doctor(
    _ arguments: [String], environment: [String: String?] = [:]
  ) throws -> Command.Result {
    try Sandbox.use { sandbox in
      try Command.run(
        ["doctor", "--device", "cpu", "--no-rates"] + arguments, in: sandbox.folder,
        environment: environment)
    }
  }

  private struct Finding {
    let isRight: Bool
    let kernels: [[String: Any]]
  }

  private func finding(_ result: Command.Result) throws -> Finding {
    let json = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    let devices = try #require((json as? [String: Any])?["devices"] as? [[String: Any]])
    let device = try #require(devices.first)
    return Finding(
      isRight: try #require(device["right"] as? Bool),
      kernels: try #require(device["kernels"] as? [[String: Any]]))
  }

  @Test func everyKernelIsRightHere() throws {
    let result = try doctor(["--json"])
    #expect(result.code == 0, "\(result.output)\(result.errors)")
    let finding = try finding(result)
    #expect(finding.isRight)
    // The kernels of the folder, by their own words.
    let folder = Repository.root.appending(path: "kernels")
    var names: Set<String> = []
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      for kernel in text.matches(of: /(?m)^kernel (?:__attribute__.*\n? *)?void +(\w+)\(/) {
        names.insert("\(file.dropLast(3)).\(kernel.output.1)")
      }
    }
    #expect(Set(finding.kernels.compactMap { $0["kernel"] as? String }) == names)
  }

  /// A driver that takes one function for another: PoCL adds these flags to every build, but does
  /// not tell builds by them in its cache.
  @Test func aWrongDriverIsFound() throws {
    let result = try doctor(
      ["--kernels", "affinities,order"],
      environment: ["POCL_EXTRA_BUILD_FLAGS": "-D_cl_exp=_cl_exp2", "POCL_KERNEL_CACHE": "0"])
    #expect(result.code == 1)
    #expect(result.output.contains("WRONG: wrong result"))
    #expect(result.output.contains("1 of 2 kernels is wrong"))
  }

  @Test func unknownKernelsAreABadCall() throws {
    let result = try doctor(["--kernels", "neighbours"])
    #expect(result.code == 2)
    #expect(result.errors.contains("Did you mean neighbors?"))
  }
}
