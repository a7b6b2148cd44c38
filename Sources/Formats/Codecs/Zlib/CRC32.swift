import CZlib
package import Values

/// The checksum of gzip and zip (ISO 3309).
package enum CRC32 {
  package static func of(_ bytes: [UInt8]) -> UInt32 {
    unsafe bytes.withUnsafeBytes { unsafe sum($0) }
  }

  package static func of(_ storage: Storage) -> UInt32 {
    unsafe storage.withBytes { unsafe sum($0) }
  }

  private static func sum(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
    return unsafe UInt32(truncatingIfNeeded: crc32_z(0, start, bytes.count))
  }
}
