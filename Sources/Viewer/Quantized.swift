/// Coordinates as 16-bit whole numbers: value = origin + step * number, the step the same for every
/// axis, so that the map keeps its shape.
///
/// A map whose outliers are so far away that its middle would lose its detail keeps float32.
struct Quantized {
  /// Column-major: all of the first axis, then of the second.
  let block: DataBlock
  let type: String
  let origin: [Double]
  let step: Double

  /// So many times the central spread and more is kept as float32.
  private static let widest: Float = 32

  /// `coordinates`: row-major n x `axes`.
  init(_ name: String, _ coordinates: [Float], axes: Int) {
    let n = coordinates.count / axes
    let columns = (0..<axes).map { axis in
      (0..<n).map { coordinates[$0 * axes + axis] }
    }
    let ranges = columns.map(Self.range)
    let span = ranges.map { $0.most - $0.least }.max() ?? 0
    let middle = columns.map(Self.centralSpan).max() ?? 0
    guard span.isFinite, columns.allSatisfy({ $0.allSatisfy(\.isFinite) }),
      span <= Self.widest * middle || span == 0
    else {
      block = DataBlock(name, columns.flatMap(\.self))
      (type, origin, step) = ("f32", [Double](repeating: 0, count: axes), 1)
      return
    }
    let scale = span > 0 ? 65535 / span : 0
    var numbers: [UInt16] = []
    numbers.reserveCapacity(coordinates.count)
    for (column, range) in zip(columns, ranges) {
      for value in column {
        numbers.append(UInt16(min(65535, ((value - range.least) * scale).rounded())))
      }
    }
    block = DataBlock(name, numbers)
    (type, origin, step) = ("u16", ranges.map { Double($0.least) }, Double(span) / 65535)
  }

  private static func range(_ values: [Float]) -> (least: Float, most: Float) {
    (values.min() ?? 0, values.max() ?? 0)
  }

  /// From the 1st to the 99th hundredth of at most 4096 of the values.
  private static func centralSpan(_ values: [Float]) -> Float {
    let stride = max(1, values.count / 4096)
    let sample = Swift.stride(from: 0, to: values.count, by: stride).map { values[$0] }.sorted()
    guard let last = sample.indices.last else { return 0 }
    return sample[last - last / 100] - sample[last / 100]
  }
}
