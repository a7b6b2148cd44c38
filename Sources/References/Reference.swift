/// Slow, obvious float64 implementations of what the kernels compute, and data to try them on:
/// what tests and `astrolabe doctor` hold against a device. No OpenCL here.
package enum Reference {}

/// The largest |a - b| / (|b| + floor); infinite where a is not a number.
package func largestError(_ a: [Float], _ b: [Double], floor: Double) -> Double {
  precondition(a.count == b.count)
  var largest = 0.0
  for index in a.indices {
    let error = abs(Double(a[index]) - b[index]) / (abs(b[index]) + floor)
    largest = error.isNaN ? .infinity : max(largest, error)
  }
  return largest
}

/// |a - b| / (|b| + floor) in the L2 norm; infinite where a is not a number.
package func relativeError(_ a: [Float], _ b: [Double], floor: Double) -> Double {
  precondition(a.count == b.count)
  var (error, norm) = (0.0, 0.0)
  for index in a.indices {
    let difference = Double(a[index]) - b[index]
    error += difference * difference
    norm += b[index] * b[index]
  }
  let result = error.squareRoot() / (norm.squareRoot() + floor)
  return result.isNaN ? .infinity : result
}
