#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Conditional affinities at a perplexity (`kernels/affinities.cl`): a Gaussian over each point's
/// k nearest neighbors, whose entropy is ln(perplexity) to 1e-5 relative.
package struct Affinities {
  private let tuning: Tuning
  private let kernel:
    Kernel<Buffer<Float>, Buffer<Float>, Buffer<Float>, Int32, Int32, Int32, Float>

  package init(_ device: Device) throws(DeviceError) {
    tuning = device.tuning
    kernel = try Kernel(
      device, file: "affinities", function: "conditional", macros: [tuning.vectorMacro])
  }

  /// Fills `p` (n x k) and `betas` (n) from ascending squared distances: the first k of n rows of
  /// `stride` (nil: k).
  package func callAsFunction(
    squaredDistances: Buffer<Float>, stride: Int? = nil, p: Buffer<Float>, betas: Buffer<Float>,
    k: Int, perplexity: Double
  ) throws(DeviceError) {
    let (n, stride) = (betas.count, stride ?? k)
    precondition(p.count == n * k && squaredDistances.count == n * stride)
    precondition(k <= stride && perplexity <= Double(k))
    try kernel.launch(
      WorkSize(n, group: tuning.group), squaredDistances, p, betas, Int32(n), Int32(stride),
      Int32(k), Float(log(perplexity)))
  }
}
