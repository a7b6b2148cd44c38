#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import Values

/// What a path leads to.
enum PathKind: Equatable {
  case file, folder, symbolicLink
  /// Nothing there, or unreachable: the system's error number (ENOENT, ENOTDIR, EACCES ...).
  case missing(Int32)

  /// Follows a symbolic link at the end of `path` only when asked to.
  init(_ path: String, followingLinks: Bool = false) {
    self.init(CStringPath(path), followingLinks: followingLinks)
  }

  init(_ path: CStringPath, followingLinks: Bool = false) {
    var status = stat()
    let result = unsafe path.withPointer { bytes in
      unsafe followingLinks ? stat(bytes, &status) : lstat(bytes, &status)
    }
    guard result == 0 else {
      self = .missing(errno)
      return
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: self = .folder
    case S_IFLNK: self = .symbolicLink
    default: self = .file
    }
  }

  var exists: Bool {
    if case .missing = self { false } else { true }
  }
}

/// A path as the system keeps it: bytes and a final 0, which need not be UTF-8.
struct CStringPath: Hashable {
  let bytes: [CChar]

  init(_ path: String) { bytes = Array(path.utf8CString) }

  init(folder: String, name: [CChar]) {
    bytes = folder.utf8CString.dropLast() + [CChar(bitPattern: UInt8(ascii: "/"))] + name + [0]
  }

  func withPointer<R>(_ body: (UnsafePointer<CChar>) -> R) -> R {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { preconditionFailure("a path without a final 0") }
      return unsafe body(base)
    }
  }
}

/// One name in a folder.
struct FolderEntry {
  /// The name's bytes, without a final 0.
  let name: [CChar]
  let isFolder: Bool

  /// The name for people; bytes that are not UTF-8 show as replacement characters.
  var text: String { String(decoding: name.map { UInt8(bitPattern: $0) }, as: UTF8.self) }

  func path(in folder: String) -> CStringPath { CStringPath(folder: folder, name: name) }

  /// All entries of `folder` but `.` and `..`, in the order of their names' bytes.
  static func all(in folder: String) throws(DataError) -> [FolderEntry] {
    guard let stream = unsafe opendir(folder) else {
      throw DataError("\(folder): cannot look into the folder: \(systemReason())")
    }
    defer { _ = unsafe closedir(stream) }
    var entries: [FolderEntry] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe Self.name(of: entry)
      let text = String(decoding: name.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      if text == "." || text == ".." { continue }
      let kind = PathKind(CStringPath(folder: folder, name: name))
      entries.append(FolderEntry(name: name, isFolder: kind == .folder))
    }
    return entries.sorted { $0.name.lexicographicallyPrecedes($1.name) }
  }

  private static func name(of entry: UnsafeMutablePointer<dirent>) -> [CChar] {
    unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
      unsafe bytes.prefix { $0 != 0 }.map { CChar(bitPattern: $0) }
    }
  }
}
