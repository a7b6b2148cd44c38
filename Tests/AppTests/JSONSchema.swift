import Foundation

/// As much of JSON Schema (2020-12) as docs/report.schema.json uses.
struct JSONSchema {
  private let schema: [String: Any]

  init(_ file: URL) throws {
    schema = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any] ?? [:]
  }

  /// What is wrong with `value`, a sentence each; every word of the schema must be known here.
  func problems(of value: Any) -> [String] { Self.problems(value, schema, "") }

  private static let known: Set<String> = [
    "$schema", "title", "description", "type", "properties", "required", "additionalProperties",
    "items", "enum", "const", "pattern", "minimum", "maximum",
  ]

  private static func problems(_ value: Any, _ schema: [String: Any], _ path: String) -> [String] {
    var found = Set(schema.keys).subtracting(known).map { "\(path): unknown word \($0)" }
    if let types = schema["type"] as? [String] ?? (schema["type"] as? String).map({ [$0] }),
      !types.contains(where: { matches(value, $0) })
    {
      found.append("\(path): is not of type \(types)")
    }
    if let choices = schema["enum"] as? [String], !choices.contains(value as? String ?? "\0") {
      found.append("\(path): \(value) is none of \(choices)")
    }
    if let fixed = schema["const"], "\(fixed)" != "\(value)" {
      found.append("\(path): is not \(fixed)")
    }
    if let pattern = schema["pattern"] as? String, let text = value as? String,
      text.range(of: pattern, options: .regularExpression) == nil
    {
      found.append("\(path): \(text) does not match \(pattern)")
    }
    if !(value is NSNull), let number = value as? NSNumber {
      if let least = schema["minimum"] as? Double, number.doubleValue < least {
        found.append("\(path): \(number) is less than \(least)")
      }
      if let most = schema["maximum"] as? Double, number.doubleValue > most {
        found.append("\(path): \(number) is more than \(most)")
      }
    }
    if let values = value as? [Any], let items = schema["items"] as? [String: Any] {
      for (i, item) in values.enumerated() { found += problems(item, items, "\(path)[\(i)]") }
    }
    if let members = value as? [String: Any] { found += problems(members: members, schema, path) }
    return found
  }

  private static func problems(
    members: [String: Any], _ schema: [String: Any], _ path: String
  ) -> [String] {
    let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
    let missing = Set(schema["required"] as? [String] ?? []).subtracting(members.keys)
    var found = missing.sorted().map { "\(path): lacks \($0)" }
    for (name, value) in members {
      if let property = properties[name] {
        found += problems(value, property, "\(path).\(name)")
      } else if schema["additionalProperties"] as? Bool == false {
        found.append("\(path): \(name) is not in the schema")
      }
    }
    return found
  }

  private static func matches(_ value: Any, _ type: String) -> Bool {
    switch type {
    case "null": value is NSNull
    case "string": value is String
    case "array": value is [Any]
    case "boolean": value is Bool
    case "object": value is [String: Any]
    case "number": value is NSNumber
    case "integer":
      (value as? NSNumber).map { $0.doubleValue == $0.doubleValue.rounded() } ?? false
    default: false
    }
  }
}
