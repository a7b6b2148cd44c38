import Formats
import Foundation
import Testing
import Values

/// A folder of files that a format's own library wrote, with what that library reads from each
/// (see Tests/Tools/array_samples.py).
struct WrittenFiles {
  struct Entry: Decodable {
    let file: String
    /// The value of `--array` or `--tensor`.
    let choose: String?
    /// Words of the error, instead of all that follows.
    let refused: String?
    let format: String?
    let shape: [Int]?
    let type: String?
    /// Little-endian float32, row-major.
    let points: Data?
    let columns: [Cells]?
  }

  struct Cells: Decodable {
    let name: String
    let texts: [String]?
    /// Little-endian float64.
    let numbers: Data?

    /// A text stands for the float32 that is nearest to it where the number is one. NaN equals NaN,
    /// and zeros of different signs do not equal.
    func equal(_ column: Column) -> Bool {
      guard column.name == name else { return false }
      if let texts { return column.values == texts }
      let expected: [UInt64] = words(numbers ?? Data())
      return column.values.count == expected.count
        && zip(column.values, expected.map(Double.init(bitPattern:))).allSatisfy { text, number in
          if number.isNaN { return Double(text)?.isNaN == true }
          if Double(text)?.bitPattern == number.bitPattern { return true }
          let single = Float(number)
          return Double(single) == number && Float(text)?.bitPattern == single.bitPattern
        }
    }
  }

  let folder: String
  let entries: [Entry]

  init(folder: String) throws {
    self.folder = folder
    let data = try Data(contentsOf: URL(fileURLWithPath: folder + "/expected.json"))
    entries = try JSONDecoder().decode([Entry].self, from: data)
  }

  /// Compares everything that is read with what the library reads, bit for bit.
  func check() {
    for entry in entries {
      if let words = entry.refused {
        let found = refusal(entry)
        #expect(found?.contains(words) == true, "\(entry.file): \(found ?? "was read")")
      } else {
        do { try check(entry) } catch { Issue.record("\(entry.file): \(error)") }
      }
    }
  }

  private func check(_ entry: Entry) throws {
    let data = try read(entry)
    #expect(data.source.format == entry.format, "\(entry.file)")
    #expect(data.source.shape == entry.shape, "\(entry.file)")
    #expect(data.source.type.rawValue == entry.type, "\(entry.file)")
    #expect(data.source.paths == ["\(folder)/\(entry.file)"])
    let expected: [UInt32] = words(try #require(entry.points))
    let values = try data.values()
    #expect(values.map(\.bitPattern) == expected, "\(entry.file)")
    let columns = data.columns.filter { $0.name != "Index" }
    #expect(columns.map(\.name) == entry.columns?.map(\.name), "\(entry.file)")
    for (column, cells) in zip(columns, entry.columns ?? []) {
      #expect(cells.equal(column), "\(entry.file): \(column)")
    }
  }

  private func read(_ entry: Entry) throws -> Dataset {
    var request = DatasetRequest(inputs: ["\(folder)/\(entry.file)"])
    if entry.file.hasSuffix(".npz") { request.choice.array = entry.choose }
    if entry.file.hasSuffix(".safetensors") { request.choice.tensor = entry.choose }
    return try Dataset.read(request)
  }

  /// The error of reading the points and all their values.
  private func refusal(_ entry: Entry) -> String? {
    do {
      _ = try read(entry).values()
      return nil
    } catch {
      return "\(error)"
    }
  }
}

/// Little-endian numbers.
private func words<T: FixedWidthInteger>(_ data: Data) -> [T] {
  let bytes = [UInt8](data)
  return stride(from: 0, to: bytes.count, by: MemoryLayout<T>.size).map { start in
    let places = (start..<start + MemoryLayout<T>.size).reversed()
    return places.reduce(0) { $0 << 8 | T(truncatingIfNeeded: bytes[$1]) }
  }
}
