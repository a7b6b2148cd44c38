import Formats
import Values

/// One named stretch of the page's data, still unpacked. `page/README.md` documents them all.
struct DataBlock: Sendable {
  enum Content: Sendable {
    case numbers([UInt8])
    case text([UInt8])
    /// Packed already, as a PNG is.
    case packed([UInt8])
  }

  let name: String
  let content: Content

  init(_ name: String, _ content: Content) {
    self.name = name
    self.content = content
  }

  /// Little-endian.
  init(_ name: String, _ values: [UInt16]) { self.init(name, .numbers(littleEndian(values))) }
  init(_ name: String, _ values: [UInt32]) { self.init(name, .numbers(littleEndian(values))) }
  init(_ name: String, _ values: [Float]) {
    self.init(name, values.map(\.bitPattern))
  }

  /// As it goes into the file, and the manifest's words on it.
  func packed() throws(DataError) -> PackedBlock {
    let raw: [UInt8]
    let bytes: [UInt8]
    let packing: String
    switch content {
    case .numbers(let plain):
      (raw, packing) = (plain, "gzip")
      bytes = try GzipPacking.pack(plain, .numbers, for: Page.fileName)
    case .text(let plain):
      (raw, packing) = (plain, "gzip")
      bytes = try GzipPacking.pack(plain, .text, for: Page.fileName)
    case .packed(let plain):
      (raw, packing) = (plain, "none")
      bytes = plain
    }
    let manifest: [(name: String, value: JSON)] = [
      ("packing", .string(packing)), ("bytes", .integer(raw.count)),
      ("packed", .integer(bytes.count)), ("crc32", .integer(Int(CRC32.of(raw)))),
    ]
    return PackedBlock(name: name, bytes: bytes, manifest: .object(manifest))
  }
}

struct PackedBlock: Sendable {
  let name: String
  let bytes: [UInt8]
  let manifest: JSON
}

/// The bytes of `values`, the lowest first.
func littleEndian<Number: FixedWidthInteger>(_ values: [Number]) -> [UInt8] {
  let size = MemoryLayout<Number>.size
  return unsafe [UInt8](unsafeUninitializedCapacity: values.count * size) { bytes, count in
    let raw = UnsafeMutableRawBufferPointer(bytes)
    for (i, value) in values.enumerated() {
      unsafe raw.storeBytes(of: value.littleEndian, toByteOffset: i * size, as: Number.self)
    }
    count = values.count * size
  }
}

/// `values`, none above `largest`, in as few bytes each as that one needs: 1, 2, 3 or 4.
func narrow(_ values: [UInt32], largest: Int) -> (bytes: [UInt8], width: Int) {
  let width = largest < 1 << 8 ? 1 : largest < 1 << 16 ? 2 : largest < 1 << 24 ? 3 : 4
  if width == 4 { return (littleEndian(values), 4) }
  let bytes = unsafe [UInt8](unsafeUninitializedCapacity: values.count * width) { bytes, count in
    for (i, value) in values.enumerated() {
      for place in 0..<width {
        unsafe bytes[i * width + place] = UInt8(truncatingIfNeeded: value >> (8 * UInt32(place)))
      }
    }
    count = values.count * width
  }
  return (bytes, width)
}
