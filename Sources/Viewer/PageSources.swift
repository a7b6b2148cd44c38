import CPage

/// The files of `page/`, embedded in the binary.
package enum PageSources {
  /// Paths below `page/`; a module comes after those that it imports.
  package static var names: [String] {
    (0..<Int(astrolabe_page_source_count())).map { index in
      unsafe String(cString: source(index).name)
    }
  }

  /// The text of `page/<name>`. A missing name is a programmer's mistake.
  package static func text(_ name: String) -> String {
    guard let index = names.firstIndex(of: name) else {
      preconditionFailure("page/\(name) is not among the embedded sources")
    }
    return unsafe String(cString: source(index).text)
  }

  /// All modules as one script, in the list's order, without their imports (a line each), the word
  /// `export` before a declaration, blank lines, indentation, and whole lines of comments, which
  /// together would be a third of the page. Top-level names must be unique among all modules, and
  /// no text may depend on how its lines are indented; tests see to both.
  package static var script: String {
    let modules = names.filter { $0.hasSuffix(".js") }.map { "// --- \($0)\n" + inlined(text($0)) }
    return "\"use strict\";\n{\n" + modules.joined(separator: "\n") + "\n}\n"
  }

  private static func inlined(_ module: String) -> String {
    var isComment = false
    var lines: [Substring] = []
    for line in module.split(separator: "\n", omittingEmptySubsequences: false) {
      let content = line.drop { $0 == " " }
      if isComment {
        isComment = !content.hasSuffix("*/")
      } else if content.hasPrefix("/**"), content.hasSuffix("*/") || !content.contains("*/") {
        isComment = !content.hasSuffix("*/")
      } else if !content.isEmpty, !content.hasPrefix("// "), !line.hasPrefix("import ") {
        lines.append(line.hasPrefix("export ") ? line.dropFirst("export ".count) : content)
      }
    }
    return lines.joined(separator: "\n")
  }

  private static func source(_ index: Int) -> astrolabe_page_source {
    unsafe astrolabe_page_source_at(UInt64(index)).pointee
  }
}
