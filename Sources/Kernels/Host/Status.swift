import COpenCL

/// An OpenCL status code. Unknown codes survive as numbers.
package struct Status: RawRepresentable, Equatable, Sendable, CustomStringConvertible {
  package let rawValue: Int32

  package init(rawValue: Int32) { self.rawValue = rawValue }

  package static let success = Status(rawValue: 0)
  package static let deviceNotFound = Status(rawValue: -1)
  /// `CL_PLATFORM_NOT_FOUND_KHR`: the loader found no driver at all.
  package static let noPlatform = Status(rawValue: -1001)

  package var description: String {
    "\(Self.names[rawValue] ?? "unknown status") (\(rawValue))"
  }

  private static let names: [Int32: String] = [
    0: "CL_SUCCESS", -1: "CL_DEVICE_NOT_FOUND", -2: "CL_DEVICE_NOT_AVAILABLE",
    -3: "CL_COMPILER_NOT_AVAILABLE", -4: "CL_MEM_OBJECT_ALLOCATION_FAILURE",
    -5: "CL_OUT_OF_RESOURCES", -6: "CL_OUT_OF_HOST_MEMORY",
    -7: "CL_PROFILING_INFO_NOT_AVAILABLE", -8: "CL_MEM_COPY_OVERLAP",
    -11: "CL_BUILD_PROGRAM_FAILURE", -12: "CL_MAP_FAILURE",
    -14: "CL_EXEC_STATUS_ERROR_FOR_EVENTS_IN_WAIT_LIST", -15: "CL_COMPILE_PROGRAM_FAILURE",
    -17: "CL_LINK_PROGRAM_FAILURE", -30: "CL_INVALID_VALUE", -31: "CL_INVALID_DEVICE_TYPE",
    -32: "CL_INVALID_PLATFORM", -33: "CL_INVALID_DEVICE", -34: "CL_INVALID_CONTEXT",
    -36: "CL_INVALID_COMMAND_QUEUE", -38: "CL_INVALID_MEM_OBJECT", -43: "CL_INVALID_BUILD_OPTIONS",
    -44: "CL_INVALID_PROGRAM", -45: "CL_INVALID_PROGRAM_EXECUTABLE",
    -46: "CL_INVALID_KERNEL_NAME", -48: "CL_INVALID_KERNEL", -49: "CL_INVALID_ARG_INDEX",
    -50: "CL_INVALID_ARG_VALUE", -51: "CL_INVALID_ARG_SIZE", -52: "CL_INVALID_KERNEL_ARGS",
    -53: "CL_INVALID_WORK_DIMENSION", -54: "CL_INVALID_WORK_GROUP_SIZE",
    -55: "CL_INVALID_WORK_ITEM_SIZE", -56: "CL_INVALID_GLOBAL_OFFSET",
    -61: "CL_INVALID_BUFFER_SIZE", -63: "CL_INVALID_GLOBAL_WORK_SIZE",
    -1001: "CL_PLATFORM_NOT_FOUND_KHR",
  ]
}

/// A device could not do what was asked of it.
package struct DeviceError: Error, CustomStringConvertible, Sendable {
  /// The OpenCL function that failed, nil when the project itself refused.
  package let call: String?
  package let status: Status
  /// What was being done, to what.
  package let doing: String
  /// The compiler's words, for a failed build.
  package var log = ""

  package init(call: String? = nil, status: Status = .success, doing: String, log: String = "") {
    self.call = call
    self.status = status
    self.doing = doing
    self.log = log
  }

  package var description: String {
    guard let call else { return doing }
    let sentence = "\(call): \(status) \(doing)"
    return log.isEmpty ? sentence : "\(sentence)\n\(log)"
  }
}

/// The one place where a status becomes an error.
func check(
  _ code: Int32, _ call: String, _ doing: @autoclosure () -> String
) throws(DeviceError) {
  let status = Status(rawValue: code)
  guard status == .success else {
    throw DeviceError(call: call, status: status, doing: doing())
  }
}
