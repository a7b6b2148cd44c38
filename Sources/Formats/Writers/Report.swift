#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
package import Values

/// What a run did, for report.json: the caller fills it and writes it last.
package struct Report: Sendable {
  /// The layout of report.json. A key that changes its meaning raises it.
  package static let schema = 1
  package static let tool = "astrolabe"
  package static let fileName = "report.json"

  /// The tool's version.
  package var version: String
  /// When the run began, as `timestamp` gives it.
  package var created: String
  /// The command as it was called, as `commandLine` gives it.
  package var command: String
  package var input: Dataset.Source
  package var device: Device
  /// What the run used, in the order to report.
  package var parameters: [(name: String, value: JSON)]
  /// Wall-clock seconds by the key of each stage that ran, in the order of their beginnings.
  package var seconds: [(stage: String, seconds: Double)]
  package var totalSeconds: Double
  /// The most memory that the process held, in bytes.
  package var peakBytes: Int
  /// What that was estimated to be before the run, in bytes.
  package var estimatedBytes: Int
  /// How the neighbors were found; nil when no method asked for them.
  package var search: NeighborFacts?
  package var layouts: [Layout]
  /// What was not done as asked, or is good to know: one sentence each.
  package var notes: [String]

  package init(
    version: String, command: String, input: Dataset.Source, device: Device, layouts: [Layout]
  ) {
    self.version = version
    self.command = command
    self.input = input
    self.device = device
    self.layouts = layouts
    created = Report.timestamp(secondsSince1970: Int(time(nil)))
    parameters = []
    seconds = []
    totalSeconds = 0
    peakBytes = 0
    estimatedBytes = 0
    notes = []
  }

  /// The OpenCL device that did the work, as `astrolabe devices` names it.
  package struct Device: Sendable {
    package var index: Int
    package var name: String
    package var platform: String
    package var driver: String

    package init(index: Int, name: String, platform: String, driver: String) {
      self.index = index
      self.name = name
      self.platform = platform
      self.driver = driver
    }
  }

  /// Writes report.json into `folder`: it lists all files that are closed by now, and not itself.
  package func write(to folder: OutputFolder) throws(DataError) {
    let files = folder.files.sorted { $0.name < $1.name }
    let file = try folder.create(Report.fileName)
    try file.write(json(files: files).pretty + "\n")
    try file.close()
  }

  /// All of report.json.
  package func json(files: [OutputFolder.File]) -> JSON {
    .object([
      ("schema", .integer(Report.schema)),
      ("tool", .string(Report.tool)),
      ("version", .string(version)),
      ("created", .string(created)),
      ("command", .string(command)),
      ("input", inputJSON),
      ("device", deviceJSON),
      ("parameters", .object(parameters)),
      ("seconds", secondsJSON),
      ("peak_bytes", .integer(peakBytes)),
      ("estimated_bytes", .integer(estimatedBytes)),
      ("neighbors", search.map(searchJSON) ?? .null),
      ("layouts", .array(layouts.map(layoutJSON))),
      ("notes", .array(notes.map(JSON.string))),
      (
        "files",
        .array(files.map { .object([("name", .string($0.name)), ("bytes", .integer($0.bytes))]) })
      ),
    ])
  }

  private var inputJSON: JSON {
    var members: [(name: String, value: JSON)] = [
      ("path", .string(input.paths.first ?? "")),
      ("format", .string(input.format)),
      ("shape", .array(input.shape.map(JSON.integer))),
      ("type", .string(input.type.rawValue)),
    ]
    if input.paths.count > 1 {
      members.insert(("paths", .array(input.paths.map(JSON.string))), at: 1)
    }
    return .object(members)
  }

  private var deviceJSON: JSON {
    .object([
      ("index", .integer(device.index)),
      ("name", .string(device.name)),
      ("platform", .string(device.platform)),
      ("driver", .string(device.driver)),
    ])
  }

  private var secondsJSON: JSON {
    let stages = seconds + [("total", totalSeconds)]
    return .object(stages.map { ($0.stage, .number(($0.seconds * 1000).rounded() / 1000)) })
  }

  private func searchJSON(_ search: NeighborFacts) -> JSON {
    .object([
      ("method", .string(search.method.rawValue)),
      ("recall", .number(search.recall)),
      ("recall_sample", search.sample.map(JSON.integer) ?? .null),
      ("lists", search.lists.map(JSON.integer) ?? .null),
      ("lists_visited", search.visits.map(JSON.integer) ?? .null),
    ])
  }

  /// A measure that is not finite is left out.
  private func layoutJSON(_ layout: Layout) -> JSON {
    let measures = layout.metrics.filter { $0.value.isFinite }
      .map { (name: $0.name, value: JSON.number($0.value)) }
    var members: [(name: String, value: JSON)] =
      [("method", .string(layout.method)), ("components", .integer(layout.components))] + measures
    if let quality = layout.quality, !quality.isEmpty {
      members.append(("quality_quantiles", Self.quantiles(quality)))
    }
    return .object(members)
  }

  /// What 5, 25, 50, 75 and 95 % of the points do not exceed.
  private static func quantiles(_ shares: [Float]) -> JSON {
    let sorted = shares.sorted()
    return .object(
      [5, 25, 50, 75, 95].map { percent in
        let place = (sorted.count * percent + 99) / 100 - 1
        let share = Double(sorted[max(0, place)])
        return ("p\(percent)", .number((share * 10_000).rounded() / 10_000))
      })
  }
}

extension Report {
  /// `2026-11-24T08:46:14Z`: UTC, ISO 8601.
  ///
  /// Days become a date as in Howard Hinnant's `civil_from_days`, with years that begin in March.
  package static func timestamp(secondsSince1970: Int) -> String {
    func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
    precondition(secondsSince1970 >= 0)
    let days = secondsSince1970 / 86_400 + 719_468
    let seconds = secondsSince1970 % 86_400
    let (era, dayOfEra) = (days / 146_097, days % 146_097)
    let year = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * year + year / 4 - year / 100)
    let march = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * march + 2) / 5 + 1
    let month = march < 10 ? march + 3 : march - 9
    let date = "\(era * 400 + year + (month < 3 ? 1 : 0))-\(padded(month))-\(padded(day))"
    let minutes = seconds / 60
    return "\(date)T\(padded(minutes / 60)):\(padded(minutes % 60)):\(padded(seconds % 60))Z"
  }

  /// `arguments` as one line that a POSIX shell reads back the same.
  package static func commandLine(_ arguments: [String]) -> String {
    arguments.map { word in
      let isSafe = word.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || ("0"..."9").contains($0)
          || "%+,-./:=@_".unicodeScalars.contains($0)
      }
      if isSafe, !word.isEmpty { return word }
      // By scalars: a quote with an accent on it is one character, and yet a quote.
      let inner = word.unicodeScalars.map { $0 == "'" ? "'\\''" : String($0) }
      return "'" + inner.joined() + "'"
    }.joined(separator: " ")
  }
}
