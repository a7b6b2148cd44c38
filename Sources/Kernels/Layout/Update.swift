/// A step of gradient descent with momentum and gains (`kernels/update.cl`).
package struct Update {
  /// The schedule's numbers for one step.
  package struct Step: Sendable {
    package var exaggeration: Float
    package var rate: Float
    package var momentum: Float
    /// Of a gain whose coordinate keeps its direction.
    package var decay: Float

    package init(exaggeration: Float, rate: Float, momentum: Float, decay: Float = 0.8) {
      self.exaggeration = exaggeration
      self.rate = rate
      self.momentum = momentum
      self.decay = decay
    }
  }

  private let tuning: Tuning
  private let group: Int
  private let totals: Buffer<Float>
  /// Partial sums of the layout before the next step.
  package let means: Buffer<Float>
  private let total: Kernel<Buffer<Float>, Buffer<Float>, Buffer<Float>, Int32, Int32, Int32>
  private let update:
    Kernel<
      Buffer<Float>, Buffer<Float>, Buffer<Float>, Buffer<Float>, Buffer<Float>, Buffer<Float>,
      Buffer<Float>, LocalMemory, Int32, Float, Float, Float, Float
    >

  package init(_ device: Device, n: Int, components: Int) throws(DeviceError) {
    tuning = device.tuning
    group = tuning.group
    let macros = tuning.layoutMacros(components: components)
    total = try Kernel(device, file: "update", function: "total", macros: macros)
    update = try Kernel(device, file: "update", function: "update", macros: macros)
    let groups = (n + group - 1) / group
    totals = try Buffer(device, count: 1 + components, for: "the normalizer")
    means = try Buffer(
      device, count: groups * (components == 2 ? 2 : 4), for: "the layout's mean")
    try means.fill(0)
  }

  /// Items of the `total` kernel, all in one group.
  private static let totalGroup = 64

  /// Moves the layout by its forces; `z` holds partial sums of Z.
  package func callAsFunction(
    _ state: LayoutBuffers, z: Buffer<Float>, step: Step
  ) throws(DeviceError) {
    try total.launch(
      WorkSize(Self.totalGroup, group: Self.totalGroup), z, means, totals, Int32(z.count),
      Int32(means.count / state.pointFloats), Int32(state.n))
    try update.launch(
      WorkSize(state.n, group: group), state.layout, state.velocity, state.gains,
      state.attraction, state.repulsion, totals, means,
      LocalMemory(floats: group * state.pointFloats), Int32(state.n), step.exaggeration,
      step.rate, step.momentum, step.decay)
  }
}
