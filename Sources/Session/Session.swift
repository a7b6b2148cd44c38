import Formats
import Values
import Kernels
import Projector
import Synchronization
import Viewer

/// One run: request in, events out, outcome back. Any face can start one, and end it from another
/// thread.
package final class Session: Sendable {
  private let request: Request
  private let isInterrupted = Atomic(false)
  private let folder = Mutex<OutputFolder?>(nil)

  package init(_ request: Request) { self.request = request }

  /// Ends the run at its next step: `run` throws `Interrupted`, and nothing was changed.
  package func interrupt() { isInterrupted.store(true, ordering: .relaxed) }

  /// Removes what the run has made so far, for a process that is about to end.
  package func abandon() { folder.withLock { $0 }?.abandon() }

  /// Reads, computes, writes. Once it throws, the folder is as it was before.
  package func run(_ listener: Listener = Listener()) throws -> Outcome {
    let made = try OutputFolder(path: request.folder, force: request.force)
    folder.withLock { $0 = made }
    do {
      let monitor = Monitor(
        snapshots: request.snapshots, showsLoss: listener.showsLoss,
        isInterrupted: { self.isInterrupted.load(ordering: .relaxed) }
      ) { listener.hear(.progress($0)) }
      return try Run(request, listener, monitor, made).perform()
    } catch {
      made.abandon()
      throw error
    }
  }
}

/// The work of one session.
private struct Run {
  private let request: Request
  private let listener: Listener
  private let monitor: Monitor
  private let folder: OutputFolder
  private let start = ContinuousClock.now

  init(_ request: Request, _ listener: Listener, _ monitor: Monitor, _ folder: OutputFolder) {
    self.request = request
    self.listener = listener
    self.monitor = monitor
    self.folder = folder
  }

  func perform() throws -> Outcome {
    let dataset = try monitor.time(.read) { try Dataset.read(request.dataset) }
    try request.settings.check(against: dataset)
    _ = try request.writing.plots.labelColumn(of: dataset.columns)
    let choice = try DeviceChoice(request.device, among: DeviceDescription.all())
    let need = MemoryNeed(of: dataset, request.settings)
    try need.check(on: choice.device)
    introduce(dataset, choice, need)
    let (projection, peak) = try project(dataset, on: choice.device)
    let searchNotes = [projection.search?.note].compactMap(\.self) + projection.notes
    searchNotes.forEach(note)
    var report = Report(of: request, dataset, choice.device, projection)
    let written = try write(projection, report)
    report.notes = dataset.notes + searchNotes + written
    report.seconds = monitor.seconds.map { ($0.stage.key, $0.seconds) }
    report.totalSeconds = elapsed
    report.peakBytes = peakMemory(device: choice.device, peak)
    report.estimatedBytes = need.bytes
    try report.write(to: folder)
    let files = folder.files.sorted { $0.name < $1.name }
    try monitor.check()
    try folder.commit().forEach(note)
    return Outcome(projection: projection, report: report, files: files, seconds: elapsed)
  }

  private func note(_ sentence: String) { listener.hear(.note(sentence)) }

  /// The first events: what was understood, and where it is computed.
  private func introduce(_ dataset: Dataset, _ choice: DeviceChoice, _ need: MemoryNeed) {
    let points = dataset.points
    listener.hear(
      .ready(
        Preparation(
          source: dataset.source, points: points.rows, allPoints: points.totalRows,
          metadataColumns: dataset.columns.count, hasImages: dataset.images != nil,
          device: choice.device, reason: choice.reason, estimatedBytes: need.bytes)))
    dataset.notes.forEach(note)
    request.settings.methods.flatMap { $0.notes(points.rows) }.forEach(note)
  }

  private func project(
    _ dataset: Dataset, on device: DeviceDescription
  ) throws -> (Projection, peak: Int) {
    do {
      let opened = try Device(index: device.index)
      let pipeline = Pipeline(device: opened, settings: request.settings, monitor: monitor)
      let projection = try pipeline.run(dataset)
      return (projection, opened.peakBytes)
    } catch let error as DeviceError {
      throw DeviceFailure(device: device, error: error)
    }
  }

  /// Writes all files but the report; returns the notes.
  private func write(_ projection: Projection, _ report: Report) throws -> [String] {
    let page = OutputWriter.page(
      PageOptions(
        placement: request.page, tool: "\(Report.tool) \(report.version)",
        parameters: report.parameters))
    let notes = try monitor.time(.write) {
      let notes = try OutputWriter.writeAll(projection, to: folder, request.writing, also: [page])
      if request.isLogRun { try EventFile.write(to: folder) }
      return notes
    }
    notes.forEach(note)
    return notes
  }

  private var elapsed: Double { (ContinuousClock.now - start) / .seconds(1) }
}
