import COpenCL

/// Seconds that a device spent in each kernel, by OpenCL's own clock, for benchmarks: a profiled
/// device waits for every launch.
package struct Profile: Sendable {
  package struct Entry: Sendable {
    package var launches = 0
    package var seconds = 0.0
  }

  /// By `file.function`.
  package private(set) var entries: [String: Entry] = [:]

  package init() {}

  /// Adds a launch, which must be complete.
  mutating func add(_ name: String, _ event: cl_event) throws(DeviceError) {
    let start = try unsafe Self.moment(event, cl_profiling_info(CL_PROFILING_COMMAND_START))
    let end = try unsafe Self.moment(event, cl_profiling_info(CL_PROFILING_COMMAND_END))
    entries[name, default: Entry()].launches += 1
    entries[name, default: Entry()].seconds += Double(end - min(start, end)) * 1e-9
  }

  private static func moment(
    _ event: cl_event, _ which: cl_profiling_info
  ) throws(DeviceError) -> cl_ulong {
    var value: cl_ulong = 0
    try check(
      unsafe clGetEventProfilingInfo(
        event, which, MemoryLayout<cl_ulong>.size, &value, nil), "clGetEventProfilingInfo",
      "timing a launch")
    return value
  }
}
