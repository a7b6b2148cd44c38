package import Kernels
import References

/// Small matrices around the edges of vectors and groups.
@Sendable func checkPrepare(_ device: Device, _ seen: Comparison) throws {
  for (rows, columns) in [(1, 1), (2, 15), (255, 16), (257, 33)] {
    try checkPrepare(device, rows: rows, columns: columns, seen)
  }
}

/// Rows to unit length, column sums and squares, centering, bound rows.
package func checkPrepare(
  _ device: Device, rows: Int, columns: Int, _ seen: Comparison
) throws {
  let prepare = try Prepare(device)
  var noise = Noise(UInt64(rows))
  let values = noise.values(rows * columns, scale: 3).map { $0 + 0.5 }
  func matrix() throws -> Matrix {
    try Matrix(device, rows: rows, columns: columns, values: values, for: "a check")
  }
  let unit = try matrix()
  let norms = try prepare.normalizeRows(unit)
  let expected = Reference.unitRows(values, columns: columns)
  seen.floats(norms, expected.lengths, floor: 0, within: 1e-6)
  seen.floats(try unit.read(), expected.rows, floor: 1e-3, within: 1e-5)
  let x = try matrix()
  let sums = try prepare.columnSums(x)
  let squares = try prepare.columnSquares(x)
  let n = Double(rows)
  // A sum near 0 is as wrong as its terms: its error is held against 1, not against itself.
  for (found, sum) in zip(sums, Reference.columnSums(values, columns: columns)) {
    seen.note(abs(found - sum) / n, within: 1e-5)
  }
  seen.floats(
    squares.map { Float($0 / n) },
    Reference.columnSums(values, columns: columns) { $0 * $0 }.map { $0 / n }, floor: 1,
    within: 1e-5)
  let mean = sums.map { Float($0 / n) }
  try prepare.subtract(
    Matrix(device, rows: 1, columns: columns, values: mean, for: "a check"), from: x)
  let centered = values.indices.map { Double(values[$0] - mean[$0 % columns]) }
  seen.floats(try x.read(), centered, floor: 1, within: 1e-7)
  try checkBounds(prepare, device, values, columns: columns, seen)
}

/// The first half of the coordinates as scores, and the length of the other half.
private func checkBounds(
  _ prepare: Prepare, _ device: Device, _ values: [Float], columns: Int, _ seen: Comparison
) throws {
  let (rows, axes) = (values.count / columns, columns / 2)
  guard axes > 0 else { return }
  func matrix(_ columns: Int, _ values: [Float]) throws -> Matrix {
    try Matrix(device, rows: rows, columns: columns, values: values, for: "a check")
  }
  let scores = (0..<rows * axes).map { values[$0 / axes * columns + $0 % axes] }
  let bounds = try prepare.bounds(of: matrix(columns, values), scores: matrix(axes, scores))
  let expected = (0..<rows).flatMap { row in
    let x = values[row * columns..<(row + 1) * columns].map(Double.init)
    return x[..<axes] + [x[axes...].reduce(0) { $0 + $1 * $1 }.squareRoot()]
  }
  seen.floats(try bounds.read(), expected, floor: 1, within: 1e-5)
}

/// Rows by their numbers, some of them twice.
@Sendable func checkGather(_ device: Device, _ seen: Comparison) throws {
  for (rows, columns) in [(1, 1), (20, 3), (65, 33)] {
    let numbers = (0..<rows + 3).map { Int32($0 * 7 % rows) }
    try checkGather(device, numbers, rows: rows, columns: columns, seen)
  }
}

/// The rows `numbers` of a rows x columns matrix, in the order asked.
package func checkGather(
  _ device: Device, _ numbers: [Int32], rows: Int, columns: Int, _ seen: Comparison
) throws {
  var noise = Noise(UInt64(rows))
  let values = noise.values(rows * columns)
  let points = try Matrix(
    device, rows: rows, columns: columns, values: values, for: "a check")
  let expected = numbers.flatMap {
    values[Int($0) * columns..<(Int($0) + 1) * columns].map(Double.init)
  }
  seen.floats(try Gather(device)(numbers, of: points).read(), expected, floor: 1, within: 0)
}

/// A B, A' B, A B' and A' B', plain and added up.
@Sendable func checkProduct(_ device: Device, _ seen: Comparison) throws {
  for tuning in device.tuning.bothWays {
    let product = try Product(device, tuning: tuning)
    for (m, n, k) in [(1, 1, 1), (9, 33, 65), (61, 16, 97), (130, 47, 5)] {
      try checkProduct(product, device, m: m, n: n, k: k, seen)
    }
  }
}

/// Of an m x k and a k x n matrix, each as it is and turned.
package func checkProduct(
  _ product: Product, _ device: Device, m: Int, n: Int, k: Int, _ seen: Comparison
) throws {
  var noise = Noise(UInt64(m))
  let (a, b) = (noise.values(m * k), noise.values(k * n))
  let expected = Reference.product(a, b, m: m, n: n, k: k)
  for (turnsA, turnsB) in [(false, false), (true, false), (false, true), (true, true)] {
    let left = try operand(device, a, m, k, turned: turnsA)
    let right = try operand(device, b, k, n, turned: turnsB)
    let c = try Matrix(device, rows: m, columns: n, for: "a check")
    try product(left, right, into: c)
    seen.floats(try c.read(), expected, floor: 1, within: 1e-5)
    try product(left, right, into: c, accumulating: true)
    seen.floats(try c.read(), expected.map { 2 * $0 }, floor: 1, within: 1e-5)
  }
  try checkGram(product, device, a, m, k, seen)
}

/// A'A, twice over, both halves equal.
private func checkGram(
  _ product: Product, _ device: Device, _ a: [Float], _ m: Int, _ k: Int, _ seen: Comparison
) throws {
  let turned = (0..<m * k).map { a[$0 % m * k + $0 / m] }
  let matrix = try Matrix(device, rows: m, columns: k, values: a, for: "a check")
  let c = try Matrix(device, rows: k, columns: k, for: "a check")
  try product.gram(of: matrix, into: c)
  try product.gram(of: matrix, into: c, accumulating: true)
  try product.mirror(c)
  let expected = Reference.product(turned, a, m: k, n: k, k: m)
  let found = try c.read()
  seen.floats(found, expected.map { 2 * $0 }, floor: 1, within: 1e-5)
  let mirrored = found.indices.map { Double(found[$0 % k * k + $0 / k]) }
  seen.note(largestError(found, mirrored, floor: 1), within: 0)
}

private func operand(
  _ device: Device, _ values: [Float], _ rows: Int, _ columns: Int, turned: Bool
) throws -> Product.Operand {
  guard turned else {
    return .plain(
      try Matrix(device, rows: rows, columns: columns, values: values, for: "a check"))
  }
  let swapped = (0..<rows * columns).map { values[$0 % rows * columns + $0 / rows] }
  return .transposed(
    try Matrix(device, rows: columns, columns: rows, values: swapped, for: "a check"))
}
