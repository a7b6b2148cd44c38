#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import Values

/// A file's bytes, lent for the time of a closure, with every access checked against the end.
///
/// Readers look at foreign bytes through this alone, so that a wrong length cannot read past them.
@safe struct ByteView: @unchecked Sendable {  // who lends the bytes waits for all who read them
  private let raw: UnsafeRawBufferPointer
  /// The bytes are a file's mapping, whose pages can be had again.
  private let isFile: Bool

  init(_ raw: UnsafeRawBufferPointer, isFile: Bool = false) {
    unsafe self.raw = raw
    self.isFile = isFile
  }

  var count: Int { unsafe raw.count }

  subscript(_ index: Int) -> UInt8 {
    precondition(index >= 0 && index < count)
    return unsafe raw[index]
  }

  /// The eight bytes from `index` on, the first one lowest.
  @inline(__always)
  func word(_ index: Int) -> UInt64 {
    precondition(index >= 0 && index <= count - 8)
    return unsafe UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
  }

  /// A copy of `range`.
  func copy(_ range: Range<Int>) -> [UInt8] {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    return unsafe Array(UnsafeRawBufferPointer(rebasing: raw[range]))
  }

  /// Adds a copy of `range` to `target`.
  func append(_ range: Range<Int>, to target: inout [UInt8]) {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    unsafe target.append(contentsOf: UnsafeRawBufferPointer(rebasing: raw[range]))
  }

  /// The text in `range`, nil when it is not UTF-8.
  func text(_ range: Range<Int>) -> String? {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    return unsafe String(
      validating: UnsafeRawBufferPointer(rebasing: raw[range]), as: UTF8.self)
  }

  /// What stands in `range`, short and printable, for the end of an error sentence.
  func excerpt(_ range: Range<Int>) -> String {
    guard !range.isEmpty else { return "an empty cell" }
    let longest = 40
    let shown = copy(range.prefix(longest))
    let text = String(decoding: shown, as: UTF8.self)
    let printable = String(text.map { $0.isNewline || $0.asciiValue ?? 32 < 32 ? " " : $0 })
    return "\"\(printable)\(range.count > longest ? "..." : "")\""
  }

  /// How many of the bytes in `range` are `byte`.
  func occurrences(of byte: UInt8, in range: Range<Int>) -> Int {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    var total = 0
    var start = range.lowerBound
    while start < range.upperBound {
      // Counted in bytes, 240 at most, which vectorizes.
      let end = min(start + 240, range.upperBound)
      var count: UInt8 = 0
      for index in start..<end { count &+= unsafe raw[index] == byte ? 1 : 0 }
      total += Int(count)
      start = end
    }
    return total
  }

  /// End of the line that begins at `start`: its line feed, or the end of the bytes or of `limit`.
  func endOfLine(from start: Int, limit: Int = .max) -> Int {
    let end = min(count, limit)
    guard start >= 0, start < end, let base = unsafe raw.baseAddress else { return end }
    guard let found = unsafe memchr(base + start, 0x0A, end - start) else { return end }
    return unsafe base.distance(to: UnsafeRawPointer(found))
  }

  /// Says that the bytes in `range` will hardly be looked at again: the process need not hold their
  /// pages. They can still be read. Bytes of no file stay.
  ///
  /// Who walks over a long text says so now and then. A single byte that is looked at can bring in
  /// megabytes around it, as much as the system caches in one piece.
  func release(_ range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    guard isFile, let base = unsafe raw.baseAddress else { return }
    let page = sysconf(Int32(_SC_PAGESIZE))
    let start = Int(bitPattern: base)
    let first = (start + range.lowerBound + page - 1) / page * page
    let end = (start + range.upperBound) / page * page
    guard first < end else { return }
    _ = unsafe madvise(
      UnsafeMutableRawPointer(bitPattern: first), end - first, Int32(MADV_DONTNEED))
  }

  /// Number of leading bytes of a UTF-8 byte order mark: 3 or 0.
  var markLength: Int {
    count >= 3 && self[0] == 0xEF && self[1] == 0xBB && self[2] == 0xBF ? 3 : 0
  }
}

extension Storage {
  /// Lends all the bytes, checked, to `body`.
  func withView<R, E: Error>(_ body: (ByteView) throws(E) -> R) throws(E) -> R {
    try unsafe withBytes { (raw) throws(E) -> R in
      try body(unsafe ByteView(raw, isFile: isFile))
    }
  }

  /// The first bytes, at most `length`.
  func prefix(_ length: Int) -> [UInt8] {
    unsafe withBytes { unsafe Array($0.prefix(length)) }
  }
}
