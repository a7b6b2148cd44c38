import Values

/// A projector's metadata as TensorBoard reads it: cells between tabs, quotes literal, lines of
/// nothing but white space dropped, and a header if the first line has a tab.
enum ProjectorTable {
  /// One cell a row and column; a single column is called `label`. A single column of one row more
  /// than `rows` has a header, which TensorBoard refuses.
  static func read(_ file: InputFile, rows: Int?) throws(DataError) -> [Column] {
    try file.storage.withView { (bytes) throws(DataError) in
      var names: [String]?
      var columns: [[String]] = []
      var start = bytes.markLength
      var line = 0
      while start < bytes.count {
        let end = bytes.endOfLine(from: start)
        line += 1
        let range = start..<(end > start && bytes[end - 1] == 0x0D ? end - 1 : end)
        start = end + 1
        guard range.contains(where: { bytes[$0] > 0x20 }) else { continue }
        guard let text = bytes.text(range) else {
          throw DataError("\(file.path):\(line): is not UTF-8 text; save the file as UTF-8")
        }
        if text.isBlank { continue }
        let cells = text.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        if columns.isEmpty {
          columns = cells.map { _ in [] }
          if cells.count > 1 {
            names = cells
            continue
          }
        }
        try add(cells, to: &columns, file.path, line)
      }
      if names == nil, let rows, columns.first?.count == rows + 1 {
        names = [columns[0].removeFirst()]
      }
      let unique = ColumnNames(names ?? columns.map { _ in "label" }, path: file.path).names
      return zip(unique, columns).map { Column(name: $0, values: $1) }
    }
  }

  /// Cells that a line lacks are empty, as on the page.
  private static func add(
    _ cells: [String], to columns: inout [[String]], _ path: String, _ line: Int
  ) throws(DataError) {
    guard cells.count <= columns.count else {
      throw DataError("\(path):\(line): expected \(columns.count) cells, found \(cells.count)")
    }
    for index in columns.indices { columns[index].append(index < cells.count ? cells[index] : "") }
  }
}
