extension PointBlock {
  /// Converts rows of this file to float32, row-major, into `target`.
  package func copy(_ rows: Range<Int>, into target: UnsafeMutableBufferPointer<Float>) {
    guard !rows.isEmpty, columns > 0, let out = target.baseAddress else { return }
    unsafe storage.withBytes { bytes in
      guard let start = unsafe bytes.baseAddress.map({ unsafe $0 + offset }) else { return }
      let rows = unsafe RowConversion(block: self, rows: rows, start: start, out: out)
      switch type {
      case .float16: rows.run(UInt16.self) { halfToFloat($0) }
      case .bfloat16: rows.run(UInt16.self) { Float(bitPattern: UInt32($0) << 16) }
      case .float8e4m3: rows.run(UInt8.self) { quarterToFloat($0) }
      case .float8e5m2: rows.run(UInt8.self) { halfToFloat(UInt16($0) << 8) }
      case .float32: rows.run(UInt32.self) { Float(bitPattern: $0) }
      case .float64: rows.run(UInt64.self) { Float(Double(bitPattern: $0)) }
      case .bool: rows.run(UInt8.self) { $0 == 0 ? 0 : 1 }
      case .int8: rows.run(Int8.self) { Float($0) }
      case .int16: rows.run(Int16.self) { Float($0) }
      case .int32: rows.run(Int32.self) { Float($0) }
      case .int64: rows.run(Int64.self) { Float($0) }
      case .uint8: rows.run(UInt8.self) { Float($0) }
      case .uint16: rows.run(UInt16.self) { Float($0) }
      case .uint32: rows.run(UInt32.self) { Float($0) }
      case .uint64: rows.run(UInt64.self) { Float($0) }
      }
    }
  }
}

/// Rows on their way from a file to float32, row-major.
@safe private struct RowConversion {
  let block: PointBlock
  let rows: Range<Int>
  /// The block's first number.
  let start: UnsafeRawPointer
  let out: UnsafeMutablePointer<Float>

  /// Reads `Raw` values at their (unaligned) places; one loop a type, so that it vectorizes.
  @inline(__always)
  func run<Raw: FixedWidthInteger & BitwiseCopyable>(_: Raw.Type, _ convert: (Raw) -> Float) {
    if block.isFortranOrder {
      runColumns(Raw.self, convert)
    } else if block.rowStride == block.columns * MemoryLayout<Raw>.size {
      unsafe run(
        start + rows.lowerBound * block.rowStride, rows.count * block.columns, out, convert)
    } else {
      for (index, row) in rows.enumerated() {
        let target = unsafe out + index * block.columns
        unsafe run(start + row * block.rowStride, block.columns, target, convert)
      }
    }
  }

  /// Consecutive values.
  @inline(__always)
  private func run<Raw: FixedWidthInteger & BitwiseCopyable>(
    _ source: UnsafeRawPointer, _ count: Int, _ target: UnsafeMutablePointer<Float>,
    _ convert: (Raw) -> Float
  ) {
    let (size, divisor) = (MemoryLayout<Raw>.size, block.divisor)
    if block.isBigEndian {
      for index in 0..<count {
        let raw = unsafe source.loadUnaligned(fromByteOffset: index * size, as: Raw.self)
        unsafe target[index] = convert(raw.byteSwapped) / divisor
      }
    } else {
      for index in 0..<count {
        let raw = unsafe source.loadUnaligned(fromByteOffset: index * size, as: Raw.self)
        unsafe target[index] = convert(raw) / divisor
      }
    }
  }

  /// Columns that lie one after the other, in tiles of 16 by 16: whole cache lines are read and
  /// written, along few columns at a time.
  @inline(__always)
  private func runColumns<Raw: FixedWidthInteger & BitwiseCopyable>(
    _: Raw.Type, _ convert: (Raw) -> Float
  ) {
    let edge = 16
    for firstColumn in stride(from: 0, to: block.columns, by: edge) {
      let columns = firstColumn..<min(block.columns, firstColumn + edge)
      for firstRow in stride(from: 0, to: rows.count, by: edge) {
        let tile = firstRow..<min(rows.count, firstRow + edge)
        for column in columns {
          let stored = block.columnOrder?[column] ?? column
          let place = (stored * block.rows + rows.lowerBound) * MemoryLayout<Raw>.size
          unsafe runColumn(tile, start + place, out + column, convert)
        }
      }
    }
  }

  /// The rows of `tile` in the column that begins at `source`.
  @inline(__always)
  private func runColumn<Raw: FixedWidthInteger & BitwiseCopyable>(
    _ tile: Range<Int>, _ source: UnsafeRawPointer, _ target: UnsafeMutablePointer<Float>,
    _ convert: (Raw) -> Float
  ) {
    let (size, columns, divisor) = (MemoryLayout<Raw>.size, block.columns, block.divisor)
    let isBigEndian = block.isBigEndian
    for row in tile {
      let raw = unsafe source.loadUnaligned(fromByteOffset: row * size, as: Raw.self)
      unsafe target[row * columns] = convert(isBigEndian ? raw.byteSwapped : raw) / divisor
    }
  }
}

/// IEEE 754 binary16 to binary32, exactly, by integer operations that vectorize without hardware
/// for half floats: the exponent is rebased by a multiplication, which also scales subnormals
/// right.
@inline(__always)
package func halfToFloat(_ half: UInt16) -> Float {
  let sign = UInt32(half & 0x8000) << 16
  let magnitude = Float(bitPattern: UInt32(half & 0x7FFF) << 13) * 0x1p112
  // 65536 and above come from the exponent 31: infinity and NaN.
  let isSpecial: UInt32 = magnitude >= 65536 ? 0x7F80_0000 : 0
  return Float(bitPattern: sign | magnitude.bitPattern | isSpecial)
}

/// An 8-bit float with four bits of exponent and no infinities to binary32, exactly, in the same
/// way.
@inline(__always)
package func quarterToFloat(_ quarter: UInt8) -> Float {
  let sign = UInt32(quarter & 0x80) << 24
  let magnitude = Float(bitPattern: UInt32(quarter & 0x7F) << 20) * 0x1p120
  // Only the pattern of all ones, which would be 480, is NaN.
  let isSpecial: UInt32 = magnitude >= 480 ? 0x7FC0_0000 : 0
  return Float(bitPattern: sign | magnitude.bitPattern | isSpecial)
}
