package import Kernels

/// Which device is meant, and why, in words.
package struct DeviceChoice {
  package let device: DeviceDescription
  package let reason: String

  package init(_ wish: DeviceWish, among devices: [DeviceDescription]) throws(DeviceMissing) {
    func missing(_ what: DeviceMissing.What) -> DeviceMissing {
      DeviceMissing(what: what, devices: devices)
    }
    let gpu = devices.first { $0.kind == .gpu }
    let cpu = devices.first { $0.kind == .cpu }
    switch wish {
    case .auto:
      guard let device = gpu ?? cpu ?? devices.first else { throw missing(.any) }
      self.device = device
      reason = device.kind == .gpu ? "the first GPU" : "no OpenCL GPU was found"
    case .gpu:
      guard let gpu else { throw missing(devices.isEmpty ? .any : .gpu) }
      device = gpu
      reason = "the first GPU, as asked"
    case .cpu:
      guard let cpu else { throw missing(devices.isEmpty ? .any : .cpu) }
      device = cpu
      reason = "the CPU, as asked"
    case .index(let index):
      guard let device = devices.first(where: { $0.index == index }) else {
        throw missing(devices.isEmpty ? .any : .index(index))
      }
      self.device = device
      reason = "as asked"
    }
  }
}

/// The device that was asked for is not here.
package struct DeviceMissing: Error, CustomStringConvertible {
  package enum What: Equatable, Sendable {
    case any, cpu, gpu
    case index(Int)
  }

  package let what: What
  /// What there is instead.
  package let devices: [DeviceDescription]

  package init(what: What, devices: [DeviceDescription]) {
    self.what = what
    self.devices = devices
  }

  package var description: String {
    let here = devices.map { "\($0.index) \($0.summary)" }.joined(separator: ", ")
    return switch what {
    case .any:
      "no OpenCL device found. For the CPU install PoCL (on Debian and Ubuntu: apt-get install "
        + "pocl-opencl-icd), for a GPU its maker's OpenCL driver"
    case .gpu: "no OpenCL GPU found. Devices here: \(here)"
    case .cpu: "no OpenCL CPU device found. Devices here: \(here)"
    case .index: "there is no such device. Devices here: \(here)"
    }
  }
}

/// The device failed in the midst of a run.
package struct DeviceFailure: Error, CustomStringConvertible {
  package let device: DeviceDescription
  package let error: DeviceError

  package var description: String {
    device.kind == .gpu ? "\(error) on '\(device.name)'" : "\(error)"
  }
}

extension DeviceDescription {
  /// `pthread-AMD EPYC, CPU, 2 units`.
  package var summary: String {
    "\(name) (\(kind.rawValue), \(units) \(units == 1 ? "unit" : "units"))"
  }
}
