/// A way to sum the repulsive forces of a layout and their normalizer Z.
package protocol RepulsionSum {
  /// Partial sums of Z = sum_(i != j) w_ij, of the last call.
  var z: Buffer<Float> { get }

  /// state.repulsion = sum_j w_ij^2 (y_i - y_j), w_ij = 1 / (1 + |y_i - y_j|^2).
  func callAsFunction(_ state: LayoutBuffers) throws(DeviceError)
}

extension RepulsionSum {
  /// Z of the last call.
  package func normalizer() throws(DeviceError) -> Double {
    try z.read().reduce(0) { $0 + Double($1) }
  }
}

/// Exact repulsion and its normalizer Z over all pairs, in 2-D and 3-D (`kernels/repulsion.cl`).
package struct Repulsion: RepulsionSum {
  private let kernel: Kernel<Buffer<Float>, Buffer<Float>, Buffer<Float>, LocalMemory, Int32>
  private let itemRows: Int
  private let group: Int
  /// Partial sums of Z, one a group.
  package let z: Buffer<Float>

  package init(_ device: Device, n: Int, components: Int) throws(DeviceError) {
    let tuning = device.tuning
    itemRows = tuning.repulsionRows
    group = tuning.repulsionGroup
    kernel = try Kernel(
      device, file: "repulsion", function: "repulsion",
      macros: [
        tuning.vectorMacro, Macro("COMPONENTS", components), Macro("REPULSION_ROWS", itemRows),
      ])
    let items = (n + itemRows - 1) / itemRows
    z = try Buffer(device, count: (items + group - 1) / group, for: "the normalizer")
  }

  /// state.repulsion = sum_j w_ij^2 (y_i - y_j); z = partial sums of sum_(i != j) w_ij.
  package func callAsFunction(_ state: LayoutBuffers) throws(DeviceError) {
    try kernel.launch(
      WorkSize((state.n + itemRows - 1) / itemRows, group: group), state.layout,
      state.repulsion, z, LocalMemory(floats: group), Int32(state.n))
  }
}
