extension Points {
  package func copyRows(_ rows: Range<Int>, into target: UnsafeMutableBufferPointer<Float>) throws(DataError) {
    let block = blocks[0]
    for (k, r) in rows.enumerated() {
      let row = selection?[r] ?? r
      unsafe block.storage.withBytes { bytes in
        for c in 0..<columns {
          let at = block.offset + (row * columns + c) * block.type.size
          switch block.type {
          case .float16: unsafe target[k * columns + c] = Float(bytes.loadUnaligned(fromByteOffset: at, as: Float16.self))
          case .float32: unsafe target[k * columns + c] = bytes.loadUnaligned(fromByteOffset: at, as: Float.self)
          default: unsafe target[k * columns + c] = Float(bytes[at]) * block.scale
          }
        }
      }
    }
  }
}
