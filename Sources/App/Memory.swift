import Kernels

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The most memory the run held, in bytes: the process's, and a GPU's buffers beside it.
func peakMemory(device: DeviceDescription, _ deviceBytes: Int) -> Int {
  var usage = rusage()
  #if canImport(Glibc)
    _ = unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    let resident = usage.ru_maxrss * 1024  // kilobytes on Linux
  #else
    _ = unsafe getrusage(RUSAGE_SELF, &usage)
    let resident = usage.ru_maxrss
  #endif
  return resident + (device.kind == .gpu ? deviceBytes : 0)
}
