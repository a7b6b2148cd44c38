/// Memory in which a group transforms: local where it fits, else a buffer with a piece a group.
enum Scratch: KernelArgument {
  case local(LocalMemory)
  case global(Buffer<Float>)

  func set(on kernel: OpaquePointer, at index: UInt32) -> Int32 {
    switch self {
    case .local(let memory): unsafe memory.set(on: kernel, at: index)
    case .global(let buffer): unsafe buffer.set(on: kernel, at: index)
    }
  }
}

/// The shapes that the field's kernels take on a kind of device.
package struct FieldTuning: Equatable, Sendable {
  static let manyPoints = 30_000

  /// Lanes: the columns that an item transforms side by side.
  package var vector: Int
  /// Items that share a transform.
  package var group: Int
  /// Points whose field an item reads.
  package var points: Int
  /// Copies of the charges with an item each to fill one; 0: one grid and atomic additions.
  package var copies: Int
  /// Nodes on each axis that a point touches: 4 (cubic B-splines) or 6 (quintic).
  package var order: Int
  /// Bytes of local memory for a transform.
  package var localMemory: Int

  /// Values y that lie together, the numbers of a row of them with its halo, and how many tiles
  /// hold `count` values (`kernels/nodes.cl`).
  var tile: Int { 2 * vector }
  var tileWidth: Int { tile + 8 }
  func tiles(_ count: Int) -> Int { (count + tile - 1) / tile }

  /// With 6 x 6 nodes forces are three times nearer the truth than with 4 x 4: wanted where few
  /// points lie far apart and where touching nodes is a small part of the work, so for few points.
  package init(_ device: Device, points n: Int) {
    order = n <= Self.manyPoints ? 6 : 4
    let tuning = device.tuning
    vector = tuning.vector
    localMemory = device.description.localMemory
    group = tuning.loopGroup
    points = tuning.fieldPoints
    copies = min(max(device.description.units, 1), tuning.fieldCopies)
  }
}

/// The kernels of `kernels/convolution.cl` and `kernels/filter.cl`.
struct ConvolutionKernels {
  let transformX:
    Kernel<
      Buffer<Int32>, Buffer<Float>, Buffer<Float>, Buffer<Int32>, Buffer<Int32>, Scratch, Int32,
      Float
    >
  let convolveY: Kernel<Buffer<Float>, Buffer<Float>, Buffer<Float>, Buffer<Int32>, Scratch>
  let inverseX:
    Kernel<Buffer<Float>, Buffer<Float>, Buffer<Float>, Buffer<Int32>, Buffer<Int32>, Scratch>
  let samplesX:
    Kernel<
      Buffer<Float>, Buffer<Float>, Buffer<Int32>, Buffer<Int32>, Scratch, Float, Float, Int32
    >
  let samplesY:
    Kernel<
      Buffer<Float>, Buffer<Float>, Buffer<Float>, Buffer<Float>, Buffer<Float>, Buffer<Int32>,
      Scratch
    >

  init(_ device: Device, _ tuning: FieldTuning, globalWork: Bool) throws(DeviceError) {
    let (file, filter) = ("convolution", "filter")
    let macros = [
      Macro("VECTOR", tuning.vector), Macro("TRANSFORM_GROUP", tuning.group),
      Macro("TRANSFORM_GLOBAL", globalWork ? 1 : 0),
    ]
    transformX = try Kernel(device, file: file, function: "transform_x", macros: macros)
    samplesX = try Kernel(device, file: filter, function: "samples_x", macros: macros)
    convolveY = try Kernel(device, file: file, function: "convolve_y", macros: macros)
    samplesY = try Kernel(device, file: filter, function: "samples_y", macros: macros)
    inverseX = try Kernel(device, file: file, function: "inverse_x", macros: macros)
  }
}

/// The kernels of `kernels/field.cl`.
struct FieldKernels {
  let bounds: Kernel<Buffer<Float>, Buffer<Float>, Int32, Int32>
  let spread:
    Kernel<
      Buffer<Float>, Buffer<Int32>, Buffer<Int32>, Int32, Int32, Int32, Int32, Int32, Float, Float,
      Float, Float
    >
  let gather:
    Kernel<
      Buffer<Float>, Buffer<Float>, Buffer<Float>, Buffer<Float>, Buffer<Float>, Int32, Int32,
      Int32, Int32, Float, Float, Float
    >

  init(_ device: Device, _ tuning: FieldTuning) throws(DeviceError) {
    let macros = [
      Macro("VECTOR", tuning.vector), Macro("FIELD_POINTS", tuning.points),
    ]
    let spreading = tuning.copies == 0 ? "spread_atomic" : "spread_chunks"
    bounds = try Kernel(device, file: "field", function: "bounds", macros: macros)
    spread = try Kernel(device, file: "field", function: spreading, macros: macros)
    gather = try Kernel(device, file: "field", function: "gather", macros: macros)
  }
}
