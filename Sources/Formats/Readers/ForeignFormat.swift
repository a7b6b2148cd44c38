/// Names formats that are not read, for a better error.
enum ForeignFormat {
  private static let magics: [([UInt8], String)] = [
    (Array("PK\u{3}\u{4}".utf8), "a zip archive without arrays (.pt, .docx and .xlsx are such)"),
    (Array("PK\u{5}\u{6}".utf8), "an empty zip archive"),
    (Array("PAR1".utf8), "Parquet"),
    ([0xBA, 0x16, 0x4F, 0x2F], "a fastText model (its .vec file can be read)"),
    ([0x89] + Array("HDF".utf8), "HDF5"),
    ([0x89] + Array("PNG".utf8), "a PNG picture"),
    (Array("SQLite format 3".utf8), "an SQLite database"),
    (Array("ARROW1".utf8), "Arrow"),
    (Array("%PDF".utf8), "a PDF"),
    ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
    ([0x80, 0x02], "a Python pickle"), ([0x80, 0x03], "a Python pickle"),
    ([0x80, 0x04], "a Python pickle"), ([0x80, 0x05], "a Python pickle"),
    ([0xFD] + Array("7zXZ".utf8), "an xz archive"), (Array("BZh".utf8), "a bzip2 archive"),
    ([0x28, 0xB5, 0x2F, 0xFD], "a Zstandard archive"),
  ]

  static func name(_ prefix: [UInt8]) -> String? {
    magics.first { prefix.starts(with: $0.0) }?.1
  }
}
