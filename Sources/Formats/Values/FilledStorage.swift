#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Storage {
  /// At most `capacity` bytes, which `fill` writes; it returns how many.
  ///
  /// The room is address space alone until it is written to, so that bytes whose number is not known
  /// before need no second copy while they grow. Errors: those of `fill`, and what the system says
  /// when there is no such room for the content of `path`.
  static func filled(
    atMost capacity: Int, for path: String,
    _ fill: (UnsafeMutableRawBufferPointer) throws(DataError) -> Int
  ) throws(DataError) -> Storage {
    guard capacity > 0 else { return Storage([]) }
    let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
    let address = unsafe mmap(nil, capacity, PROT_READ | PROT_WRITE, flags, -1, 0)
    guard unsafe address != MAP_FAILED, let address = unsafe address else {
      throw DataError(
        "\(path): cannot unpack: no memory for \(grouped(capacity)) bytes: \(systemReason())")
    }
    let count: Int
    do throws(DataError) {
      count = try unsafe fill(UnsafeMutableRawBufferPointer(start: address, count: capacity))
    } catch {
      _ = unsafe munmap(address, capacity)
      throw error
    }
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    let kept = min(capacity, max(1, (count + page - 1) / page) * page)
    if kept < capacity { _ = unsafe munmap(address + kept, capacity - kept) }
    return unsafe Storage(base: UnsafeRawPointer(address), length: kept, count: count)
  }
}
