import COpenCL

/// One OpenCL device with its context and its in-order queue.
///
/// Not `Sendable`: the pipeline is synchronous. Make one per process and share it; PoCL 3.1 fails
/// at random when contexts are made in parallel.
@safe package final class Device {
  package let description: DeviceDescription
  let context: Context
  let queue: Queue
  private var programs: [ProgramKey: Program] = [:]
  /// Stands between a kernel file's text and the driver's compiler.
  let sourceEdit: SourceEdit?
  /// Every kernel that was launched since the device was opened.
  package var launched: Set<KernelName> = []
  /// Buffers start as NaN and end in guard words that must survive; for tests.
  package let isGuarded: Bool
  package let tuning: Tuning
  /// What every kernel took; nil: launches are not timed.
  package var profile: Profile?
  /// The purposes of buffers whose guard words were overwritten.
  package internal(set) var overruns: [String] = []
  /// Bytes of all living buffers, and the most there ever were.
  package internal(set) var allocatedBytes = 0 {
    didSet { peakBytes = max(peakBytes, allocatedBytes) }
  }
  package private(set) var peakBytes = 0

  /// Opens the device at `index` of `DeviceDescription.all()`.
  /// `tuning`: the kernels' shapes; nil: those that suit the device's kind. `sourceEdit`: alters
  /// the kernels, to see whether wrong ones are noticed.
  package init(
    index: Int, guarded: Bool = false, profiled: Bool = false, tuning: Tuning? = nil,
    sourceEdit: SourceEdit? = nil
  ) throws(DeviceError) {
    let handles = try unsafe DeviceDescription.handles()
    guard unsafe handles.indices.contains(index) else {
      throw DeviceError(doing: "there is no OpenCL device \(index)")
    }
    isGuarded = guarded
    self.sourceEdit = sourceEdit
    let handle = unsafe handles[index]
    description = try unsafe DeviceDescription(index, handle)
    self.tuning = tuning ?? (description.kind == .cpu ? .cpu : .gpu)
    context = try unsafe Context(handle, name: description.name)
    queue = try unsafe Queue(context, handle, name: description.name, profiled: profiled)
    profile = profiled ? Profile() : nil
  }

  /// The program `kernels/<name>.cl` built with these macros; built once.
  func program(_ file: String, macros: [Macro]) throws(DeviceError) -> Program {
    let key = ProgramKey(
      files: KernelSources.bundle(of: file),
      options: macros.map(\.option).joined(separator: " "))
    if let program = programs[key] { return program }
    let program = try Program(key, on: self)
    programs[key] = program
    return program
  }

  /// Waits until everything that was enqueued is done.
  package func finish() throws(DeviceError) {
    try check(
      unsafe clFinish(queue.handle), "clFinish", "waiting for '\(description.name)'")
  }

  /// Hands what was enqueued to the device without waiting for it.
  package func flush() throws(DeviceError) {
    try check(
      unsafe clFlush(queue.handle), "clFlush", "handing work to '\(description.name)'")
  }
}

/// Owns a `cl_context`.
@safe final class Context {
  let handle: cl_context
  let device: cl_device_id

  init(_ device: cl_device_id, name: String) throws(DeviceError) {
    var code: cl_int = 0
    var devices: [cl_device_id?] = unsafe [device]
    let handle = unsafe clCreateContext(nil, 1, &devices, nil, nil, &code)
    try check(code, "clCreateContext", "opening '\(name)'")
    guard let handle = unsafe handle else {
      throw DeviceError(doing: "clCreateContext gave nothing for '\(name)'")
    }
    unsafe self.handle = handle
    unsafe self.device = device
  }

  deinit { _ = unsafe clReleaseContext(handle) }
}

/// Owns an in-order `cl_command_queue`.
@safe final class Queue {
  let handle: cl_command_queue

  init(
    _ context: Context, _ device: cl_device_id, name: String, profiled: Bool
  ) throws(DeviceError) {
    var code: cl_int = 0
    let properties = cl_command_queue_properties(profiled ? CL_QUEUE_PROFILING_ENABLE : 0)
    let handle = unsafe clCreateCommandQueue(context.handle, device, properties, &code)
    try check(code, "clCreateCommandQueue", "opening '\(name)'")
    guard let handle = unsafe handle else {
      throw DeviceError(doing: "clCreateCommandQueue gave nothing for '\(name)'")
    }
    unsafe self.handle = handle
  }

  deinit { _ = unsafe clReleaseCommandQueue(handle) }
}
