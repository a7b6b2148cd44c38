import ArgumentParser
import Doctor
import Values
import Kernels
import Session

/// Tries the kernels on each device, and measures the device.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Try every kernel on each device, and measure the device.",
    discussion: """
      Drivers do miscompile. Every kernel runs on small data and is held against a plain \
      implementation in double precision; then come the device's measured rates, and what a run \
      of 70,000 points would take by them. Exit code 1 if a kernel is wrong.
      """)

  @Option(
    help: ArgumentHelp(
      "Only this device. INDEX: as 'astrolabe devices' prints it. (default: all)",
      valueName: "auto|cpu|gpu|INDEX"))
  var device: String?

  @Option(
    help: ArgumentHelp(
      "Only the kernels of these files, comma-separated: neighbors,field.", valueName: "list"))
  var kernels: String?

  @Flag(inversion: .prefixedNo, help: "Measure rates, too.")
  var rates = true

  @Flag(help: "One JSON object on standard output.")
  var json = false

  func run() throws {
    let cache = KernelCache()
    defer { cache.remove() }
    do {
      guard try examine() else { throw ExitCode(1) }
    } catch let code as ExitCode {
      throw code
    } catch {
      throw ended(error)
    }
  }

  /// Whether every kernel is right on every device.
  private func examine() throws -> Bool {
    let files = try kernels.map(Self.files) ?? Checkup.files
    let all = try DeviceDescription.all()
    guard !all.isEmpty else { throw DeviceMissing(what: .any, devices: []) }
    let chosen = try device.map { [try DeviceChoice(DeviceWish($0), among: all).device] } ?? all
    var findings: [Finding] = []
    for device in chosen {
      findings.append(
        try Finding(device, files: files, rates: rates) { if !json { print($0) } })
    }
    if json { print(JSON.object([("devices", .array(findings.map(\.json)))]).pretty) }
    return findings.allSatisfy(\.isRight)
  }

  private static func files(_ list: String) throws -> [String] {
    let names = list.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    for name in names where !Checkup.files.contains(name) {
      throw CallError("--kernels", unknown: name, among: Checkup.files)
    }
    return names
  }
}
