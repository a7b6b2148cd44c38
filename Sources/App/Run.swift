import Formats
import Values
import Kernels
import Projector
import Viewer

/// One run of `project`: read, compute, write.
struct Run {
  private let call: ProjectCall
  private let talk: Talk
  private let clock: Clock
  private let start = ContinuousClock.now

  init(_ call: ProjectCall, _ talk: Talk) {
    self.call = call
    self.talk = talk
    clock = Clock(showsDivergence: { talk.showsProgress }) { talk.hear($0) }
  }

  func perform() throws {
    let folder = try OutputFolder(path: call.folder, force: call.force)
    Interruption.covers(folder)
    do {
      try perform(in: folder)
    } catch {
      folder.abandon()
      throw error
    }
  }

  private func perform(in folder: OutputFolder) throws {
    let dataset = try clock.time(.read) { try Dataset.read(call.request) }
    try call.parameters.check(against: dataset)
    _ = try call.writing.plots.labelColumn(of: dataset.columns)
    let choice = try DeviceChoice(call.device, among: DeviceDescription.all())
    let need = MemoryNeed(of: dataset, call.parameters)
    try need.check(on: choice.device)
    introduce(dataset, choice, need)
    let (projection, peak) = try project(dataset, on: choice.device)
    if let note = projection.search?.note { talk.warn(note) }
    var report = Report(of: call, dataset, choice.device, projection)
    let written = try write(projection, to: folder, report)
    report.notes = dataset.notes + [projection.search?.note].compactMap { $0 } + written.notes
    report.seconds = seconds(write: written.seconds)
    report.peakBytes = peakMemory(device: choice.device, peak)
    try report.write(to: folder)
    let files = folder.files.sorted { $0.name < $1.name }
    for note in try folder.commit() { talk.warn(note) }
    if talk.isChatty {
      Summary(call: call, projection: projection, files: files).print(seconds: elapsed)
    }
    talk.done(output: call.folder, seconds: elapsed)
  }

  /// The first lines: what was understood, and where it is computed.
  private func introduce(_ dataset: Dataset, _ choice: DeviceChoice, _ need: MemoryNeed) {
    let shape = dataset.source.shape.map(grouped).joined(separator: " x ")
    let columns = dataset.columns.count
    var what = "\(shape) \(dataset.source.type.rawValue)"
    if dataset.points.rows != dataset.points.totalRows {
      what += ", of which \(grouped(dataset.points.rows)) points are used"
    }
    what += "; \(columns) metadata \(columns == 1 ? "column" : "columns")"
    if dataset.images != nil { what += "; images" }
    talk.say(
      "\(dataset.source.paths.joined(separator: ", ")): \(what); about \(gigabytes(need.bytes)) GB")
    talk.say("device \(choice.device.index): \(choice.device.summary), \(choice.reason)")
    for note in dataset.notes { talk.warn(note) }
    let n = dataset.points.rows
    let perplexity = call.parameters.perplexity(points: n)
    if call.parameters.methods.contains("tsne"), call.parameters.perplexity == nil, perplexity < 30
    {
      talk.warn(
        "perplexity \(number(perplexity)), because \(grouped(n)) points allow no more "
          + "(a third of the others)")
    }
  }

  private func project(
    _ dataset: Dataset, on device: DeviceDescription
  ) throws -> (Projection, peak: Int) {
    talk.stepsAfter[.early] = call.parameters.iterations - call.parameters.early
    do {
      let opened = try Device(index: device.index)
      let pipeline = Pipeline(device: opened, parameters: call.parameters, clock: clock)
      let projection = try pipeline.run(dataset)
      return (projection, opened.peakBytes)
    } catch let error as DeviceError where device.kind == .gpu {
      throw DeviceError(
        doing: "\(error) on '\(device.name)'. To compute on the CPU instead: --device cpu")
    }
  }

  private func write(
    _ projection: Projection, to folder: OutputFolder, _ report: Report
  ) throws -> (notes: [String], seconds: Double) {
    let start = ContinuousClock.now
    let page = OutputWriter.page(
      PageOptions(
        placement: call.html, tool: "\(Report.tool) \(report.version)",
        parameters: report.parameters))
    let notes = try clock.time(.write) {
      let notes = try OutputWriter.writeAll(projection, to: folder, call.writing, also: [page])
      if call.run != nil { try EventFile.write(to: folder) }
      return notes
    }
    for note in notes { talk.warn(note) }
    return (notes, (ContinuousClock.now - start) / .seconds(1))
  }

  private var elapsed: Double { (ContinuousClock.now - start) / .seconds(1) }

  private func seconds(write: Double) -> Report.Seconds {
    var seconds = Report.Seconds()
    let spent = { (stage: Stage) in clock.seconds[stage] ?? 0 }
    seconds.read = spent(.read)
    seconds.pca = spent(.pca)
    seconds.neighbors = spent(.neighbors)
    seconds.affinities = spent(.affinities)
    seconds.early = spent(.early)
    seconds.main = spent(.main)
    seconds.metrics = spent(.metrics)
    seconds.write = write
    seconds.total = elapsed
    return seconds
  }
}
