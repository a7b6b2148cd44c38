import Kernels

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The most memory the run held, in bytes: the process's, and a GPU's buffers beside it.
func peakMemory(device: DeviceDescription, _ deviceBytes: Int) -> Int {
  (peakResident() ?? largestResident()) + (device.kind == .gpu ? deviceBytes : 0)
}

/// The peak of this program alone, where /proc tells it (proc(5), VmHWM). That of getrusage starts
/// at the peak of the process that started it.
private func peakResident() -> Int? {
  guard let file = unsafe fopen("/proc/self/status", "r") else { return nil }
  defer { unsafe fclose(file) }
  var line = [CChar](repeating: 0, count: 256)
  while unsafe fgets(&line, Int32(line.count), file) != nil {
    let bytes = line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.hasPrefix("VmHWM:") else { continue }
    return Int(text.filter(\.isWholeNumber)).map { $0 * 1024 }
  }
  return nil
}

private func largestResident() -> Int {
  var usage = rusage()
  #if canImport(Glibc)
    _ = unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss * 1024  // kilobytes on Linux
  #else
    _ = unsafe getrusage(RUSAGE_SELF, &usage)
    return usage.ru_maxrss
  #endif
}
