import COpenCL

/// Device memory for `count` elements.
@safe package final class Buffer<Element: BitwiseCopyable> {
  package let count: Int
  let handle: cl_mem
  private let device: Device
  private let bytes: Int
  private let purpose: String
  /// Bytes past the end that a guarded device watches.
  private let guardBytes: Int

  /// Memory with undefined content. `purpose` names it in errors ("neighbors").
  package init(_ device: Device, count: Int, for purpose: String) throws(DeviceError) {
    precondition(count >= 0)
    let (bytes, overflow) = max(count, 1).multipliedReportingOverflow(
      by: MemoryLayout<Element>.stride)
    let limit = device.description.maxAllocation
    guard !overflow, bytes <= limit else {
      throw DeviceError(
        doing: "\(purpose) need \(gigabytes(bytes)) GB in one buffer; '\(device.description.name)' "
          + "allows \(gigabytes(limit)) GB. Use fewer points (--limit, --sample) or another "
          + "--device"
      )
    }
    guardBytes = device.isGuarded ? 256 : 0
    self.purpose = purpose
    var code: cl_int = 0
    let handle = unsafe clCreateBuffer(
      device.context.handle, cl_mem_flags(CL_MEM_READ_WRITE), bytes + guardBytes, nil, &code)
    try check(code, "clCreateBuffer", "allocating \(gigabytes(bytes)) GB for \(purpose)")
    guard let handle = unsafe handle else {
      throw DeviceError(doing: "clCreateBuffer gave nothing for \(purpose)")
    }
    unsafe self.handle = handle
    self.count = count
    self.device = device
    self.bytes = bytes
    device.allocatedBytes += bytes
    if device.isGuarded { try placeGuard() }
  }

  /// Memory filled with `values`.
  package convenience init(
    _ device: Device, _ values: [Element], for purpose: String
  ) throws(DeviceError) {
    try self.init(device, count: values.count, for: purpose)
    try write(values)
  }

  deinit {
    if guardBytes > 0, !guardSurvived() { device.overruns.append(purpose) }
    _ = unsafe clReleaseMemObject(handle)
    device.allocatedBytes -= bytes
  }

  /// Fills everything with bits that are NaN in every float type, and -1 in integers.
  private func placeGuard() throws(DeviceError) {
    var pattern: UInt8 = 0xFF
    try check(
      unsafe clEnqueueFillBuffer(
        device.queue.handle, handle, &pattern, 1, 0, bytes + guardBytes, 0, nil, nil),
      "clEnqueueFillBuffer", "guarding \(purpose)")
  }

  private func guardSurvived() -> Bool {
    var words = [UInt8](repeating: 0, count: guardBytes)
    let code = unsafe clEnqueueReadBuffer(
      device.queue.handle, handle, cl_bool(CL_TRUE), bytes, guardBytes, &words, 0, nil, nil)
    return code == 0 && words.allSatisfy { $0 == 0xFF }
  }

  /// Copies `values` to the buffer, from element `start` on; returns when they are there.
  package func write(_ values: [Element], at start: Int = 0) throws(DeviceError) {
    precondition(start >= 0 && start + values.count <= count)
    guard !values.isEmpty else { return }
    let stride = MemoryLayout<Element>.stride
    let code = unsafe values.withUnsafeBytes { source in
      unsafe clEnqueueWriteBuffer(
        device.queue.handle, handle, cl_bool(CL_TRUE), start * stride, source.count,
        source.baseAddress, 0, nil, nil)
    }
    try check(code, "clEnqueueWriteBuffer", "sending \(values.count * stride) bytes")
  }

  /// Copies `rows` rows of `columns` elements to rows that are `stride` elements apart.
  package func write(
    _ source: UnsafePointer<Element>, rows: Int, columns: Int, stride: Int
  ) throws(DeviceError) {
    precondition(columns <= stride && rows * stride <= count)
    guard rows > 0, columns > 0 else { return }
    let size = MemoryLayout<Element>.stride
    var origin = [0, 0, 0]
    var region = [columns * size, rows, 1]
    let code = unsafe clEnqueueWriteBufferRect(
      device.queue.handle, handle, cl_bool(CL_TRUE), &origin, &origin, &region, stride * size, 0,
      columns * size, 0, source, 0, nil, nil)
    try check(code, "clEnqueueWriteBufferRect", "sending \(rows) x \(columns) numbers")
  }

  /// Lets `body` write all elements, in place where the device shares the host's memory; returns
  /// when they are there.
  package func overwrite(
    _ body: (UnsafeMutableBufferPointer<Element>) throws -> Void
  ) throws {
    guard count > 0 else { return }
    var code: cl_int = 0
    let address = unsafe clEnqueueMapBuffer(
      device.queue.handle, handle, cl_bool(CL_TRUE),
      cl_map_flags(CL_MAP_WRITE_INVALIDATE_REGION), 0, count * MemoryLayout<Element>.stride, 0,
      nil, nil, &code)
    try check(code, "clEnqueueMapBuffer", "opening \(purpose)")
    guard let address = unsafe address else {
      throw DeviceError(doing: "clEnqueueMapBuffer gave nothing for \(purpose)")
    }
    let outcome = Result {
      try unsafe body(
        UnsafeMutableBufferPointer(
          start: address.assumingMemoryBound(to: Element.self), count: count))
    }
    try check(
      unsafe clEnqueueUnmapMemObject(device.queue.handle, handle, address, 0, nil, nil),
      "clEnqueueUnmapMemObject", "closing \(purpose)")
    try device.finish()
    try outcome.get()
  }

  /// The elements of `range` (nil: all), when everything enqueued before is done.
  package func read(_ range: Range<Int>? = nil) throws(DeviceError) -> [Element] {
    let range = range ?? 0..<count
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    guard !range.isEmpty else { return [] }
    let stride = MemoryLayout<Element>.stride
    var code: cl_int = 0
    let values = unsafe [Element](unsafeUninitializedCapacity: range.count) { target, filled in
      code = unsafe clEnqueueReadBuffer(
        device.queue.handle, handle, cl_bool(CL_TRUE), range.lowerBound * stride,
        range.count * stride, target.baseAddress, 0, nil, nil)
      filled = code == 0 ? range.count : 0
    }
    try check(code, "clEnqueueReadBuffer", "fetching \(range.count * stride) bytes")
    return values
  }

  /// Sets every byte's pattern to `value`, in queue order.
  package func fill(_ value: Element) throws(DeviceError) {
    guard count > 0 else { return }
    var pattern = value
    let size = MemoryLayout<Element>.stride
    try check(
      unsafe clEnqueueFillBuffer(
        device.queue.handle, handle, &pattern, size, 0, count * size, 0, nil, nil),
      "clEnqueueFillBuffer", "clearing \(count * size) bytes")
  }

  /// Copies `length` elements from `source`, in queue order.
  package func copy(
    from source: Buffer<Element>, at start: Int = 0, to target: Int = 0, count length: Int
  ) throws(DeviceError) {
    precondition(start + length <= source.count && target + length <= count)
    guard length > 0 else { return }
    let size = MemoryLayout<Element>.stride
    try check(
      unsafe clEnqueueCopyBuffer(
        device.queue.handle, source.handle, handle, start * size, target * size, length * size, 0,
        nil, nil), "clEnqueueCopyBuffer", "copying \(length * size) bytes")
  }

  /// Copies the first `columns` elements of `rows` rows of `source`, which are `stride` elements
  /// apart there and follow each other here, in queue order.
  package func copy(
    from source: Buffer<Element>, rows: Int, columns: Int, stride: Int
  ) throws(DeviceError) {
    precondition(columns <= stride && rows * stride <= source.count && rows * columns <= count)
    guard rows > 0, columns > 0 else { return }
    let size = MemoryLayout<Element>.stride
    var origin = [0, 0, 0]
    var region = [columns * size, rows, 1]
    try check(
      unsafe clEnqueueCopyBufferRect(
        device.queue.handle, source.handle, handle, &origin, &origin, &region, stride * size, 0,
        columns * size, 0, 0, nil, nil), "clEnqueueCopyBufferRect",
      "copying \(rows) x \(columns) numbers")
  }
}

/// `bytes` in GB (10^9), one decimal, for error sentences.
package func gigabytes(_ bytes: Int) -> String {
  let tenths = (Double(bytes) / 1e8).rounded(.up)
  return "\(Int(tenths) / 10).\(Int(tenths) % 10)"
}
