#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import Values

/// Where an output folder lies, with symbolic links and `..` resolved, so that two spellings of one
/// folder share one lock.
struct OutputTarget: Sendable {
  /// As the user spelled it, for messages.
  let shown: String
  /// Real path of the folder that holds it.
  let parent: String
  let name: String
  /// Parents that were missing and have been made, the outermost first.
  let createdParents: [String]

  var folder: String { "\(parent)/\(name)" }
  var lockPath: String { sibling(".lock") }

  /// The hidden neighbor `.NAME.astrolabe` + `suffix`.
  func sibling(_ suffix: String) -> String { "\(parent)/.\(name).astrolabe\(suffix)" }

  /// Makes missing parents. Errors: a file, a dangling link, a parent that cannot be made or
  /// written.
  init(_ path: String) throws(DataError) {
    var path = path
    while path.utf8.count > 1, path.hasSuffix("/") { path.removeLast() }
    guard !path.isEmpty else {
      throw DataError("the output folder has an empty name. Name a folder: --output DIR.")
    }
    shown = path
    let kind = PathKind(path, followingLinks: true)
    switch kind {
    case .folder:
      (parent, name) = try Self.split(real: Self.realPath(path), shown: path)
      createdParents = []
    case .missing(ENOENT) where PathKind(path) == .symbolicLink:
      throw DataError("\(path): is a symbolic link to nothing. Remove it, or use another --output.")
    case .missing(ENOENT):
      let (above, last) = Self.lastComponent(of: path)
      guard last != ".", last != ".." else {
        throw DataError("\(path): there is no such folder. Name one that can be made.")
      }
      createdParents = try Self.makeMissing(above, shown: path)
      do throws(DataError) {
        parent = try Self.realPath(above)
      } catch {
        Self.remove(createdParents)
        throw error
      }
      name = last
    case .missing(let code):
      throw DataError("\(path): cannot be reached: \(systemReason(code)). Use another --output.")
    case .file, .symbolicLink:
      throw DataError("\(path): is a file, but --output needs a folder. Use another --output.")
    }
    do throws(DataError) {
      try requireOrdinaryName()
      try requireWritable()
    } catch {
      removeCreatedParents()
      throw error
    }
  }

  /// Removes the parents that this run made, as far as they are empty.
  func removeCreatedParents() { Self.remove(createdParents) }

  /// A run of another folder would clear one with such a name away.
  private func requireOrdinaryName() throws(DataError) {
    guard name.hasPrefix("."), name.contains(".astrolabe-") || name.hasSuffix(".astrolabe.lock")
    else { return }
    throw DataError(
      "\(shown): is a name for unfinished work of \(Report.tool). Use another --output.")
  }

  private func requireWritable() throws(DataError) {
    let needed = PathKind(folder) == .folder ? [parent, folder] : [parent]
    for path in needed {
      guard unsafe access(path, W_OK | X_OK) == 0 else {
        throw DataError(
          "\(shown): cannot write to \(path): \(systemReason()). Use another --output.")
      }
    }
  }

  private static func remove(_ folders: [String]) {
    for folder in folders.reversed() { _ = unsafe rmdir(folder) }
  }

  private static func makeMissing(_ folder: String, shown: String) throws(DataError) -> [String] {
    var missing: [String] = []
    var current = folder
    while PathKind(current, followingLinks: true) == .missing(ENOENT) {
      missing.append(current)
      current = lastComponent(of: current).above
    }
    var made: [String] = []
    for path in missing.reversed() {
      if unsafe mkdir(path, 0o777) == 0 {
        made.append(path)
      } else if errno != EEXIST {
        let reason = systemReason()
        remove(made)
        throw DataError(
          "\(shown): cannot make the folder \(path): \(reason). Use another --output.")
      }
    }
    return made
  }

  /// `a/b/c` -> (`a/b`, `c`); `c` -> (`.`, `c`); `/c` -> (`/`, `c`).
  private static func lastComponent(of path: String) -> (above: String, last: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    var above = path[..<slash]
    while above.hasSuffix("/") { above.removeLast() }
    return (above.isEmpty ? "/" : String(above), String(path[path.index(after: slash)...]))
  }

  private static func split(real: String, shown: String) throws(DataError) -> (String, String) {
    let (above, last) = lastComponent(of: real)
    guard !last.isEmpty else {
      throw DataError("\(shown): the root folder cannot be replaced. Use another --output.")
    }
    return (above, last)
  }

  private static func realPath(_ path: String) throws(DataError) -> String {
    guard let resolved = unsafe realpath(path, nil) else {
      throw DataError("\(path): cannot be reached: \(systemReason()). Use another --output.")
    }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }
}
