import ArgumentParser
import Kernels
import Session

/// Lists the OpenCL devices.
struct Devices: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the OpenCL devices and what --device auto would choose.")

  func run() throws {
    do {
      let cache = KernelCache()
      defer { cache.remove() }
      let devices = try DeviceDescription.all()
      let automatic = try DeviceChoice(.auto, among: devices)
      for device in devices {
        print(description(device, isAutomatic: device.index == automatic.device.index))
      }
      print("--device auto would choose \(automatic.device.index): \(automatic.reason)")
    } catch {
      throw ended(error)
    }
  }

  private func description(_ device: DeviceDescription, isAutomatic: Bool) -> String {
    """
    \(device.index)\(isAutomatic ? " *" : "  ") \(device.name)
         platform  \(device.platform)
         kind      \(device.kind.rawValue), \(device.units) compute units
         memory    \(gigabytes(device.memory)) GB, at most \(gigabytes(device.maxAllocation)) GB in one buffer
         version   \(device.version), driver \(device.driver)
    """
  }
}
