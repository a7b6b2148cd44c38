/// Moves the points of a layout to other places (`kernels/order.cl`).
package struct Reorder {
  private let device: Device
  private let kernel: Kernel<Buffer<Int32>, Buffer<Float>, Buffer<Float>, Int32>

  package init(_ device: Device, components: Int) throws(DeviceError) {
    self.device = device
    kernel = try Kernel(
      device, file: "order", function: "reorder",
      macros: device.tuning.layoutMacros(components: components))
  }

  /// From one order to another. Forces are not moved: they are computed anew.
  package func callAsFunction(
    _ state: LayoutBuffers, from old: PointOrder, to new: PointOrder
  ) throws(DeviceError) {
    precondition(old.n == state.n && new.n == state.n)
    let moves = try Buffer(
      device, new.order.map { old.place[Int($0)] }, for: "the layout's order")
    let count = state.n * state.pointFloats
    let source = try Buffer<Float>(device, count: count, for: "the layout")
    for buffer in [state.layout, state.velocity, state.gains] {
      try source.copy(from: buffer, count: count)
      try kernel.launch(
        WorkSize(state.n, group: device.tuning.group), moves, source, buffer, Int32(state.n))
    }
    try device.finish()
  }
}
