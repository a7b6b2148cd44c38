import ArgumentParser
import Session

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The command. Exit codes: 0 done, 1 the work failed, 2 the call was wrong, 130 interrupted.
@main
struct Astrolabe: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "astrolabe",
    abstract: "Turns a file of embeddings into maps you can open.",
    discussion: """
      Computes PCA and t-SNE with OpenCL, on a GPU or on the CPU, and writes a TensorBoard \
      Embedding Projector folder, pictures and arrays.

      Example: astrolabe project embeddings.npy --labels labels.txt --output runs/mine
      """,
    version: toolVersion,
    subcommands: [Project.self, Inspect.self, Devices.self, DoctorCommand.self])

  static func main() {
    // A reader that closes the pipe early must not kill a run that still writes its files.
    _ = signal(SIGPIPE, SIG_IGN)
    // A file that grows past a limit is a failed write with its sentence, not a killed process.
    _ = signal(SIGXFSZ, SIG_IGN)
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      endProcess(leave(error))
    }
  }

  /// Says what went wrong, or shows the help that was asked for; returns the exit code.
  private static func leave(_ error: any Error) -> Int32 {
    if let code = error as? ExitCode { return code.rawValue }
    let message = fullMessage(for: error)
    if exitCode(for: error) == .success {
      if !message.isEmpty { print(message) }
      return 0
    }
    writeToStandardError(message + "\n")
    return exitCode(for: error) == .validationFailure ? 2 : 1
  }
}

/// Says what failed, and gives back the exit that goes with it.
func ended(_ error: any Error) -> ExitCode {
  let failure = Failure(error)
  writeToStandardError("astrolabe: \(failure.sentence)\n")
  return ExitCode(failure.code)
}

/// `exit`, whose name inside a command means the parser's own.
private func endProcess(_ code: Int32) -> Never { exit(code) }

/// Talk goes to standard error, results to standard output.
func writeToStandardError(_ text: String) {
  var rest = Array(text.utf8)[...]
  while !rest.isEmpty {
    let count = unsafe rest.withUnsafeBytes { unsafe write(2, $0.baseAddress, $0.count) }
    guard count > 0 else { return }
    rest = rest.dropFirst(count)
  }
}
