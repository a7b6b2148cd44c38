#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import Values

/// What a path names.
enum FileKind {
  case folder, file, nothing

  static func of(_ path: String) -> FileKind {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return .nothing }
    return status.st_mode & S_IFMT == S_IFDIR ? .folder : .file
  }
}

/// A TensorBoard log folder: where its projector's configuration is.
struct LogFolder {
  /// As given, and with a slash.
  private let given: String
  private let path: String
  private static let places = [
    "", "plugins/org_tensorflow_tensorboard_projector/",
  ]
  private static let name = "projector_config.pbtxt"
  /// Of the standalone page.
  private static let json = "projector_config.json"

  private init(_ given: String) {
    self.given = given
    path = given.hasSuffix("/") ? given : given + "/"
  }

  static let format = FolderFormat(name: "TensorBoard log folder", mark: name) {
    (path) throws(DataError) in try LogFolder(path).configuration()
  }

  /// The folder's own configuration, or that of the only run in it; nil when there is none.
  private func configuration() throws(DataError) -> String? {
    if let own = Self.configuration(in: path) { return own }
    let runs = names.compactMap { Self.configuration(in: path + $0 + "/") }
    if runs.count == 1 { return runs[0] }
    guard runs.isEmpty else {
      let shown = listed(runs.prefix(12).map { String($0.dropFirst(path.count)) })
      throw DataError("\(given): holds the projector runs \(shown); name one of them")
    }
    return nil
  }

  private static func configuration(in folder: String) -> String? {
    let candidates = (places.reversed().map { $0 + name } + [json]).map { folder + $0 }
    return candidates.first { FileKind.of($0) == .file }
  }

  /// The names in the folder, sorted.
  private var names: [String] {
    guard let folder = unsafe opendir(path) else { return [] }
    defer { _ = unsafe closedir(folder) }
    var names: [String] = []
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }
}
