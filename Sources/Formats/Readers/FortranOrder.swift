/// Turns an array of three or more axes in Fortran order to row-major, in memory: its trailing axes
/// cannot be flattened where they lie.
struct FortranOrder {
  private let array: Npy.StoredArray

  init(_ array: Npy.StoredArray) { self.array = array }

  func rowMajor(_ file: InputFile) throws(DataError) -> Storage {
    let size = array.type.size
    let count = array.shape.reduce(1, *)
    let (bytes, overflow) = count.multipliedReportingOverflow(by: size)
    guard !overflow else { throw DataError("\(file.path): is too large to be turned in memory") }
    // Fortran strides, in elements: the first axis is the fastest.
    var strides: [Int] = []
    var step = 1
    for size in array.shape {
      strides.append(step)
      step *= size
    }
    let offset = array.offset
    return try file.storage.withView { (view) throws(DataError) -> Storage in
      var result = [UInt8](repeating: 0, count: bytes)
      var index = [Int](repeating: 0, count: array.shape.count)
      for element in 0..<count {
        let source = zip(index, strides).reduce(0) { $0 + $1.0 * $1.1 }
        for byte in 0..<size { result[element * size + byte] = view[offset + source * size + byte] }
        advance(&index)
      }
      return Storage(result)
    }
  }

  /// The next index, the last axis fastest.
  private func advance(_ index: inout [Int]) {
    for axis in index.indices.reversed() {
      index[axis] += 1
      if index[axis] < array.shape[axis] { return }
      index[axis] = 0
    }
  }
}
