import Doctor
import Values
import Kernels
import Session

/// What the doctor found out about a device, told line by line and as JSON.
struct Finding {
  private let device: DeviceDescription
  private var verdicts: [Verdict] = []
  private var seconds = 0.0
  private var rates: Rates?
  private var estimate: Estimate?

  var isRight: Bool { wrong.isEmpty }
  private var wrong: [Verdict] { verdicts.filter { $0.problem != nil } }

  /// Tries the kernels of `files` and, when they are right and it is wanted, measures.
  init(
    _ device: DeviceDescription, files: [String], rates: Bool, tell: (String) -> Void
  ) throws {
    self.device = device
    tell("device \(device.index): \(device.summary), \(device.platform), driver \(device.driver)")
    try tryKernels(of: files, tell)
    guard rates, isRight else { return }
    let opened = try Device(index: device.index)
    let measured = try Rates(of: opened)
    self.rates = measured
    tell(Self.row("copying in its memory", "\(fixed(measured.copy / 1e9, digits: 1)) GB/s"))
    tell(Self.row("sending to the device", "\(fixed(measured.transfer / 1e9, digits: 1)) GB/s"))
    tell(Self.row("matrix product", "\(fixed(measured.product / 1e9, digits: 0)) GFLOP/s"))
    tell(Self.row("a launch", "\(fixed(measured.launch * 1e6, digits: 1)) us"))
    let estimate = try Estimate(of: opened, measured)
    self.estimate = estimate
    tell(
      "\(grouped(estimate.points)) x \(estimate.dimensions) points would take about "
        + "\(Self.seconds(estimate.seconds)), without reading and writing files:")
    for stage in estimate.stages {
      tell(Self.row(stage.name, Self.seconds(stage.seconds)) + "   " + stage.basis)
    }
  }

  private mutating func tryKernels(of files: [String], _ tell: (String) -> Void) throws {
    let start = ContinuousClock.now
    let checkup = try Checkup(device: device.index)
    tell("  " + "kernel".padded(to: 28) + "error    limit")
    for file in files {
      for verdict in checkup.verdicts(of: file) {
        verdicts.append(verdict)
        tell(Self.row(verdict))
      }
    }
    seconds = (ContinuousClock.now - start) / .seconds(1)
    let spent = fixed(seconds, digits: 1)
    tell(
      wrong.isEmpty
        ? "all \(verdicts.count) kernels are right (\(spent) s)"
        : "\(wrong.count) of \(verdicts.count) kernels \(wrong.count == 1 ? "is" : "are") wrong on '\(device.name)' (\(spent) s): "
          + "its maps would be, too. Update its driver, or use another --device")
  }

  private static func row(_ verdict: Verdict) -> String {
    let error = verdict.error.map(scientific) ?? "-"
    let limit = verdict.limit.map(scientific) ?? "-"
    return "  \(verdict.kernel.description.padded(to: 28))\(error.padded(to: 9))"
      + "\(limit.padded(to: 9))\(verdict.problem.map { "WRONG: \($0)" } ?? "right")"
  }

  private static func row(_ name: String, _ value: String) -> String {
    "  \(name.padded(to: 28))\(value)"
  }

  private static func seconds(_ value: Double) -> String {
    "\(fixed(value, digits: value < 1 ? 2 : 1)) s"
  }

  /// `2.4e-07`; `0` and `inf` as they are.
  private static func scientific(_ value: Double) -> String {
    guard value.isFinite, value > 0 else { return value == 0 ? "0" : "inf" }
    var exponent = 0
    var digits = value
    while digits >= 9.95 { (digits, exponent) = (digits / 10, exponent + 1) }
    while digits < 0.995 { (digits, exponent) = (digits * 10, exponent - 1) }
    let power = String(abs(exponent))
    return fixed(digits, digits: 1) + (exponent < 0 ? "e-" : "e+")
      + (power.count < 2 ? "0" : "") + power
  }

  var json: JSON {
    var members: [(name: String, value: JSON)] = [
      ("index", .integer(device.index)), ("name", .string(device.name)),
      ("platform", .string(device.platform)), ("driver", .string(device.driver)),
      ("kind", .string(device.kind.rawValue)), ("units", .integer(device.units)),
      ("right", .bool(isRight)), ("seconds", .number(seconds)),
      ("kernels", .array(verdicts.map(Self.json))),
    ]
    if let rates {
      members.append(
        (
          "rates",
          .object([
            ("copy_bytes_per_second", .number(rates.copy)),
            ("transfer_bytes_per_second", .number(rates.transfer)),
            ("product_flop_per_second", .number(rates.product)),
            ("launch_seconds", .number(rates.launch)),
          ])
        ))
    }
    if let estimate { members.append(("estimate", Self.json(estimate))) }
    return .object(members)
  }

  private static func json(_ verdict: Verdict) -> JSON {
    .object([
      ("kernel", .string(verdict.kernel.description)),
      ("right", .bool(verdict.problem == nil)),
      ("error", verdict.error.map(JSON.number) ?? .null),
      ("limit", verdict.limit.map(JSON.number) ?? .null),
      ("problem", verdict.problem.map(JSON.string) ?? .null),
    ])
  }

  private static func json(_ estimate: Estimate) -> JSON {
    .object([
      ("points", .integer(estimate.points)), ("dimensions", .integer(estimate.dimensions)),
      ("seconds", .number(estimate.seconds)),
      (
        "stages",
        .array(
          estimate.stages.map {
            .object([
              ("name", .string($0.name)), ("seconds", .number($0.seconds)),
              ("basis", .string($0.basis)),
            ])
          })
      ),
    ])
  }
}
