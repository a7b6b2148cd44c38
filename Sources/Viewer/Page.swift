package import Formats
import Values

extension OutputWriter {
  /// `index.html`: the map as one page that any browser opens, with its data inside, or beside it
  /// in `index.data`.
  package static func page(_ options: PageOptions) -> OutputWriter {
    OutputWriter(name: "page") { (outputs, folder) throws(DataError) -> [String] in
      guard options.placement != .off else { return [] }
      let data = try PageData(
        outputs.projection, options, outputs.sheet, plots: outputs.options.plots)
      return try Page(data: data, options: options).write(to: folder)
    }
  }
}

/// The page's parts, put together.
struct Page {
  static let fileName = "index.html"
  static let dataName = "index.data"
  /// Bytes of text up to which `auto` puts the data into the page.
  static let largestInline = 64_000_000

  let data: PageData
  let options: PageOptions

  /// Returns a note when the data lie beside the page.
  func write(to folder: OutputFolder) throws(DataError) -> [String] {
    let letters = data.blocks.reduce(0) { $0 + ($1.bytes.count + 2) / 3 * 4 }
    let isExternal =
      options.placement == .external
      || options.placement == .auto && letters > Self.largestInline
    let page = try folder.create(Self.fileName)
    try page.write(head(isExternal))
    if !isExternal { try writeBlocks(to: page) }
    try page.write("</body>\n</html>\n")
    try page.close()
    guard isExternal else { return [] }
    try writeData(to: folder)
    return [
      "\(Self.fileName): its data, \(letters / 4 * 3 / 1_000_000) MB, lie beside it in "
        + "\(Self.dataName), so a browser shows it only through a web server, as "
        + "'python3 -m http.server' in that folder is one; --html inline puts all into one file"
    ]
  }

  private func writeBlocks(to page: FileWriter) throws(DataError) {
    for block in data.blocks {
      try page.write("<script type=\"text/plain\" id=\"block:\(block.name)\">")
      try page.write(Base64.encode(block.bytes))
      try page.write("</script>\n")
    }
  }

  private func writeData(to folder: OutputFolder) throws(DataError) {
    let file = try folder.create(
      Self.dataName, bytes: data.blocks.reduce(0) { $0 + $1.bytes.count })
    for block in data.blocks { try file.write(block.bytes) }
    try file.close()
  }

  /// All up to the blocks: the shell with its style, script and manifest.
  private func head(_ isExternal: Bool) -> String {
    let manifest = data.manifest(external: isExternal ? Self.dataName : nil)
    let checksum = CRC32.of(Array(manifest.utf8))
    let (script, style) = (PageSources.script, PageSources.text("style.css"))
    let parts = [
      "POLICY": Self.policy(script: script, style: style, isExternal), "STYLE": style,
      "SCRIPT": script, "CHECKSUM": String(checksum), "MANIFEST": manifest,
    ]
    // One pass over the template: what is filled in is never searched for names again.
    let pieces = PageSources.text("shell.html").split(
      separator: "%%", omittingEmptySubsequences: false)
    return pieces.enumerated().map { place, piece in
      place % 2 == 0 ? String(piece) : parts[String(piece)] ?? ""
    }.joined()
  }

  /// Nothing from anywhere: the one script and the one style by their digests, pictures from the
  /// page's own memory, and, for external data, files beside the page.
  private static func policy(script: String, style: String, _ isExternal: Bool) -> String {
    func digest(_ text: String) -> String {
      let bytes = Base64.encode(SHA256.digest(Array(text.utf8)))
      return "'sha256-" + String(decoding: bytes, as: UTF8.self) + "'"
    }
    return [
      "default-src 'none'", "script-src \(digest(script))", "style-src \(digest(style))",
      "img-src blob: data:", "connect-src \(isExternal ? "'self'" : "'none'")", "base-uri 'none'",
      "form-action 'none'",
    ].joined(separator: "; ")
  }
}
