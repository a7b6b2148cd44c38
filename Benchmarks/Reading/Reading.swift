@testable import Formats
import Values

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `Reading ROUNDS FILE`: how long it takes to open a file of points, and then to take every number
/// of it as float32 once, as a run does on the way to its device; the best of ROUNDS, as JSON on a
/// line.
@main
enum Reading {
  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count == 3, let rounds = Int(arguments[1]), rounds > 0 else {
      print("Reading ROUNDS FILE")
      exit(2)
    }
    do {
      let before = peak
      var best = Times(open: .infinity, all: .infinity)
      for _ in 0..<rounds {
        let times = try read(arguments[2])
        best.open = min(best.open, times.open)
        best.all = min(best.all, times.all)
      }
      print("{\"open\": \(best.open), \"all\": \(best.all), \"peak\": \(peak - before)}")
    } catch {
      print("\(error)")
      exit(1)
    }
  }

  private struct Times {
    var open: Double
    var all: Double
  }

  private static func read(_ path: String) throws(DataError) -> Times {
    let start = ContinuousClock.now
    let dataset = try Dataset.read(DatasetRequest(inputs: [path]))
    let open = (ContinuousClock.now - start) / .seconds(1)
    let points = dataset.points
    let step = max(1, (1 << 16) / points.columns)
    var block = [Float](repeating: 0, count: step * points.columns)
    var failure: DataError?
    for first in stride(from: 0, to: points.rows, by: step) {
      block.withUnsafeMutableBufferPointer { target in
        do throws(DataError) {
          try points.copyRows(first..<min(points.rows, first + step), into: target)
        } catch {
          failure = error
        }
      }
      if let failure { throw failure }
    }
    return Times(open: open, all: (ContinuousClock.now - start) / .seconds(1))
  }

  /// The most bytes that the process held, mapped pages of the file included; 0 where the system
  /// does not say. (`getrusage` counts what the process was before it became this program.)
  private static var peak: Int {
    guard let file = fopen("/proc/self/status", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), file) != nil {
      let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
      guard text.hasPrefix("VmHWM:") else { continue }
      return (Int(text.filter(\.isNumber)) ?? 0) * 1024
    }
    return 0
  }
}
