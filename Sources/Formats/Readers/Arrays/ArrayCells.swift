import Values

extension StoredArray {
  /// One text a row, of an array of n or n x 1 cells: numbers in their shortest form that reads
  /// back equal, booleans as Python writes them.
  ///
  /// `repaired` counts cells that were no valid text: what is none in them became U+FFFD. Throws
  /// when cells are something else than numbers and text.
  func cells() throws(DataError) -> (texts: [String], repaired: Int) {
    let rows = header.shape.first ?? 0
    switch header.element {
    case .number(let type): return (numbers(rows, type), 0)
    case .unicode(let length): return unicode(rows, length)
    case .bytes(let length): return bytes(rows, length)
    case .foreign(let words, _):
      throw DataError("\(title): holds \(words); one number or text a point is read")
    }
  }

  private func numbers(_ rows: Int, _ type: ElementType) -> [String] {
    switch type {
    case .int8: texts(rows, UInt8.self) { String(Int8(bitPattern: $0)) }
    case .int16: texts(rows, UInt16.self) { String(Int16(bitPattern: $0)) }
    case .int32: texts(rows, UInt32.self) { String(Int32(bitPattern: $0)) }
    case .int64: texts(rows, UInt64.self) { String(Int64(bitPattern: $0)) }
    case .uint8: texts(rows, UInt8.self) { String($0) }
    case .uint16: texts(rows, UInt16.self) { String($0) }
    case .uint32: texts(rows, UInt32.self) { String($0) }
    case .uint64: texts(rows, UInt64.self) { String($0) }
    case .bool: texts(rows, UInt8.self) { $0 == 0 ? "False" : "True" }
    case .float32: texts(rows, UInt32.self) { Float(bitPattern: $0).description }
    case .float64: texts(rows, UInt64.self) { Double(bitPattern: $0).description }
    case .float16: texts(rows, UInt16.self) { halfToFloat($0).description }
    case .bfloat16: texts(rows, UInt16.self) { Float(bitPattern: UInt32($0) << 16).description }
    case .float8e4m3: texts(rows, UInt8.self) { quarterToFloat($0).description }
    case .float8e5m2: texts(rows, UInt8.self) { halfToFloat(UInt16($0) << 8).description }
    }
  }

  private func texts<Raw: FixedWidthInteger & BitwiseCopyable>(
    _ rows: Int, _: Raw.Type, _ text: (Raw) -> String
  ) -> [String] {
    let size = MemoryLayout<Raw>.size
    return unsafe storage.withBytes { bytes in
      (0..<rows).map { row in
        let raw = unsafe bytes.loadUnaligned(fromByteOffset: offset + row * size, as: Raw.self)
        return text(header.isBigEndian ? raw.byteSwapped : raw)
      }
    }
  }

  private func unicode(_ rows: Int, _ length: Int) -> (texts: [String], repaired: Int) {
    var repaired = 0
    let texts = unsafe storage.withBytes { bytes in
      (0..<rows).map { row in
        var text = String.UnicodeScalarView()
        var isWhole = true
        var zeros = 0
        for index in 0..<length {
          let place = offset + (row * length + index) * 4
          let raw = unsafe bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self)
          let code = header.isBigEndian ? raw.byteSwapped : raw
          guard code != 0 else {
            zeros += 1
            continue
          }
          // Zeros count only when something follows.
          for _ in 0..<zeros { text.append("\0") }
          zeros = 0
          let scalar = Unicode.Scalar(code)
          if scalar == nil { isWhole = false }
          text.append(scalar ?? "\u{FFFD}")
        }
        if !isWhole { repaired += 1 }
        return String(text)
      }
    }
    return (texts, repaired)
  }

  private func bytes(_ rows: Int, _ length: Int) -> (texts: [String], repaired: Int) {
    var repaired = 0
    let texts = unsafe storage.withBytes { bytes in
      (0..<rows).map { row in
        let start = offset + row * length
        let cell = unsafe UnsafeRawBufferPointer(rebasing: bytes[start..<start + length])
        let end = unsafe cell.lastIndex { $0 != 0 }.map { $0 + 1 } ?? 0
        let text = unsafe UnsafeRawBufferPointer(rebasing: cell[..<end])
        if let valid = unsafe String(validating: text, as: UTF8.self) { return valid }
        repaired += 1
        return unsafe String(decoding: text, as: UTF8.self)
      }
    }
    return (texts, repaired)
  }
}
