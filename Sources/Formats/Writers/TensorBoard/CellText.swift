extension Unicode.Scalar {
  /// Tab, line breaks of any kind, and what no page shows.
  var isLineBreakOrControl: Bool {
    properties.generalCategory == .control || self == "\u{2028}" || self == "\u{2029}"
  }

  /// What JavaScript's `trim` takes away: white space and the byte order mark.
  var isBlank: Bool { properties.isWhitespace || self == "\u{FEFF}" }
}

extension String {
  /// Without white space and byte order marks at both ends.
  var trimmed: String {
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.isBlank }),
      let last = scalars.lastIndex(where: { !$0.isBlank })
    else { return "" }
    return String(scalars[first...last])
  }

  /// Control characters replaced by spaces; nil when there are none.
  var withoutControls: String? {
    // Bytes 0xC2 and 0xE2 begin the control characters outside ASCII.
    let isSuspect = utf8.contains { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 || $0 == 0xE2 }
    guard isSuspect, unicodeScalars.contains(where: \.isLineBreakOrControl) else { return nil }
    var result = ""
    for scalar in unicodeScalars {
      result.unicodeScalars.append(scalar.isLineBreakOrControl ? " " : scalar)
    }
    return result
  }

  /// Nothing in it that a line keeps after trimming.
  var isBlank: Bool {
    if let first = utf8.first, first > 0x20, first < 0x7F { return false }
    return unicodeScalars.allSatisfy(\.isBlank)
  }

  /// Whether the page takes it for a number. JavaScript takes some more spellings.
  var isPageNumber: Bool {
    utf8.allSatisfy { (0x30...0x39).contains($0) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains($0) }
      && Double(self) != nil
  }
}
