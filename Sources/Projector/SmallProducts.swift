import Kernels

/// The small dense algebra of subspace iteration: b x b matrices, float64 on the host.
struct SmallProducts {
  /// What one iteration learns.
  struct Step {
    /// Ritz values, descending.
    let values: [Double]
    /// Turns the basis to the Ritz vectors (b x b).
    let rotation: [Double]
    /// Makes the next orthonormal basis from the image (b x b).
    let next: [Double]
  }

  private let device: Device
  private let width: Int
  let product: Product

  init(_ device: Device, width: Int) throws {
    self.device = device
    self.width = width
    product = try Product(device)
  }

  /// `image` = C `basis`. The first basis is not orthonormal: its Ritz values are not, either, but
  /// the next basis is.
  func step(basis: Matrix, image: Matrix) throws -> Step {
    let ritz = try gram(basis, image)
    guard let eigen = SymmetricEigen(ritz, n: width) else {
      throw DeviceError(doing: "LAPACK could not find the eigenvalues of the points' covariance")
    }
    let rotation = eigen.vectors
    // Gram matrix of the turned image, scaled to a unit diagonal: near the identity once the basis
    // is near the eigenvectors, so float32 is enough to orthonormalize by it.
    let turned = multiply(transpose(rotation), multiply(try gram(image, image), rotation))
    let largest = (0..<width).map { turned[$0 * width + $0] }.max() ?? 0
    let scale = (0..<width).map { index in
      let square = turned[index * width + index]
      return square > largest * 1e-13 ? 1 / square.squareRoot() : 0
    }
    var unit = turned
    for i in 0..<width { for j in 0..<width { unit[i * width + j] *= scale[i] * scale[j] } }
    let inverse = try inverseRoot(unit)
    var scaled = rotation
    for i in 0..<width { for j in 0..<width { scaled[i * width + j] *= scale[j] } }
    return Step(values: eigen.values, rotation: rotation, next: multiply(scaled, inverse))
  }

  /// A device matrix of b x b values.
  func matrix(_ values: [Double]) throws -> Matrix {
    try Matrix(
      device, rows: width, columns: width, values: values.map(Float.init), for: "principal axes")
  }

  /// a' b, made symmetric.
  private func gram(_ a: Matrix, _ b: Matrix) throws -> [Double] {
    let target = try Matrix(device, rows: width, columns: width, for: "principal axes")
    try product(.transposed(a), .plain(b), into: target)
    let values = try target.read().map(Double.init)
    return (0..<width * width).map { index in
      let mirrored = index % width * width + index / width
      return 0.5 * (values[index] + values[mirrored])
    }
  }

  /// The symmetric inverse square root; directions without length stay zero.
  private func inverseRoot(_ matrix: [Double]) throws -> [Double] {
    guard let eigen = SymmetricEigen(matrix, n: width) else {
      throw DeviceError(doing: "LAPACK could not orthonormalize the principal axes")
    }
    var scaled = eigen.vectors
    for j in 0..<width {
      let value = eigen.values[j]
      let factor = value > 1e-5 ? 1 / value.squareRoot() : 0
      for i in 0..<width { scaled[i * width + j] *= factor }
    }
    return multiply(scaled, transpose(eigen.vectors))
  }

  private func transpose(_ a: [Double]) -> [Double] {
    (0..<width * width).map { a[$0 % width * width + $0 / width] }
  }

  private func multiply(_ a: [Double], _ b: [Double]) -> [Double] {
    var c = [Double](repeating: 0, count: width * width)
    for i in 0..<width {
      for k in 0..<width {
        let factor = a[i * width + k]
        for j in 0..<width { c[i * width + j] += factor * b[k * width + j] }
      }
    }
    return c
  }
}
