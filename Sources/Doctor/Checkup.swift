package import Kernels

/// What the doctor found out about one kernel.
package struct Verdict: Sendable {
  package let kernel: KernelName
  /// The error nearest its limit, and that limit; nil where there is no result.
  package let error: Double?
  package let limit: Double?
  /// What is wrong, in words; nil: the kernel is right.
  package let problem: String?
}

/// Tries every kernel on a device.
package struct Checkup {
  private let device: Device
  private let checks: [KernelCheck]

  /// The device at `index`, its buffers guarded. `sourceEdit`: alters kernels, to see whether wrong
  /// ones are found.
  package init(
    device index: Int, tuning: Tuning? = nil, checks: [KernelCheck] = KernelCheck.all,
    sourceEdit: SourceEdit? = nil
  ) throws(DeviceError) {
    device = try Device(index: index, guarded: true, tuning: tuning, sourceEdit: sourceEdit)
    self.checks = checks
  }

  /// On a guarded device that is open already: PoCL fails at random when there are several.
  package init(on device: Device, checks: [KernelCheck] = KernelCheck.all) {
    precondition(device.isGuarded)
    self.device = device
    self.checks = checks
  }

  /// The files that have kernels, in the order of the sources.
  package static var files: [String] {
    KernelSources.names.filter { !KernelSources.kernels(of: $0).isEmpty }
  }

  /// A verdict for each kernel of `file`.
  package func verdicts(of file: String) -> [Verdict] {
    let outcomes = checks.filter { $0.file == file }.map(outcome)
    return KernelSources.kernels(of: file).map { kernel in
      let met = outcomes.filter { $0.kernels.contains(kernel) }
      if let wrong = met.first(where: { $0.problem != nil }) { return wrong.verdict(kernel) }
      if let right = met.first { return right.verdict(kernel) }
      if let failed = outcomes.first(where: { $0.problem != nil }) { return failed.verdict(kernel) }
      return Verdict(
        kernel: kernel, error: nil, limit: nil, problem: "no check tries this kernel")
    }
  }

  private struct Outcome {
    let kernels: Set<KernelName>
    var comparison: Comparison?
    let problem: String?

    func verdict(_ kernel: KernelName) -> Verdict {
      Verdict(
        kernel: kernel, error: comparison?.error, limit: comparison?.limit, problem: problem)
    }
  }

  /// Runs a check twice: a repeat must give the same bits.
  private func outcome(_ check: KernelCheck) -> Outcome {
    let overruns = device.overruns.count
    device.launched = []
    let first = Comparison(), second = Comparison()
    do {
      try check.run(device, first)
      try check.run(device, second)
    } catch {
      return Outcome(kernels: device.launched, comparison: nil, problem: "failed: \(error)")
    }
    let problem: String? =
      if !first.isRight {
        "wrong result"
      } else if let overrun = device.overruns.dropFirst(overruns).first {
        "wrote past the end of a buffer (\(overrun))"
      } else if first.digest != second.digest {
        "a repeat gave other bits"
      } else {
        nil
      }
    return Outcome(kernels: device.launched, comparison: first, problem: problem)
  }
}
