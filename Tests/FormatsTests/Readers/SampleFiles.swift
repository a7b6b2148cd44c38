import CZlib
import Formats
import Foundation
import TestSupport
import Values

extension OutputSandbox {
  /// Writes a file and returns its path.
  func file(_ name: String, _ bytes: [UInt8]) throws -> String {
    try Data(bytes).write(to: URL(fileURLWithPath: path(name)))
    return path(name)
  }

  func file(_ name: String, _ text: String) throws -> String {
    try file(name, Array(text.utf8))
  }

  /// Reads one file of points, with no options.
  func read(
    _ name: String, _ bytes: [UInt8], _ change: (inout DatasetRequest) -> Void = { _ in }
  ) throws -> Dataset {
    var request = DatasetRequest(inputs: [try file(name, bytes)])
    change(&request)
    return try Dataset.read(request)
  }
}

/// An IDX file.
func idx(type: UInt8 = 0x08, _ sizes: [Int], _ values: [UInt8]) -> [UInt8] {
  [0, 0, type, UInt8(sizes.count)]
    + sizes.flatMap { withUnsafeBytes(of: UInt32($0).bigEndian, Array.init) } + values
}

/// One gzip member.
func gzip(_ bytes: [UInt8]) -> [UInt8] {
  var stream = z_stream()
  deflateInit2_(
    &stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
    Int32(MemoryLayout<z_stream>.size))
  var input = bytes
  var output = [UInt8](repeating: 0, count: bytes.count + bytes.count / 100 + 100)
  let count = input.withUnsafeMutableBufferPointer { source in
    output.withUnsafeMutableBufferPointer { target in
      stream.next_in = source.baseAddress
      stream.avail_in = UInt32(source.count)
      stream.next_out = target.baseAddress
      stream.avail_out = UInt32(target.count)
      deflate(&stream, Z_FINISH)
      return target.count - Int(stream.avail_out)
    }
  }
  deflateEnd(&stream)
  return Array(output.prefix(count))
}

/// Whether these texts are a column's cells.
func == (values: ColumnValues, texts: [String]) -> Bool { values.elementsEqual(texts) }

extension Dataset {
  /// All points as float32, row-major.
  func values() throws -> [Float] {
    var values = [Float](repeating: .nan, count: points.rows * points.columns)
    try values.withUnsafeMutableBufferPointer { target throws(DataError) in
      try points.copyRows(0..<points.rows, into: target)
    }
    return values
  }
}

/// The sentence of the DataError that `body` throws, without the sandbox's folder.
func sentence(_ sandbox: OutputSandbox, _ body: () throws -> Void) -> String? {
  do {
    try body()
    return nil
  } catch let error as DataError {
    return error.message.replacing(sandbox.root + "/", with: "")
  } catch {
    return "not a DataError: \(error)"
  }
}
