import Kernels
import Session
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Ctrl-C: a thread of its own waits for the signal, removes what the run made, and ends the
/// process with 130, whatever the other threads are doing.
enum Interruption {
  private struct Made {
    var session: Session?
    var cache: KernelCache?
  }

  private static let made = Mutex(Made())

  /// Must come before any other thread is started: they inherit the blocked signals.
  static func watch(_ cache: KernelCache) {
    made.withLock { $0.cache = cache }
    var signals = sigset_t()
    _ = unsafe sigemptyset(&signals)
    for number in [SIGINT, SIGTERM, SIGHUP] { _ = unsafe sigaddset(&signals, number) }
    _ = unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
    #if canImport(Glibc)
      var thread = pthread_t()
    #else
      var thread: pthread_t?
    #endif
    _ = unsafe pthread_create(&thread, nil, { _ in unsafe Interruption.wait() }, nil)
  }

  /// From now on an interruption also removes what `session` has made.
  static func covers(_ session: Session) {
    made.withLock { $0.session = session }
  }

  private static func wait() -> UnsafeMutableRawPointer? {
    var signals = sigset_t()
    _ = unsafe sigemptyset(&signals)
    for number in [SIGINT, SIGTERM, SIGHUP] { _ = unsafe sigaddset(&signals, number) }
    var number: Int32 = 0
    _ = unsafe sigwait(&signals, &number)
    let (session, cache) = made.withLock { ($0.session, $0.cache) }
    session?.abandon()
    cache?.remove()
    writeToStandardError("\nastrolabe: interrupted; nothing was changed\n")
    _exit(number == SIGINT ? 130 : 128 + number)
  }
}
