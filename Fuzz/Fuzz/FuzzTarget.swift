@testable import Formats
import Values

/// Something that reads foreign bytes: every reader of points and codec by itself, and
/// what else there is.
struct FuzzTarget: Sendable {
  let name: String
  /// Reads the bytes; false when they are not even of its format, so that libFuzzer drops them.
  let run: @Sendable ([UInt8]) -> Bool

  static let all: [FuzzTarget] =
    Reader.all.map(FuzzTarget.init) + Codec.all.map(FuzzTarget.init) + [
      FuzzTarget(name: "metadata") { bytes in
        quietly { () throws(DataError) in
          let table = try MetadataReader.read(path: "fuzz", storage: Storage(bytes))
          let rows = table.columns.first?.values.count ?? 0
          precondition(table.columns.allSatisfy { $0.values.count == rows })
        }
        return true
      },
      FuzzTarget(name: "labels") { bytes in
        guard !bytes.isEmpty else { return false }
        quietly { () throws(DataError) in
          _ = try Labels.read(InputFile("fuzz", Storage(bytes)))
        }
        return true
      },
    ]

  init(name: String, run: @escaping @Sendable ([UInt8]) -> Bool) {
    self.name = name
    self.run = run
  }

  /// A codec.
  init(_ codec: Codec) {
    self.init(name: codec.name) { bytes in
      let storage = Storage(bytes)
      guard storage.prefix(codec.magic.count) == codec.magic else { return false }
      Self.quietly { () throws(DataError) in _ = try codec.unpacked(storage, path: "fuzz") }
      return true
    }
  }

  /// A reader, without a choice and with one that the bytes decide on.
  init(_ reader: Reader) {
    self.init(name: reader.name) { bytes in
      guard !bytes.isEmpty else { return false }
      let file = InputFile("fuzz", Storage(bytes))
      guard reader.recognizes(file) else { return false }
      for choice in Self.choices(reader, bytes) {
        Self.quietly { () throws(DataError) in
          try Self.use(reader.read(file, choice))
        }
      }
      if reader.columns != nil {
        Self.quietly { () throws(DataError) in
          let table = try MetadataTable(file, rows: bytes.count.isMultiple(of: 2) ? nil : 3)
          let rows = table.columns.first?.values.count ?? 0
          precondition(table.columns.allSatisfy { $0.values.count == rows })
        }
      }
      return true
    }
  }

  /// Errors are what bad files should end with; each is a sentence about the file or an option.
  private static func quietly(_ body: () throws(DataError) -> Void) {
    do throws(DataError) {
      try body()
    } catch {
      precondition(error.message.contains("fuzz") || error.message.hasPrefix("--"), error.message)
    }
  }

  private static func choices(_ reader: Reader, _ bytes: [UInt8]) -> [PointsChoice] {
    let words = ["a", "points", "embedding", "x0..x3", "a,b", "0..2", "", "..", "weight"]
    let word = words[bytes.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFF } % words.count]
    return [PointsChoice()]
      + reader.options.map { option in
        var choice = PointsChoice()
        switch option {
        case .array: choice.array = word
        case .tensor: choice.tensor = word
        case .column: choice.column = word
        case .header: choice.header = word.count.isMultiple(of: 2) ? .yes : .no
        }
        return choice
      }
  }

  /// What a run does with what was read.
  private static func use(_ read: FileContent) throws(DataError) {
    let rows = read.rows
    precondition(read.columns.allSatisfy { $0.values.count == rows }, "columns of other lengths")
    precondition(read.shape.first == rows, "the shape does not begin with the rows")
    if let images = read.images { precondition(images.rows == rows, "another number of images") }
    for column in read.columns { _ = column.kind }
    guard rows > 0, read.dimensions > 0 else { return }
    let points = Points(blocks: read.blocks)
    var values = [Float](repeating: 0, count: rows * points.columns)
    var failure: DataError?
    values.withUnsafeMutableBufferPointer { target in
      do throws(DataError) { try points.copyRows(0..<rows, into: target) } catch { failure = error }
    }
    if let failure { throw failure }
  }
}
