import Foundation
import TestSupport
import Testing

/// docs/report.schema.json describes what runs write, and nothing else.
@Suite(.serialized) struct ReportSchemaTests {
  private func schema() throws -> JSONSchema {
    try JSONSchema(Repository.root.appending(path: "docs/report.schema.json"))
  }

  /// Runs that between them write every key.
  static let runs: [[String]] = [
    ["a.npy", "--iterations", "20"],
    ["a.npy", "--method", "pca", "--limit", "40", "--sample", "30", "--seed", "7"],
    ["a.npy", "a.npy", "--labels", "a.txt", "--method", "tsne", "--learning-rate", "50"],
    ["flat.npy", "--method", "none", "--tensors", "none"],
  ]

  @Test func realRunsKeepToTheSchema() throws {
    let schema = try schema()
    try Sandbox.use { sandbox in
      try sandbox.write("a.npy", npy(clusters(3, of: 20, columns: 4), columns: 4))
      try sandbox.write("flat.npy", npy(clusters(3, of: 20, columns: 2), columns: 2))
      try sandbox.write("a.txt", (0..<120).map { "l\($0 % 4)\n" }.joined())
      var keys: Set<String> = []
      for (i, arguments) in Self.runs.enumerated() {
        let result = try Command.run(
          ["project"] + arguments + ["--output", "\(i)"], in: sandbox.folder)
        #expect(result.code == 0, "\(result.errors)")
        let report = try sandbox.report("\(i)")
        #expect(schema.problems(of: report) == [])
        keys.formUnion(paths(report, ""))
      }
      // No key of the schema is made up.
      let all = try JSONSerialization.jsonObject(
        with: Data(contentsOf: Repository.root.appending(path: "docs/report.schema.json")))
      #expect(Set(properties(all, "")).subtracting(keys) == [])
    }
  }

  /// A schema that takes anything would prove nothing.
  @Test func whatIsNotInTheSchemaIsNoticed() throws {
    let schema = try schema()
    try Sandbox.use { sandbox in
      try sandbox.write("a.npy", npy(clusters(3, of: 20, columns: 2), columns: 2))
      #expect(try sandbox.project("a.npy", "--method", "none", "--output", "o").code == 0)
      let good = try sandbox.report("o")
      let damages: [(String, Any?)] = [
        ("schema", 2), ("tool", "other"), ("created", "today"), ("input", [String]()),
        ("peak_bytes", -1), ("peak_bytes", "1"), ("notes", [1]), ("device", nil), ("files", nil),
        ("more", 1), ("seconds", ["read": 1]), ("layouts", [["method": "umap", "components": 2]]),
      ]
      for (key, value) in damages {
        var bad = good
        bad[key] = value
        #expect(!schema.problems(of: bad).isEmpty, "\(key)")
      }
    }
  }

  /// All keys of a value: `.input.path`, `.layouts[].kl`.
  private func paths(_ value: Any, _ path: String) -> [String] {
    if let members = value as? [String: Any] {
      return members.flatMap { ["\(path).\($0.key)"] + paths($0.value, "\(path).\($0.key)") }
    }
    return (value as? [Any] ?? []).flatMap { paths($0, path + "[]") }
  }

  private func properties(_ schema: Any?, _ path: String) -> [String] {
    guard let schema = schema as? [String: Any] else { return [] }
    let members = schema["properties"] as? [String: Any] ?? [:]
    return members.flatMap { ["\(path).\($0.key)"] + properties($0.value, "\(path).\($0.key)") }
      + properties(schema["items"], path + "[]")
  }
}
