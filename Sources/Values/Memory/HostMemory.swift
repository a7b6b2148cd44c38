#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// This machine's memory.
package enum HostMemory {
  /// Physical bytes; `Int.max` where the system does not say.
  package static var physical: Int {
    let pages = sysconf(Int32(_SC_PHYS_PAGES))
    let size = sysconf(Int32(_SC_PAGESIZE))
    let (bytes, overflow) = pages.multipliedReportingOverflow(by: size)
    return pages > 0 && size > 0 && !overflow ? bytes : .max
  }
}
