import CPosix
import Synchronization
package import Values

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The output folder of one run: everything is written beside it and takes its place in one step.
///
/// `.NAME.astrolabe-PID` grows beside NAME; `commit` exchanges the two and removes the old one, and
/// `abandon` leaves all as it was. A folder is ours when its report.json lists its files and
/// nothing else lies in it. What others put there is never deleted: without `force` it ends the run
/// before the first computation, with `force` it moves over to the new folder.
///
/// A run that is killed leaves a temporary folder, which the next run on the same folder clears.
package final class OutputFolder: Sendable {
  /// A finished file.
  package struct File: Sendable, Equatable {
    package let name: String
    package let bytes: Int
  }

  private enum Phase { case writing, committed, abandoned }

  private struct State {
    var phase = Phase.writing
    var names: Set<String> = []
    var files: [File] = []
  }

  /// Marks a folder that has been, or is about to be, exchanged: it may hold what is not ours.
  static let retiredSuffix = ".old"

  private let target: OutputTarget
  private let lock: OutputLock
  private let temporary: String
  private let isForced: Bool
  private let state = Mutex(State())

  /// Claims `path` for this run. Missing parents are made.
  ///
  /// Errors: a file, an unwritable place, files of others (the first three named, unless `force`),
  /// or another run on the same folder. Nothing is left behind then.
  package init(path: String, force: Bool) throws(DataError) {
    let target = try OutputTarget(path)
    do throws(DataError) {
      let lock = try OutputLock(target)
      do throws(DataError) {
        temporary = try Self.prepare(target, force: force)
      } catch {
        lock.release()
        throw error
      }
      self.lock = lock
    } catch {
      target.removeCreatedParents()
      throw error
    }
    self.target = target
    isForced = force
  }

  deinit { abandon() }

  /// The folder as the user spelled it.
  package var path: String { target.shown }

  /// Files written and closed so far, in the order of their closing.
  package var files: [File] { state.withLock { $0.files } }

  /// Starts the file `name`; `bytes` is its final size where that is known, for a full disk's
  /// message.
  ///
  /// Two files of one name are a programmer's mistake.
  package func create(_ name: String, bytes: Int? = nil) throws(DataError) -> FileWriter {
    precondition(!name.isEmpty && !name.contains("/") && name != "." && name != "..")
    return try state.withLock { state throws(DataError) in
      guard state.phase == .writing else {
        throw DataError("\(target.shown)/\(name): the run has ended")
      }
      precondition(state.names.insert(name).inserted, "\(name) is written twice")
      return try FileWriter(
        path: "\(temporary)/\(name)", shown: "\(target.shown)/\(name)", bytes: bytes
      ) { [weak self] size in
        self?.state.withLock { $0.files.append(File(name: name, bytes: size)) }
      }
    }
  }

  /// Puts the finished files in place of the folder, in one step where the file system can exchange
  /// (else in two renames). Returns notes on what could not be tidied up.
  ///
  /// Errors leave the earlier folder as it was; `abandon` then removes the new files.
  package func commit() throws(DataError) -> [String] {
    try state.withLock { state throws(DataError) in
      precondition(state.phase == .writing)
      precondition(state.files.count == state.names.count, "a file was not closed")
      let notes = try replace(with: state.names)
      state.phase = .committed
      lock.release()
      return notes
    }
  }

  /// Removes everything that this run made and lets go of the folder. Safe from any thread and at
  /// any time: while `commit` is at work it waits, and after it does nothing.
  package func abandon() {
    state.withLock { state in
      guard state.phase == .writing else { return }
      state.phase = .abandoned
      Retirement.removeUnfinished(temporary)
      lock.release()
      target.removeCreatedParents()
    }
  }

  private static func prepare(_ target: OutputTarget, force: Bool) throws(DataError) -> String {
    try Retirement.clearLeftovers(of: target)
    if !force, PathKind(target.folder) == .folder {
      try OwnedFiles.requireNothingForeign(in: target.folder, shown: target.shown)
    }
    let temporary = target.sibling("-\(getpid())")
    guard unsafe mkdir(temporary, 0o777) == 0 else {
      throw DataError(
        "\(target.shown): cannot make the folder \(temporary): \(systemReason()). "
          + "Use another --output.")
    }
    return temporary
  }

  private func replace(with names: Set<String>) throws(DataError) -> [String] {
    guard PathKind(target.folder).exists else {
      guard
        unsafe astrolabe_rename_exclusive(temporary, target.folder) == 0
          || (errno != EEXIST && rename(temporary, target.folder) == 0)
      else { throw failure() }
      return []
    }
    try requireNoCollision(with: names)
    keepPermissions()
    let old = temporary + Self.retiredSuffix
    // From here on a killed run leaves `.old`, whose foreign files the next start would rescue.
    guard unsafe rename(temporary, old) == 0 else { throw failure() }
    if unsafe astrolabe_exchange(old, target.folder) != 0 { try renameTwice(old) }
    if Retirement.retire(old, into: target.folder) { return [] }
    return ["\(old) could not be emptied: see what it holds, and remove it"]
  }

  /// What came into the folder since the run began, or is forced aside, must not be lost.
  private func requireNoCollision(with names: Set<String>) throws(DataError) {
    let owned = OwnedFiles(of: target.folder)
    for entry in try FolderEntry.all(in: target.folder)
    where owned.isForeign(entry) && names.contains(entry.text) {
      guard isForced, !entry.isFolder else {
        throw DataError(
          "\(target.shown)/\(entry.text): is in the way of a file of this name. Move it away.")
      }
    }
  }

  private func keepPermissions() {
    var status = stat()
    guard unsafe stat(target.folder, &status) == 0 else { return }
    _ = unsafe chmod(temporary, status.st_mode & 0o7777)
  }

  private func renameTwice(_ old: String) throws(DataError) {
    guard unsafe rename(old, temporary) == 0 else { throw failure() }
    guard unsafe rename(target.folder, old) == 0 else { throw failure() }
    guard unsafe rename(temporary, target.folder) == 0 else {
      let error = failure()
      _ = unsafe rename(old, target.folder)
      throw error
    }
  }

  private func failure() -> DataError {
    DataError(
      "\(target.shown): cannot put the finished files in place: \(systemReason()). "
        + "Use another --output.")
  }
}
