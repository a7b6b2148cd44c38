import COpenCL

/// What an OpenCL device says of itself.
package struct DeviceDescription: Sendable, Equatable {
  package enum Kind: String, Sendable { case cpu = "CPU", gpu = "GPU", other = "accelerator" }

  /// Position in `DeviceDescription.all()`, the number that `--device` takes.
  package let index: Int
  package let platform: String
  package let name: String
  package let kind: Kind
  /// Compute units.
  package let units: Int
  /// Bytes of memory, and the most that one buffer may have.
  package let memory: Int
  package let maxAllocation: Int
  package let maxGroupSize: Int
  package let localMemory: Int
  /// OpenCL version and driver version, as the driver words them.
  package let version: String
  package let driver: String

  /// Every device of every platform, in the loader's order; empty when there is no driver.
  package static func all() throws(DeviceError) -> [DeviceDescription] {
    try unsafe handles().enumerated().map {
      (index, handle) throws(DeviceError) in try unsafe DeviceDescription(index, handle)
    }
  }

  static func handles() throws(DeviceError) -> [cl_device_id] {
    var count: cl_uint = 0
    let code = unsafe clGetPlatformIDs(0, nil, &count)
    if Status(rawValue: code) == .noPlatform || count == 0 { return unsafe [] }
    try check(code, "clGetPlatformIDs", "looking for OpenCL drivers")
    var platforms = unsafe [cl_platform_id?](repeating: nil, count: Int(count))
    try check(
      unsafe clGetPlatformIDs(count, &platforms, nil), "clGetPlatformIDs",
      "looking for OpenCL drivers")
    var devices: [cl_device_id] = unsafe []
    for index in unsafe platforms.indices {
      unsafe devices += try unsafe handles(of: platforms[index])
    }
    return unsafe devices
  }

  private static func handles(of platform: cl_platform_id?) throws(DeviceError) -> [cl_device_id] {
    let all = cl_device_type(0xFFFF_FFFF)  // CL_DEVICE_TYPE_ALL, a macro Swift cannot import
    var count: cl_uint = 0
    let code = unsafe clGetDeviceIDs(platform, all, 0, nil, &count)
    if Status(rawValue: code) == .deviceNotFound || count == 0 { return unsafe [] }
    try check(code, "clGetDeviceIDs", "listing an OpenCL platform's devices")
    var devices = unsafe [cl_device_id?](repeating: nil, count: Int(count))
    try check(
      unsafe clGetDeviceIDs(platform, all, count, &devices, nil), "clGetDeviceIDs",
      "listing an OpenCL platform's devices")
    return unsafe devices.compactMap { unsafe $0 }
  }

  init(_ index: Int, _ handle: cl_device_id) throws(DeviceError) {
    let query = unsafe DeviceQuery(handle: handle)
    self.index = index
    platform = try query.platformName()
    name = try query.text(CL_DEVICE_NAME)
    let type: cl_device_type = try query.value(CL_DEVICE_TYPE, 0)
    kind = type & 4 != 0 ? .gpu : type & 2 != 0 ? .cpu : .other
    units = Int(try query.value(CL_DEVICE_MAX_COMPUTE_UNITS, cl_uint(0)))
    memory = Int(clamping: try query.value(CL_DEVICE_GLOBAL_MEM_SIZE, cl_ulong(0)))
    maxAllocation = Int(clamping: try query.value(CL_DEVICE_MAX_MEM_ALLOC_SIZE, cl_ulong(0)))
    maxGroupSize = try query.value(CL_DEVICE_MAX_WORK_GROUP_SIZE, 0)
    localMemory = Int(clamping: try query.value(CL_DEVICE_LOCAL_MEM_SIZE, cl_ulong(0)))
    version = try query.text(CL_DEVICE_VERSION)
    driver = try query.text(CL_DRIVER_VERSION)
  }
}

/// Asks one device for its properties.
@safe private struct DeviceQuery {
  private let handle: cl_device_id

  init(handle: cl_device_id) { unsafe self.handle = handle }

  func value<T: BitwiseCopyable>(_ property: Int32, _ initial: T) throws(DeviceError) -> T {
    var value = initial
    let size = MemoryLayout<T>.size
    try check(
      unsafe clGetDeviceInfo(handle, cl_device_info(property), size, &value, nil),
      "clGetDeviceInfo", "asking a device for property \(property)")
    return value
  }

  func text(_ property: Int32) throws(DeviceError) -> String {
    var size = 0
    try check(
      unsafe clGetDeviceInfo(handle, cl_device_info(property), 0, nil, &size),
      "clGetDeviceInfo", "asking a device for property \(property)")
    var bytes = [UInt8](repeating: 0, count: size)
    try check(
      unsafe clGetDeviceInfo(handle, cl_device_info(property), size, &bytes, nil),
      "clGetDeviceInfo", "asking a device for property \(property)")
    return textOf(bytes)
  }

  func platformName() throws(DeviceError) -> String {
    var platform: cl_platform_id?
    let size = unsafe MemoryLayout<cl_platform_id?>.size
    try check(
      unsafe clGetDeviceInfo(handle, cl_device_info(CL_DEVICE_PLATFORM), size, &platform, nil),
      "clGetDeviceInfo", "asking a device for its platform")
    var bytes = [UInt8](repeating: 0, count: 256)
    try check(
      unsafe clGetPlatformInfo(platform, cl_platform_info(CL_PLATFORM_NAME), 256, &bytes, nil),
      "clGetPlatformInfo", "asking a platform for its name")
    return textOf(bytes)
  }
}

/// The text before the first NUL, without the spaces some drivers put around it.
func textOf(_ bytes: [UInt8]) -> String {
  let text = bytes.prefix { $0 != 0 }.drop { $0 == 32 }
  let end = text.lastIndex { $0 != 32 }.map { $0 + 1 } ?? text.startIndex
  return String(decoding: text[..<end], as: UTF8.self)
}
