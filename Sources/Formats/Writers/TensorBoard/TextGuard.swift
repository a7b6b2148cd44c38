/// Keeps a file of float32 from being taken for text.
///
/// TensorBoard reads every tensor as text first, and as float32 only where its bytes are not UTF-8:
/// without TensorFlow the whole file, with it line by line. Zeros, powers of two and the like *are*
/// UTF-8. So a byte that is not must come before the first line feed, and early.
enum TextGuard {
  enum Change: Equatable {
    case none
    /// A 0.0 has become -0.0, an equal number.
    case sign
    /// The first value has moved by at most 64 units in its last place.
    case value(from: Float, to: Float)
  }

  /// How many numbers are looked at.
  static let reach = 1 << 18

  /// Changes one of `numbers`, the start of a tensor file, if it must.
  static func protect(_ numbers: UnsafeMutableBufferPointer<Float>) -> Change {
    let head = unsafe numbers.prefix(reach)
    var decoder = UTF8Prefix()
    var zero: Int?
    scan: for i in unsafe head.indices {
      let bits = unsafe head[i].bitPattern
      for shift in [0, 8, 16, 24] as [UInt32] {
        switch decoder.take(UInt8(truncatingIfNeeded: bits >> shift)) {
        case .valid: continue
        case .invalid: return .none
        case .lineFeed: break scan
        }
      }
      if zero == nil, bits == 0 { zero = i }
    }
    if let zero {
      unsafe numbers[zero] = -0.0
      return .sign
    }
    guard let first = unsafe numbers.first else { return .none }
    let changed = nearestUnreadable(first)
    unsafe numbers[0] = changed
    return .value(from: first, to: changed)
  }

  /// The nearest number whose lowest byte cannot begin a character.
  private static func nearestUnreadable(_ value: Float) -> Float {
    let bits = value.bitPattern
    for step in 1...(128 as UInt32) {
      for candidate in [bits &+ step, bits &- step] {
        let byte = UInt8(truncatingIfNeeded: candidate)
        let number = Float(bitPattern: candidate)
        if number.isFinite, (0x80...0xC1).contains(byte) || byte > 0xF4 { return number }
      }
    }
    preconditionFailure("no byte of 256 neighbors of \(value) is unreadable")
  }
}

/// Tells, byte by byte, whether what has come so far may still be UTF-8 (Unicode 16, table 3-7).
private struct UTF8Prefix {
  enum Verdict { case valid, invalid, lineFeed }

  private var pending = 0
  private var next: ClosedRange<UInt8> = 0x80...0xBF

  mutating func take(_ byte: UInt8) -> Verdict {
    if pending > 0 {
      guard next.contains(byte) else { return .invalid }
      pending -= 1
      next = 0x80...0xBF
      return .valid
    }
    switch byte {
    case 0x0A: return .lineFeed
    case 0x00...0x7F: return .valid
    case 0xC2...0xDF: pending = 1
    case 0xE0: (pending, next) = (2, 0xA0...0xBF)
    case 0xED: (pending, next) = (2, 0x80...0x9F)
    case 0xE1...0xEF: pending = 2
    case 0xF0: (pending, next) = (3, 0x90...0xBF)
    case 0xF4: (pending, next) = (3, 0x80...0x8F)
    case 0xF1...0xF3: pending = 3
    default: return .invalid
    }
    return .valid
  }
}
