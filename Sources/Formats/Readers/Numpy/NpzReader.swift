import Values

/// NumPy's .npz: a zip archive of .npy files, stored or deflated, zip64 where they are large.
enum Npz {
  /// A zip archive that names an .npy file first, or anywhere in a directory that is whole.
  static func recognizes(_ file: InputFile) -> Bool {
    guard file.prefix.starts(with: Array("PK\u{3}\u{4}".utf8)) else { return false }
    if file.prefix.count > 30 {
      let length = Int(file.prefix[26]) | Int(file.prefix[27]) << 8
      let name = file.prefix.dropFirst(30).prefix(length)
      if name.suffix(4).elementsEqual(".npy".utf8) { return true }
    }
    let directory = try? ZipDirectory(file.storage, path: file.path)
    return directory?.members.contains { $0.name.hasSuffix(".npy") } ?? false
  }

  static func columns(_ file: InputFile, _ rows: Int?) throws(DataError) -> MetadataTable {
    try arrays(file).columns(rows)
  }

  static func read(_ file: InputFile, _ choice: PointsChoice) throws(DataError) -> FileContent {
    let arrays = try arrays(file)
    if choice.array == nil, let refusal = sparse(arrays) { throw refusal }
    let name = choice.array.map { name in
      // The archive's own spelling serves, too.
      arrays.arrays.contains { $0.name == name } || !name.hasSuffix(".npy")
        ? name : String(name.dropLast(4))
    }
    return try arrays.read(name)
  }

  /// All arrays, by their headers: of a deflated member no more than its beginning is unpacked.
  static func arrays(_ file: InputFile) throws(DataError) -> NamedArrays {
    var arrays: [NamedArray] = []
    var names: Set<String> = []
    for member in try ZipDirectory(file.storage, path: file.path).members
    where member.name.hasSuffix(".npy") {
      guard names.insert(member.name).inserted else {
        throw DataError("\(file.path): has two members called \(member.name); write it anew")
      }
      arrays.append(try array(member, file))
    }
    return NamedArrays(
      path: file.path, format: "npz", noun: "array", option: .array, arrays: arrays)
  }

  private static func array(_ member: ZipMember, _ file: InputFile) throws(DataError) -> NamedArray
  {
    let name = String(member.name.dropLast(4))
    let title = "\(file.path): \(member.name)"
    let range = try member.prefix(128).withView { (bytes) throws(DataError) -> Range<Int> in
      try Npy.headerRange(bytes, total: member.size, title)
    }
    guard range.count <= longestHeader else {
      throw DataError("\(title): its header of \(grouped(range.count)) bytes is none of NumPy's")
    }
    let beginning = try member.prefix(range.upperBound)
    let header = try beginning.withView { (bytes) throws(DataError) -> ArrayHeader in
      guard bytes.count == range.upperBound else {
        throw DataError("\(title): is cut off in its header")
      }
      return try Npy.header(bytes, range, total: member.size, title)
    }
    return NamedArray(name: name, header: header) { () throws(DataError) -> StoredArray in
      StoredArray(
        title: title, header: header, storage: try member.unpack(), offset: range.upperBound)
    }
  }

  /// Far more than any array's dictionary needs.
  private static let longestHeader = 1 << 20

  /// The archives of `scipy.sparse.save_npz`.
  private static func sparse(_ arrays: NamedArrays) -> DataError? {
    let names = arrays.arrays.map(\.name)
    guard names.contains("format"), names.contains("shape"), names.contains("data") else {
      return nil
    }
    return DataError(
      "\(arrays.path): holds a sparse matrix of SciPy; save it densely, numpy.save(file, "
        + "matrix.toarray()), or reduce it first, for example by TruncatedSVD")
  }
}
