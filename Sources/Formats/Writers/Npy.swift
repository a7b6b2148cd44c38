import Values

extension OutputWriter {
  /// `<method>.npy` of every layout: float32, n x c.
  package static let arrays = OutputWriter(name: "arrays", write: writeArrays)
}

@Sendable private func writeArrays(
  _ outputs: Outputs, _ folder: OutputFolder
) throws(DataError) -> [String] {
  guard outputs.options.layoutFormats.contains(.npy) else { return [] }
  for layout in outputs.projection.layouts {
    let header = npyHeader(rows: layout.rows, columns: layout.components)
    let file = try folder.create(
      "\(layout.method).npy", bytes: header.count + 4 * layout.coordinates.count)
    try file.write(header)
    try file.write(layout.coordinates)
    try file.close()
  }
  return []
}

/// The head of a version 1.0 .npy file of little-endian float32 in C order: a multiple of 64 bytes,
/// so that a mapped array is aligned (numpy.lib.format).
private func npyHeader(rows: Int, columns: Int) -> [UInt8] {
  let text = "{'descr': '<f4', 'fortran_order': False, 'shape': (\(rows), \(columns)), }"
  let prefix = 10  // magic, version, and the length of what follows
  let length = (prefix + text.utf8.count + 1 + 63) / 64 * 64 - prefix
  let padding = String(repeating: " ", count: length - text.utf8.count - 1)
  let magic: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0]
  return magic + [UInt8(length & 0xFF), UInt8(length >> 8)] + Array((text + padding + "\n").utf8)
}
