import FoundationEssentials

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// PoCL keeps compiled kernels in a folder, and offers no device when it cannot write there.
///
/// Made before the first OpenCL call: when `POCL_CACHE_DIR` is unset and its default cannot be
/// written, a private temporary folder takes its place, until `remove`.
package struct KernelCache: Sendable {
  private let temporary: String?

  package init() {
    guard environment("POCL_CACHE_DIR") == nil, !Self.canWriteDefault() else {
      temporary = nil
      return
    }
    let parent = environment("TMPDIR") ?? "/tmp"
    var template = Array("\(parent)/astrolabe-pocl-XXXXXX".utf8CString)
    guard unsafe mkdtemp(&template) != nil else {
      temporary = nil
      return
    }
    let path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    _ = unsafe setenv("POCL_CACHE_DIR", path, 1)
    temporary = path
  }

  /// Removes the temporary folder, if there is one.
  package func remove() {
    guard let temporary else { return }
    try? FileManager.default.removeItem(atPath: temporary)
  }

  /// PoCL's default: $XDG_CACHE_HOME/pocl or $HOME/.cache/pocl.
  private static func canWriteDefault() -> Bool {
    let base: String
    if let cache = environment("XDG_CACHE_HOME") {
      base = cache
    } else if let home = environment("HOME") {
      base = home + "/.cache"
    } else {
      return false
    }
    return makeFolder(base) && makeFolder(base + "/pocl") && canWrite(base + "/pocl/kcache")
  }

  private static func canWrite(_ path: String) -> Bool {
    guard makeFolder(path) else { return false }
    return unsafe access(path, W_OK | X_OK) == 0
  }

  private static func makeFolder(_ path: String) -> Bool {
    let made = unsafe mkdir(path, 0o777)
    return made == 0 || errno == EEXIST
  }
}

private func environment(_ name: String) -> String? {
  guard let value = unsafe getenv(name) else { return nil }
  let text = unsafe String(cString: value)
  return text.isEmpty ? nil : text
}
