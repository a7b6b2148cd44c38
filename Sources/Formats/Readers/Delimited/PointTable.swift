import Values

/// Reads all records of a table of numbers, in parts on all processors.
///
/// Parts begin behind a line feed, of which nobody knows before whether it stands in a quoted cell.
/// So a part counts only if the one before it ended just where it begins; else it is read again
/// from there. What comes out is what reading record by record gives, errors and their lines
/// included.
struct PointTable {
  /// A stretch of the text.
  private struct Part {
    var start: Int
    var end: Int
    /// The line at `start`.
    var line = 1
    /// Room in the result, in rows: a record takes a line.
    var firstRow = 0
    var mostRows = 0
  }

  private let plan: ColumnPlan
  private let start: CellScanner
  private var parts: [Part]
  /// Rows that all records have room in.
  private let room: Int
  private var columns: [[String]]

  static let usualPartBytes = 1 << 20

  /// `scanner` stands behind the header. Parts have about `partBytes`.
  init(
    _ plan: ColumnPlan, _ scanner: CellScanner, partBytes: Int = usualPartBytes
  ) throws(DataError) {
    self.plan = plan
    start = scanner
    columns = plan.metadataNames.map { _ in [] }
    let parts = try Self.counted(Self.cut(scanner, partBytes), scanner)
    let room = parts.reduce(0) { $0 + $1.mostRows }
    // A record has a byte behind each cell, and one in each number at least. Where lines leave room
    // for many more, most are blank: then there is one part, with room for what the bytes can hold.
    let length = scanner.bytes.count - scanner.position
    let most = length / (plan.roles.count + plan.pointColumns) + 1
    if room > 2 * most + parts.count {
      var all = Part(start: scanner.position, end: scanner.bytes.count, line: scanner.line)
      all.mostRows = most
      self.parts = [all]
      self.room = most
    } else {
      self.parts = parts
      self.room = room
    }
  }

  private static func cut(_ scanner: CellScanner, _ partBytes: Int) -> [Part] {
    let bytes = scanner.bytes
    var starts = [scanner.position]
    var bound = scanner.position + partBytes
    while bound < bytes.count {
      while bound < bytes.count, bytes[bound - 1] != Dialect.lineFeed { bound += 1 }
      bytes.release(starts[starts.count - 1]..<bound)
      if bound < bytes.count { starts.append(bound) }
      bound += partBytes
    }
    return zip(starts, starts.dropFirst() + [bytes.count]).map { Part(start: $0, end: $1) }
  }

  /// With lines and rows counted.
  private static func counted(
    _ parts: [Part], _ scanner: CellScanner
  ) throws(DataError) -> [Part] {
    let bytes = scanner.bytes
    let lines = try ParallelBlocks.map(parts.count) { index in
      let range = parts[index].start..<parts[index].end
      defer { bytes.release(range) }
      return bytes.occurrences(of: Dialect.lineFeed, in: range)
    }
    var line = scanner.line
    var row = 0
    var counted = parts
    for (index, count) in lines.enumerated() {
      counted[index].line = line
      counted[index].firstRow = row
      // The last line may lack its end.
      counted[index].mostRows = count + (index == parts.count - 1 ? 1 : 0)
      line += count
      row += counted[index].mostRows
    }
    return counted
  }

  /// The rows, with the metadata columns beside them.
  mutating func read() throws(DataError) -> (storage: Storage, rows: Int, columns: [[String]]) {
    let width = plan.pointColumns
    var failure: DataError?
    var rows = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: room * width * 4) { buffer, count in
      let floats = unsafe buffer.withMemoryRebound(to: Float.self) { unsafe $0 }
      let target = unsafe Target(floats)
      do throws(DataError) {
        rows = try unsafe join(try readParts(target), target)
        count = rows * width * 4
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return (Storage(bytes), rows, columns)
  }

  /// The room of all rows, which parts write side by side, each its own.
  @unsafe private struct Target: @unchecked Sendable {
    let floats: UnsafeMutableBufferPointer<Float>
    init(_ floats: UnsafeMutableBufferPointer<Float>) { unsafe self.floats = unsafe floats }
  }

  /// Reads each part at the place that lines before it leave it.
  private func readParts(
    _ target: Target
  ) throws(DataError) -> [Result<PointRows, DataError>] {
    let width = plan.pointColumns
    let (plan, start, parts) = (plan, start, parts)
    return try ParallelBlocks.map(parts.count) { index in
      // A part that began at a wrong place may well fail, so no failure ends the others.
      Result { () throws(DataError) in
        let part = parts[index]
        var scanner = start
        scanner.move(to: part.start, line: part.line)
        var rows = PointRows(plan, scanner)
        let last = part.firstRow + part.mostRows
        try unsafe rows.read(
          until: part.end,
          into: UnsafeMutableBufferPointer(
            rebasing: target.floats[part.firstRow * width..<last * width]))
        scanner.bytes.release(part.start..<part.end)
        return rows
      }
    }
  }

  /// Puts the parts' rows one behind the other, reading again what began at a wrong place; returns
  /// how many rows there are.
  private mutating func join(
    _ results: [Result<PointRows, DataError>], _ target: Target
  ) throws(DataError) -> Int {
    let width = plan.pointColumns
    var row = 0
    var scanner = start
    for (part, result) in zip(parts, results) where part.end > scanner.position {
      var rows: PointRows
      if part.start == scanner.position {
        rows = try result.get()
        if part.firstRow > row, let base = unsafe target.floats.baseAddress {
          unsafe (base + row * width).update(
            from: base + part.firstRow * width, count: rows.rows * width)
        }
      } else {
        rows = PointRows(plan, scanner)
        try unsafe rows.read(
          until: part.end,
          into: UnsafeMutableBufferPointer(rebasing: target.floats[(row * width)...]))
      }
      row += rows.rows
      scanner.move(to: rows.position, line: rows.line)
      for index in columns.indices { columns[index] += rows.columns[index] }
    }
    return row
  }
}
