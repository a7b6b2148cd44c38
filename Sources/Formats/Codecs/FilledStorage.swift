#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import Values

extension Storage {
  /// At most `capacity` bytes, which `fill` writes; it returns how many.
  ///
  /// The room is address space alone until it is written to, so that bytes whose number is not
  /// known before need no second copy while they grow. Where the system has no such room, `fill` is
  /// given less, though never less than `least`. Errors: those of `fill`, and what the system says
  /// when there is no room for the content of `path`.
  static func filled(
    atMost capacity: Int, least: Int, for path: String,
    _ fill: (UnsafeMutableRawBufferPointer) throws(DataError) -> Int
  ) throws(DataError) -> Storage {
    guard capacity > 0 else { return Storage([]) }
    let room = try unsafe room(capacity, least: least, path)
    let count: Int
    do throws(DataError) {
      count = try unsafe fill(room)
    } catch {
      _ = unsafe munmap(room.baseAddress, room.count)
      throw error
    }
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    let kept = min(room.count, max(1, (count + page - 1) / page) * page)
    let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: room[kept...])
    if unsafe !rest.isEmpty { _ = unsafe munmap(rest.baseAddress, rest.count) }
    return unsafe Storage(base: UnsafeRawPointer(room.baseAddress), length: kept, count: count)
  }

  /// `capacity` bytes, or the largest half, quarter ... of them that there is.
  private static func room(
    _ capacity: Int, least: Int, _ path: String
  ) throws(DataError) -> UnsafeMutableRawBufferPointer {
    var size = capacity
    while true {
      let flags = MAP_PRIVATE | MAP_ANON | MAP_NORESERVE
      let address = unsafe mmap(nil, size, PROT_READ | PROT_WRITE, flags, -1, 0)
      if unsafe address != MAP_FAILED, let address = unsafe address {
        return unsafe UnsafeMutableRawBufferPointer(start: address, count: size)
      }
      guard size > least else {
        throw DataError(
          "\(path): cannot unpack: no memory for \(grouped(size)) bytes: \(systemReason())")
      }
      size = max(least, size / 2)
    }
  }
}
