import CPosix
import Values

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Empties and removes folders that a run has no more use for, without ever deleting what we did
/// not write.
enum Retirement {
  /// Removes `old`, whose place `folder` has taken: what `old`'s report lists goes, and what
  /// `folder` holds under the same name as one of its own files; all else moves over to `folder`.
  ///
  /// Returns whether `old` is gone. It stays when an entry could not be moved.
  static func retire(_ old: String, into folder: String) -> Bool {
    let listed = OwnedFiles(of: old)
    let new = OwnedFiles(of: folder)
    let entries = (try? FolderEntry.all(in: old)) ?? []
    // The report goes last: killed half-way, the rest is still known to be ours.
    for entry in entries where entry.text != Report.fileName {
      settle(entry, in: old, into: folder, isOurs: !listed.isForeign(entry), new: new)
    }
    for entry in entries where entry.text == Report.fileName {
      settle(entry, in: old, into: folder, isOurs: !listed.isForeign(entry), new: new)
    }
    return unsafe rmdir(old) == 0
  }

  /// Removes a temporary folder of files that no run has finished. A subfolder in it would be
  /// somebody's, and keeps it in place.
  @discardableResult
  static func removeUnfinished(_ folder: String) -> Bool {
    let entries = (try? FolderEntry.all(in: folder)) ?? []
    for entry in entries where !entry.isFolder { remove(entry.path(in: folder)) }
    return unsafe rmdir(folder) == 0
  }

  /// Clears what dead runs left beside `target`. The caller holds the lock, so none of them lives.
  static func clearLeftovers(of target: OutputTarget) throws(DataError) {
    let prefix = ".\(target.name).astrolabe-"
    for entry in try FolderEntry.all(in: target.parent) where entry.isFolder {
      let text = entry.text
      guard text.hasPrefix(prefix) else { continue }
      var rest = text.dropFirst(prefix.count)
      let isRetired = rest.hasSuffix(OutputFolder.retiredSuffix)
      if isRetired { rest = rest.dropLast(OutputFolder.retiredSuffix.count) }
      guard !rest.isEmpty, rest.allSatisfy({ $0.isASCII && $0.isNumber }) else { continue }
      let path = "\(target.parent)/\(text)"
      if !isRetired {
        removeUnfinished(path)
      } else if PathKind(target.folder).exists {
        _ = retire(path, into: target.folder)
      } else {
        // Killed between the two renames of a file system that cannot exchange: put it back.
        _ = unsafe rename(path, target.folder)
      }
    }
  }

  private static func settle(
    _ entry: FolderEntry, in old: String, into folder: String, isOurs: Bool, new: OwnedFiles
  ) {
    let source = entry.path(in: old)
    let isOverwritten = !entry.isFolder && new.names.contains(entry.text)
    if isOurs || isOverwritten {
      remove(source)
    } else {
      moveExclusively(source, entry.path(in: folder))
    }
  }

  private static func remove(_ path: CStringPath) {
    _ = unsafe path.withPointer { unsafe unlink($0) }
  }

  private static func moveExclusively(_ source: CStringPath, _ target: CStringPath) {
    unsafe source.withPointer { from in
      unsafe target.withPointer { to in
        guard unsafe astrolabe_rename_exclusive(from, to) != 0, errno != EEXIST else { return }
        // The file system knows no exclusive rename: look first.
        if !PathKind(target).exists { _ = unsafe rename(from, to) }
      }
    }
  }
}
