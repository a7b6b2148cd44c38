import CKernels
import COpenCL

/// A compile-time number of a kernel file: `-D NAME=value`.
package struct Macro: Hashable, Sendable {
  let name: String
  let value: String

  package init(_ name: String, _ value: Int) {
    self.name = name
    self.value = String(value)
  }

  var option: String { "-D \(name)=\(value)" }
}

struct ProgramKey: Hashable {
  /// Of the files that are built together.
  let files: [String]
  let options: String

  var names: String { files.map { "\($0).cl" }.joined(separator: ", ") }
}

/// A kernel: a function of a file of `kernels/`.
package struct KernelName: Hashable, Sendable, CustomStringConvertible {
  package let file: String
  package let function: String

  package init(file: String, function: String) {
    self.file = file
    self.function = function
  }

  package var description: String { "\(file).\(function)" }
}

/// Gives the text of the file with this name in place of its own.
package typealias SourceEdit = (_ file: String, _ text: String) -> String

/// The texts of `kernels/`, embedded in the binary.
package enum KernelSources {
  /// File names without `.cl`; `common` first.
  package static var names: [String] {
    (0..<Int(astrolabe_kernel_source_count())).map { index in
      unsafe String(cString: source(index).name)
    }
  }

  package static func text(_ name: String) -> String? {
    guard let index = names.firstIndex(of: name) else { return nil }
    return unsafe String(cString: source(index).text)
  }

  /// The kernels of a file, in its order.
  package static func kernels(of file: String) -> [KernelName] {
    var names: [KernelName] = []
    var isInKernel = false
    for line in (text(file) ?? "").split(separator: "\n") {
      isInKernel = isInKernel || line.hasPrefix("kernel ")
      guard isInKernel, let type = line.firstRange(of: "void ") else { continue }
      let function = line[type.upperBound...].prefix { $0 == "_" || $0.isLetter || $0.isNumber }
      names.append(KernelName(file: file, function: String(function)))
      isInKernel = false
    }
    return names
  }

  /// Files whose kernels a run takes together, with the same macros. Asking PoCL for a program
  /// takes 22 ms whatever is in it, also where it was built before.
  private static let bundles = [
    ["prepare", "product", "gather"], ["neighbors", "pairs", "lists"],
    ["affinities", "symmetrize"],
    ["convolution", "filter"], ["attraction", "update", "order", "preservation"],
  ]

  /// The files that are built together with `file`.
  static func bundle(of file: String) -> [String] {
    bundles.first { $0.contains(file) } ?? [file]
  }

  /// kernels/`file`.cl with every line `#include "X.cl"` replaced by kernels/X.cl and what that
  /// includes: a driver sees no folder. Its messages name files and lines as they are here.
  static func expanded(_ file: String) -> String {
    guard let text = Self.text(file) else {
      preconditionFailure("kernels/\(file).cl is not among the embedded sources")
    }
    var lines = ["#line 1 \"\(file).cl\""]
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if line.hasPrefix("#include \""), line.hasSuffix(".cl\"") {
        lines.append(expanded(String(line.dropFirst(10).dropLast(4))))
        lines.append("#line \(index + 2) \"\(file).cl\"")
      } else {
        lines.append(String(line))
      }
    }
    return lines.joined(separator: "\n")
  }

  private static func source(_ index: Int) -> astrolabe_kernel_source {
    unsafe astrolabe_kernel_source_at(UInt64(index)).pointee
  }
}

/// A built `cl_program`: `common.cl` and a bundle of kernel files, for one device and one set of
/// macros.
@safe final class Program {
  let handle: cl_program

  init(_ key: ProgramKey, on device: Device) throws(DeviceError) {
    let texts = (["common"] + key.files).map { file in
      let text = KernelSources.expanded(file)
      return device.sourceEdit?(file, text) ?? text
    }
    unsafe handle = try unsafe Self.create(texts.joined(separator: "\n"), key, device)
    let options = "-cl-std=CL1.2 \(key.options)"
    let code = unsafe clBuildProgram(handle, 0, nil, options, nil, nil)
    guard code == 0 else {
      // Stored properties are set, so deinit releases the handle.
      throw DeviceError(
        call: "clBuildProgram", status: Status(rawValue: code),
        doing: "building \(key.names) for '\(device.description.name)' with \(options)",
        log: unsafe Self.log(handle, device.context.device))
    }
  }

  deinit { _ = unsafe clReleaseProgram(handle) }

  private static func create(
    _ source: String, _ key: ProgramKey, _ device: Device
  ) throws(DeviceError) -> cl_program {
    var code: cl_int = 0
    let program = unsafe source.withCString { text in
      var texts: [UnsafePointer<CChar>?] = unsafe [text]
      return unsafe clCreateProgramWithSource(device.context.handle, 1, &texts, nil, &code)
    }
    try check(code, "clCreateProgramWithSource", "reading \(key.names)")
    guard let program = unsafe program else {
      throw DeviceError(doing: "clCreateProgramWithSource gave nothing for \(key.names)")
    }
    return unsafe program
  }

  private static func log(_ program: cl_program, _ device: cl_device_id) -> String {
    var size = 0
    let what = cl_program_build_info(CL_PROGRAM_BUILD_LOG)
    guard unsafe clGetProgramBuildInfo(program, device, what, 0, nil, &size) == 0, size > 0 else {
      return ""
    }
    var bytes = [UInt8](repeating: 0, count: size)
    guard unsafe clGetProgramBuildInfo(program, device, what, size, &bytes, nil) == 0 else {
      return ""
    }
    return textOf(bytes)
  }
}
