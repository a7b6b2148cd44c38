import Kernels

/// Which device `--device` means, and why, in words.
struct DeviceChoice {
  let device: DeviceDescription
  let reason: String

  init(_ word: String, among devices: [DeviceDescription]) throws {
    guard !devices.isEmpty else { throw DeviceError(doing: Self.noDriver) }
    let gpu = devices.first { $0.kind == .gpu }
    switch word {
    case "auto":
      guard let device = gpu ?? devices.first(where: { $0.kind == .cpu }) ?? devices.first else {
        throw DeviceError(doing: Self.noDriver)
      }
      self.device = device
      reason = device.kind == .gpu ? "the first GPU" : "no OpenCL GPU was found"
    case "gpu":
      guard let gpu else {
        throw DeviceError(
          doing: "no OpenCL GPU found. Devices here: \(Self.list(devices)). Use --device cpu, or "
            + "install your GPU's OpenCL driver")
      }
      device = gpu
      reason = "the first GPU, as asked"
    case "cpu":
      guard let cpu = devices.first(where: { $0.kind == .cpu }) else {
        throw DeviceError(
          doing: "no OpenCL CPU device found. Devices here: \(Self.list(devices)). Install one "
            + "with: apt-get install pocl-opencl-icd")
      }
      device = cpu
      reason = "the CPU, as asked"
    default:
      device = try Self.indexed(word, devices)
      reason = "as asked"
    }
  }

  static let noDriver =
    "no OpenCL device found. For the CPU install PoCL (on Debian and Ubuntu: apt-get install "
    + "pocl-opencl-icd), for a GPU its maker's OpenCL driver"

  private static func indexed(
    _ word: String, _ devices: [DeviceDescription]
  ) throws -> DeviceDescription {
    guard let index = Int(word) else {
      throw CallError("--device", unknown: word, among: ["auto", "cpu", "gpu", "INDEX"])
    }
    guard let device = devices.first(where: { $0.index == index }) else {
      throw CallError("--device \(index): there is no such device. Devices here: \(list(devices))")
    }
    return device
  }

  private static func list(_ devices: [DeviceDescription]) -> String {
    devices.map { "\($0.index) \($0.summary)" }.joined(separator: ", ")
  }
}

extension DeviceDescription {
  /// `pthread-AMD EPYC, CPU, 2 units`.
  var summary: String {
    "\(name) (\(kind.rawValue), \(units) \(units == 1 ? "unit" : "units"))"
  }
}
