import FoundationEssentials
import Values

/// What a folder's own report says that we wrote there.
struct OwnedFiles {
  /// Names of our files, report.json among them; empty when the folder has no report of ours.
  let names: Set<String>

  private struct Header: Decodable {
    struct File: Decodable { let name: String }
    let tool: String
    let files: [File]
  }

  /// Reads `folder`'s report.json. Any other file of that name counts as somebody else's.
  init(of folder: String) {
    guard let storage = try? Storage(mapping: "\(folder)/\(Report.fileName)"),
      storage.count < 1 << 26
    else {
      names = []
      return
    }
    let data = unsafe storage.withBytes { bytes in unsafe Data(bytes) }
    guard let header = try? JSONDecoder().decode(Header.self, from: data),
      header.tool == Report.tool
    else {
      names = []
      return
    }
    names = Set(header.files.map(\.name) + [Report.fileName])
  }

  /// Whether `entry` is not ours. Folders never are: we write none.
  func isForeign(_ entry: FolderEntry) -> Bool {
    entry.isFolder || !names.contains(entry.text)
  }

  /// Throws when anything in `folder` is not ours; the first three are named.
  static func requireNothingForeign(in folder: String, shown: String) throws(DataError) {
    let owned = OwnedFiles(of: folder)
    let foreign = try FolderEntry.all(in: folder).filter(owned.isForeign)
    guard !foreign.isEmpty else { return }
    let named = foreign.prefix(3).map { $0.isFolder ? "\($0.text)/" : $0.text }
      .joined(separator: ", ")
    let more = foreign.count > 3 ? " and \(foreign.count - 3) more" : ""
    throw DataError(
      "\(shown): holds files that \(Report.tool) did not write: \(named)\(more). Use another "
        + "--output, or --force to write among them (files of the same names are overwritten, "
        + "all others kept).")
  }
}
