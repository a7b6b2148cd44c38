/// `value` with about six significant digits.
package func shortened(_ value: Float) -> String {
  var text: [UInt8] = []
  appendShortened(value, to: &text)
  return String(decoding: text, as: UTF8.self)
}

/// The same text, at the end of `text`.
package func appendShortened(_ value: Float, to text: inout [UInt8]) {
  let zero = UInt8(ascii: "0")
  let size = Double(abs(value))
  if size == 0 { return text.append(zero) }
  guard size >= 1e-4, size < 1e6 else {
    text += value.description.utf8
    return
  }
  // Six digits after the first one that counts: 1234.5678 -> 1234.57.
  var decimals = 5
  var scale = 1e5
  while size * scale >= 999_999.5, decimals > 0 { (decimals, scale) = (decimals - 1, scale / 10) }
  while size * scale < 99_999.95 { (decimals, scale) = (decimals + 1, scale * 10) }
  var rest = Int((size * scale).rounded())
  while decimals > 0, rest % 10 == 0 { (rest, decimals) = (rest / 10, decimals - 1) }
  if value < 0 { text.append(UInt8(ascii: "-")) }
  // From the last digit on, at least one of them before the point.
  let start = text.count
  var digits = 0
  while rest > 0 || digits <= decimals {
    text.append(zero + UInt8(rest % 10))
    rest /= 10
    digits += 1
    if digits == decimals { text.append(UInt8(ascii: ".")) }
  }
  text[start...].reverse()
}
