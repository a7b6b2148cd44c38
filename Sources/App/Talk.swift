import Values
import Projector

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
  /// Steps that come after a stage and take as long as its own: for the time left.
  var stepsAfter: [Stage: Int] = [:]

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

  func hear(_ progress: Progress) {
    switch progress {
    case .began(let stage):
      self.stage = stage
      stageStart = .now
      lastLine = .now
      if isJSON { event([("event", "stage"), ("stage", .string(stage.rawValue))]) }
      if isLive { live(stage.words) }
    case .advanced(let stage, let done, let total, let divergence):
      advance(stage, done, total, divergence)
    case .ended(let stage, let seconds):
      if isChatty {
        line("\(stage.words.padded(to: 22))\(fixed(seconds, digits: 2)) s")
      }
    }
  }

  /// Whether progress told now is shown: without a terminal, only a line now and then.
  var showsProgress: Bool {
    guard !isQuiet else { return isJSON }
    return isJSON || isLive || ContinuousClock.now - lastLine >= .seconds(10)
  }

  private func advance(_ stage: Stage, _ done: Int, _ total: Int, _ divergence: Double?) {
    guard !isQuiet, done < total || isJSON else { return }
    let spent = (ContinuousClock.now - stageStart) / .seconds(1)
    let left = spent / Double(max(1, done)) * Double(total - done + (stepsAfter[stage] ?? 0))
    if isJSON {
      var members: [(name: String, value: JSON)] = [
        ("event", "progress"), ("stage", .string(stage.rawValue)), ("done", .integer(done)),
        ("total", .integer(total)), ("seconds_left", .number((left * 10).rounded() / 10)),
      ]
      if let divergence { members.append(("kl", .number(divergence))) }
      return event(members)
    }
    let text = words(stage, done, total, divergence) + ", \(duration(left)) left"
    if isLive { return live(text) }
    guard showsProgress else { return }
    lastLine = .now
    line(text)
  }

  private var knownDivergence: Double?

  private func words(_ stage: Stage, _ done: Int, _ total: Int, _ divergence: Double?) -> String {
    if let divergence { knownDivergence = divergence }
    let loss = stage.hasDivergence ? knownDivergence : nil
    let spent = (ContinuousClock.now - stageStart) / .seconds(1)
    let rate = stage.hasDivergence ? ", \(number(Double(done) / spent, digits: 1)) a second" : ""
    return "\(stage.words.padded(to: 22))\(grouped(done)) of \(grouped(total))\(rate)"
      + (loss.map { ", KL \(fixed($0, digits: 3))" } ?? "")
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

extension Stage {
  var words: String {
    switch self {
    case .read: "reading"
    case .pca: "principal components"
    case .neighbors: "neighbors"
    case .affinities: "affinities"
    case .early: "t-SNE, early phase"
    case .main: "t-SNE, main phase"
    case .metrics: "yardsticks"
    case .write: "writing"
    }
  }

  fileprivate var hasDivergence: Bool { self == .early || self == .main }
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
