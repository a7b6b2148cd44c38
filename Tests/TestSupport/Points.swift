import References

/// `groups` clusters of `size` points in `columns` dimensions, far apart, row-major.
package func clusters(_ groups: Int, of size: Int, columns: Int) -> [Float] {
  var random = Noise(4)
  var values: [Float] = []
  for group in 0..<groups {
    var center = Noise(UInt64(group) + 100)
    let middle = center.values(columns, scale: 10)
    for _ in 0..<size { values += middle.map { $0 + random.next() } }
  }
  return values
}

/// The bytes of numbers, little-endian or big-endian.
package func bytes<T: FixedWidthInteger>(_ values: [T], bigEndian: Bool = false) -> [UInt8] {
  values.flatMap {
    withUnsafeBytes(of: bigEndian ? $0.bigEndian : $0.littleEndian, Array.init)
  }
}

/// An .npy file of float32 values.
package func npy(_ values: [Float], columns: Int) -> [UInt8] {
  npy("<f4", "(\(values.count / columns), \(columns))", bytes(values.map(\.bitPattern)))
}

/// An .npy file of version 1.
package func npy(
  _ descr: String, _ shape: String, _ values: [UInt8], fortran: Bool = false
) -> [UInt8] {
  npy(
    header: "{'descr': '\(descr)', 'fortran_order': \(fortran ? "True" : "False"), "
      + "'shape': \(shape), }", values)
}

package func npy(header: String, version: UInt8 = 1, _ values: [UInt8]) -> [UInt8] {
  let text = Array((header + "\n").utf8)
  return [0x93] + Array("NUMPY".utf8) + [version, 0]
    + bytes([UInt32(text.count)]).prefix(version == 1 ? 2 : 4) + text + values
}

/// The float32 values of an .npy file of version 1.
package func npyValues(_ bytes: [UInt8]) -> [Float] {
  floats(bytes.dropFirst(10 + Int(bytes[8]) + Int(bytes[9]) << 8))
}

/// The float32 values whose little-endian bytes these are.
package func floats(_ bytes: some RandomAccessCollection<UInt8>) -> [Float] {
  let bytes = Array(bytes)
  return stride(from: 0, to: bytes.count, by: 4).map { at in
    Float(bitPattern: (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[at + $1]) << (8 * $1) })
  }
}
