import COpenCL

/// What may stand in a kernel's argument list.
package protocol KernelArgument {
  func set(on kernel: OpaquePointer, at index: UInt32) -> Int32
}

extension Buffer: KernelArgument {
  package func set(on kernel: OpaquePointer, at index: UInt32) -> Int32 {
    var memory: cl_mem? = unsafe handle
    return unsafe clSetKernelArg(kernel, index, MemoryLayout<cl_mem?>.size, &memory)
  }
}

extension Int32: KernelArgument {
  package func set(on kernel: OpaquePointer, at index: UInt32) -> Int32 {
    var value = self
    return unsafe clSetKernelArg(kernel, index, MemoryLayout<Int32>.size, &value)
  }
}

extension Float: KernelArgument {
  package func set(on kernel: OpaquePointer, at index: UInt32) -> Int32 {
    var value = self
    return unsafe clSetKernelArg(kernel, index, MemoryLayout<Float>.size, &value)
  }
}

/// Local memory of a group, without content at the start.
package struct LocalMemory: KernelArgument {
  let bytes: Int

  package init(floats: Int) { bytes = floats * MemoryLayout<Float>.size }

  package func set(on kernel: OpaquePointer, at index: UInt32) -> Int32 {
    unsafe clSetKernelArg(kernel, index, bytes, nil)
  }
}

/// How many items are launched, and in what groups.
package struct WorkSize {
  let global: [Int]
  let local: [Int]

  /// At least `items` in groups of `group`; the last group may be partly idle.
  package init(_ items: Int, group: Int) {
    global = [roundUp(items, to: group)]
    local = [group]
  }

  package init(_ columns: Int, _ rows: Int, group: (Int, Int)) {
    global = [roundUp(columns, to: group.0), roundUp(rows, to: group.1)]
    local = [group.0, group.1]
  }
}

/// `value` or the next multiple of `step` above it.
package func roundUp(_ value: Int, to step: Int) -> Int { (value + step - 1) / step * step }

/// One function of a kernel file, with the types of its arguments.
@safe package final class Kernel<each Argument: KernelArgument> {
  private let handle: cl_kernel
  private let program: Program
  private let device: Device
  private let name: KernelName
  private var wasLaunched = false

  /// `function` of `kernels/<file>.cl`, built with `macros`.
  package init(
    _ device: Device, file: String, function: String, macros: [Macro] = []
  ) throws(DeviceError) {
    let program = try device.program(file, macros: macros)
    var code: cl_int = 0
    let handle = unsafe clCreateKernel(program.handle, function, &code)
    try check(code, "clCreateKernel", "taking \(function) from \(file).cl")
    guard let handle = unsafe handle else {
      throw DeviceError(doing: "clCreateKernel gave nothing for \(function) of \(file).cl")
    }
    unsafe self.handle = handle
    self.program = program
    self.device = device
    name = KernelName(file: file, function: function)
  }

  deinit { _ = unsafe clReleaseKernel(handle) }

  /// Enqueues the kernel; returns at once.
  package func launch(_ size: WorkSize, _ argument: repeat each Argument) throws(DeviceError) {
    var index: UInt32 = 0
    var failure: Int32 = 0
    for argument in repeat each argument {
      let code = unsafe argument.set(on: handle, at: index)
      if code != 0 && failure == 0 { failure = code }
      index += 1
    }
    try check(failure, "clSetKernelArg", "calling \(name.function) of \(name.file).cl")
    guard !size.global.contains(0) else { return }
    if !wasLaunched {
      wasLaunched = true
      device.launched.insert(name)
    }
    var event: cl_event?
    try check(
      unsafe device.profile == nil
        ? clEnqueueNDRangeKernel(
          device.queue.handle, handle, cl_uint(size.global.count), nil, size.global, size.local,
          0, nil, nil)
        : clEnqueueNDRangeKernel(
          device.queue.handle, handle, cl_uint(size.global.count), nil, size.global, size.local,
          0, nil, &event), "clEnqueueNDRangeKernel",
      "launching \(name.function) of \(name.file).cl with \(size.global) items")
    if let event = unsafe event { try unsafe time(event) }
  }

  /// Waits for a launch and adds it to the device's profile.
  private func time(_ event: cl_event) throws(DeviceError) {
    defer { _ = unsafe clReleaseEvent(event) }
    try device.finish()
    try unsafe device.profile?.add("\(name)", event)
  }
}
