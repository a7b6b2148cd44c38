#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import Values

/// A file that is opened to be looked at: of a packed one, no more is unpacked than must be.
struct InspectedFile {
  let file: InputFile
  let reader: Reader
  /// On the disk; nil for a folder.
  let bytes: Int?
  /// How the file is packed; nil: it is not.
  let codec: Codec?
  /// What is read instead of all; nil: all.
  let beginning: Beginning?

  private static let mostUnpacked = 4 << 20

  init(_ path: String) throws(DataError) {
    var status = stat()
    let isFolder = unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    bytes = isFolder ? nil : Int(status.st_size)
    let mapped = isFolder ? nil : try Storage(mapping: path)
    codec = mapped.flatMap(Codec.of)
    guard let mapped, let codec else {
      file = try InputFile(path)
      reader = try Reader.of(file)
      beginning = reader.beginning?(file)
      return
    }
    let (unpacked, share) = try codec.beginning(of: mapped, path: path, atMost: Self.mostUnpacked)
    if share < 1, unpacked.count > 0 {
      let part = InputFile(path, unpacked)
      if let reader = try? Reader.of(part), let found = reader.beginning?(part) {
        file = part
        self.reader = reader
        beginning = Beginning(storage: found.storage, rows: found.rows, share: found.share * share)
        return
      }
    }
    file = try InputFile(path)
    reader = try Reader.of(file)
    beginning = reader.beginning?(file)
  }
}
