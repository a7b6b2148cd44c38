import CFuzzer

@testable import Formats

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `fuzz --target=NAME` and libFuzzer's own arguments; `fuzz --list` names the targets.
///
/// libFuzzer calls the target with bytes that it makes up, and sees by the sanitizers whether
/// reading them crashes, hangs, leaks, or takes more memory than it may.
@main
enum Fuzz {
  /// What libFuzzer's callback, which can carry nothing, calls.
  nonisolated(unsafe) private static var target = FuzzTarget.all[0]

  static func main() {
    if CommandLine.arguments.contains("--list") {
      for target in FuzzTarget.all { print(target.name) }
      return
    }
    let option = "--target="
    let name = CommandLine.arguments.first { $0.hasPrefix(option) }?.dropFirst(option.count)
    guard let found = FuzzTarget.all.first(where: { $0.name == name ?? "" }) else {
      print("which target? --target=\(FuzzTarget.all.map(\.name).joined(separator: "|"))")
      exit(2)
    }
    target = found
    var count = CommandLine.argc
    var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
    exit(
      LLVMFuzzerRunDriver(&count, &arguments) { bytes, length in
        let bytes = Array(UnsafeBufferPointer(start: bytes, count: length))
        return Fuzz.target.run(bytes) ? 0 : -1
      })
  }
}
