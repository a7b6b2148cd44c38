/// A JSON value whose objects keep the order of their keys.
package enum JSON: Sendable {
  case bool(Bool)
  case integer(Int)
  /// A number that is not finite becomes `null`: JSON has no other word for it.
  case number(Double)
  case string(String)
  case array([JSON])
  case null
  case object([(name: String, value: JSON)])

  /// On one line, without spaces after commas.
  package var compact: String {
    var text = ""
    append(to: &text, indent: nil)
    return text
  }

  /// Two spaces a level, arrays of plain values on one line, no final line break.
  package var pretty: String {
    var text = ""
    append(to: &text, indent: 0)
    return text
  }

  /// `text` in quotes, escaped as RFC 8259 asks.
  package static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{0}"..<" ":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  private var isPlain: Bool {
    switch self {
    case .array, .object: false
    default: true
    }
  }

  private func append(to text: inout String, indent: Int?) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .number(let value): text += value.isFinite ? value.description : "null"
    case .string(let value): text += JSON.quoted(value)
    case .array(let values):
      let inner = values.allSatisfy(\.isPlain) ? nil : indent
      let gap = indent != nil && inner == nil
      JSON.appendList(values.map { ("", $0) }, "[", "]", gap, to: &text, indent: inner)
    case .object(let members):
      let colon = indent == nil ? ":" : ": "
      let named = members.map { (JSON.quoted($0.name) + colon, $0.value) }
      JSON.appendList(named, "{", "}", false, to: &text, indent: indent)
    }
  }

  private static func appendList(
    _ items: [(String, JSON)], _ open: String, _ close: String, _ gap: Bool,
    to text: inout String, indent: Int?
  ) {
    let inner = indent.map { $0 + 2 }
    let pad = inner.map { "\n" + String(repeating: " ", count: $0) } ?? ""
    text += open
    for (i, item) in items.enumerated() {
      if i > 0 { text += gap ? ", " : "," }
      text += pad + item.0
      item.1.append(to: &text, indent: inner)
    }
    if let indent, !items.isEmpty { text += "\n" + String(repeating: " ", count: indent) }
    text += close
  }
}
