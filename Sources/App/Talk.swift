import Formats
import Values
import Kernels
import Projector
import Session

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How a run talks, on standard error: one live line on a terminal, a line every ten seconds
/// elsewhere, JSON events, or nothing.
final class Talk {
  private let isQuiet: Bool
  private let isJSON: Bool
  private let isLive: Bool
  /// Whether a person reads along: neither quiet nor JSON.
  var isChatty: Bool { !isQuiet && !isJSON }
  private var stage: Stage?
  private var stageStart = ContinuousClock.now
  private var lastLine = ContinuousClock.now
  private var hasLiveLine = false

  init(isQuiet: Bool, isJSON: Bool) {
    self.isQuiet = isQuiet
    self.isJSON = isJSON
    isLive = !isQuiet && !isJSON && isatty(2) != 0
  }

  /// A sentence about what is being done.
  func say(_ sentence: String) {
    guard isChatty else { return }
    line(sentence)
  }

  /// A sentence about what was not done as might be expected.
  func warn(_ sentence: String) {
    if isJSON { return event([("event", "warning"), ("message", .string(sentence))]) }
    guard !isQuiet else { return }
    line("note: \(sentence)")
  }

  func fail(_ sentence: String) {
    if isJSON { return event([("event", "error"), ("message", .string(sentence))]) }
    line("astrolabe: \(sentence)")
  }

  /// The end of a run that went well.
  func done(output: String, seconds: Double) {
    guard isJSON else { return }
    event([("event", "done"), ("output", .string(output)), ("seconds", .number(seconds))])
  }

  func hear(_ event: Event) {
    switch event {
    case .ready(let preparation): introduce(preparation)
    case .note(let sentence): warn(sentence)
    case .progress(let progress): hear(progress)
    }
  }

  /// What was understood, and where it is computed.
  private func introduce(_ run: Preparation) {
    let shape = run.source.shape.map(grouped).joined(separator: " x ")
    var what = "\(shape) \(run.source.type.rawValue)"
    if run.points != run.allPoints { what += ", of which \(grouped(run.points)) points are used" }
    let columns = run.metadataColumns
    what += "; \(columns) metadata \(columns == 1 ? "column" : "columns")"
    if run.hasImages { what += "; images" }
    say(
      "\(run.source.paths.joined(separator: ", ")): \(what); "
        + "about \(gigabytes(run.estimatedBytes)) GB")
    say("device \(run.device.index): \(run.device.summary), \(run.reason)")
  }

  private func hear(_ progress: Progress) {
    switch progress {
    case .began(let stage):
      self.stage = stage
      stageStart = .now
      lastLine = .now
      if isJSON { event([("event", "stage"), ("stage", .string(stage.key))]) }
      if isLive { live(stage.words) }
    case .advanced(let stage, let advance): tell(stage, advance)
    case .ended(let stage, let seconds):
      if isChatty {
        line("\(stage.words.padded(to: 22))\(fixed(seconds, digits: 2)) s")
      }
    // Asked for by no option.
    case .snapshot: break
    }
  }

  /// Whether progress told now is shown: without a terminal, only a line now and then.
  var showsProgress: Bool {
    guard !isQuiet else { return isJSON }
    return isJSON || isLive || ContinuousClock.now - lastLine >= .seconds(10)
  }

  private func tell(_ stage: Stage, _ advance: Advance) {
    let (done, total) = (advance.done, advance.total)
    guard !isQuiet, done < total || isJSON else { return }
    let spent = (ContinuousClock.now - stageStart) / .seconds(1)
    let left = spent / Double(max(1, done)) * Double(total - done + advance.after)
    if isJSON {
      var members: [(name: String, value: JSON)] = [
        ("event", "progress"), ("stage", .string(stage.key)), ("done", .integer(done)),
        ("total", .integer(total)), ("seconds_left", .number((left * 10).rounded() / 10)),
      ]
      if let key = stage.loss?.key, let loss = advance.loss {
        members.append((key, .number(loss)))
      }
      return event(members)
    }
    let text = words(stage, advance) + ", \(duration(left)) left"
    if isLive { return live(text) }
    guard showsProgress else { return }
    lastLine = .now
    line(text)
  }

  private var knownLoss: (of: Stage.Loss, value: Double)?

  private func words(_ stage: Stage, _ advance: Advance) -> String {
    let done =
      "\(stage.words.padded(to: 22))\(grouped(advance.done)) of \(grouped(advance.total))"
    guard let loss = stage.loss else { return done }
    if let value = advance.loss { knownLoss = (loss, value) }
    let spent = (ContinuousClock.now - stageStart) / .seconds(1)
    let rate = "\(number(Double(advance.done) / spent, digits: 1)) a second"
    guard let knownLoss, knownLoss.of == loss else { return "\(done), \(rate)" }
    return "\(done), \(rate), \(loss.words) \(fixed(knownLoss.value, digits: 3))"
  }

  private func live(_ text: String) {
    writeToStandardError("\r\u{1B}[K\(text)")
    hasLiveLine = true
  }

  private func line(_ text: String) {
    writeToStandardError((hasLiveLine ? "\r\u{1B}[K" : "") + text.printable + "\n")
    hasLiveLine = false
  }

  private func event(_ members: [(name: String, value: JSON)]) {
    writeToStandardError(JSON.object(members).compact + "\n")
  }
}

extension JSON: ExpressibleByStringLiteral {
  package init(stringLiteral value: String) { self = .string(value) }
}

extension String {
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(1, width - count))
  }
}

/// `12 s`, `3 min 20 s`.
func duration(_ seconds: Double) -> String {
  let whole = Int(min(seconds, 1e9).rounded(.up))
  return whole < 100 ? "\(whole) s" : "\(whole / 60) min \(whole % 60) s"
}
