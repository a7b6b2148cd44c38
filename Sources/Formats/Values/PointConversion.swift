extension PointBlock {
  /// Converts rows of this file to float32, row-major, into `target`.
  func copy(_ rows: Range<Int>, into target: UnsafeMutableBufferPointer<Float>) {
    unsafe storage.withBytes { bytes in
      let start = unsafe bytes.baseAddress.map { unsafe $0 + offset }
      guard let start = unsafe start else { return }
      switch type {
      case .float16: unsafe copy(rows, start, target, UInt16.self) { halfToFloat($0) }
      case .float32: unsafe copy(rows, start, target, UInt32.self) { Float(bitPattern: $0) }
      case .float64: unsafe copy(rows, start, target, UInt64.self) { Float(Double(bitPattern: $0)) }
      case .int8: unsafe copy(rows, start, target, Int8.self) { Float($0) }
      case .int16: unsafe copy(rows, start, target, Int16.self) { Float($0) }
      case .int32: unsafe copy(rows, start, target, Int32.self) { Float($0) }
      case .int64: unsafe copy(rows, start, target, Int64.self) { Float($0) }
      case .uint8: unsafe copy(rows, start, target, UInt8.self) { Float($0) }
      case .uint16: unsafe copy(rows, start, target, UInt16.self) { Float($0) }
      case .uint32: unsafe copy(rows, start, target, UInt32.self) { Float($0) }
      case .uint64: unsafe copy(rows, start, target, UInt64.self) { Float($0) }
      }
    }
  }

  /// Reads `Raw` values at their (unaligned) places; one loop a type, so that it vectorizes.
  @inline(__always)
  private func copy<Raw: FixedWidthInteger & BitwiseCopyable>(
    _ rows: Range<Int>, _ start: UnsafeRawPointer, _ target: UnsafeMutableBufferPointer<Float>,
    _: Raw.Type, _ convert: (Raw) -> Float
  ) {
    let size = MemoryLayout<Raw>.size
    guard let out = target.baseAddress else { return }
    if isFortranOrder || isBigEndian {
      let rowStep = (isFortranOrder ? 1 : columns) * size
      let columnStep = (isFortranOrder ? self.rows : 1) * size
      for (index, row) in rows.enumerated() {
        for column in 0..<columns {
          let raw = unsafe start.loadUnaligned(
            fromByteOffset: row * rowStep + column * columnStep, as: Raw.self)
          unsafe out[index * columns + column] =
            convert(isBigEndian ? raw.byteSwapped : raw) / divisor
        }
      }
      return
    }
    let first = unsafe start + rows.lowerBound * columns * size
    for index in 0..<rows.count * columns {
      let raw = unsafe first.loadUnaligned(fromByteOffset: index * size, as: Raw.self)
      unsafe out[index] = convert(raw) / divisor
    }
  }
}

/// IEEE 754 binary16 to binary32, exactly, by integer operations that vectorize without hardware for
/// half floats: the exponent is rebased by a multiplication, which also scales subnormals right.
@inline(__always)
func halfToFloat(_ half: UInt16) -> Float {
  let sign = UInt32(half & 0x8000) << 16
  let magnitude = Float(bitPattern: UInt32(half & 0x7FFF) << 13) * 0x1p112
  // 65536 and above come from the exponent 31: infinity and NaN.
  let isSpecial: UInt32 = magnitude >= 65536 ? 0x7F80_0000 : 0
  return Float(bitPattern: sign | magnitude.bitPattern | isSpecial)
}
