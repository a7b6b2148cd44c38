#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import Values

/// Keeps a second run away from the same output folder.
///
/// An advisory `flock` on a file beside the folder. The system ends it with the process, however
/// that dies, so no process number is trusted; a clean end removes the file.
final class OutputLock: Sendable {
  private let path: String
  private let file: Int32

  /// Errors: another run holds it, or the file cannot be made.
  init(_ target: OutputTarget) throws(DataError) {
    path = target.lockPath
    while true {
      let file = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
      guard file >= 0 else {
        throw DataError(
          "\(target.shown): cannot write to \(target.parent): \(systemReason()). "
            + "Use another --output.")
      }
      guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
        let code = errno
        _ = close(file)
        throw Self.refusal(code, target)
      }
      if Self.is(file, at: path) {
        self.file = file
        return
      }
      _ = close(file)  // the run before removed it between our opening and locking it
    }
  }

  /// Removes the file, then lets go of it: in this order nobody locks a file that is gone.
  func release() {
    _ = unsafe unlink(path)
    _ = close(file)
  }

  private static func refusal(_ code: Int32, _ target: OutputTarget) -> DataError {
    code == EWOULDBLOCK
      ? DataError(
        "\(target.shown): another run is writing there now. Wait until it ends, or use another "
          + "--output.")
      : DataError(
        "\(target.shown): cannot lock \(target.lockPath): \(systemReason(code)). "
          + "Use an --output on another disk.")
  }

  private static func `is`(_ file: Int32, at path: String) -> Bool {
    var opened = stat()
    var named = stat()
    guard unsafe fstat(file, &opened) == 0, unsafe stat(path, &named) == 0 else { return false }
    return opened.st_ino == named.st_ino && opened.st_dev == named.st_dev
  }
}
