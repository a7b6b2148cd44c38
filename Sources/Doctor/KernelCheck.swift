package import Kernels
import References

/// What the doctor does to try the kernels of one file: run them on small data through their host
/// twins, in the shapes that the device gets, and hold the results against `References`.
///
/// A new kernel needs one entry here; a test notices when it has none. Which kernels an entry
/// covers is not said but seen: those of its file that it launched.
package struct KernelCheck: Sendable {
  /// The kernels' file, without `.cl`.
  package let file: String
  /// Small data: sizes around the edges of tiles, milliseconds in all.
  package let run: @Sendable (Device, Comparison) throws -> Void

  package static let all: [KernelCheck] = [
    KernelCheck(file: "prepare", run: checkPrepare),
    KernelCheck(file: "product", run: checkProduct),
    KernelCheck(file: "gather", run: checkGather),
    KernelCheck(file: "neighbors", run: checkNeighbors),
    KernelCheck(file: "pairs", run: checkPairs),
    KernelCheck(file: "lists", run: checkLists),
    KernelCheck(file: "affinities", run: checkAffinities),
    KernelCheck(file: "symmetrize", run: checkSymmetrize),
    KernelCheck(file: "attraction", run: checkAttraction),
    KernelCheck(file: "repulsion", run: checkRepulsion),
    KernelCheck(file: "field", run: checkField),
    KernelCheck(file: "filter", run: checkConvolution),
    KernelCheck(file: "convolution", run: checkConvolution),
    KernelCheck(file: "order", run: checkOrder),
    KernelCheck(file: "update", run: checkUpdate),
    KernelCheck(file: "preservation", run: checkPreservation),
  ]
}

/// Collects how far a device's results lie from the references.
package final class Comparison {
  /// The error that comes nearest its limit, or exceeds it most.
  package private(set) var error = 0.0
  package private(set) var limit = Double.infinity
  /// Of all results: unequal when two runs differ in a bit.
  package private(set) var digest: UInt64 = 0xCBF2_9CE4_8422_2325

  package init() {}

  /// Notes an error that may be up to `limit`.
  package func note(_ error: Double, within limit: Double) {
    let error = error.isNaN ? .infinity : error
    mix(error.bitPattern)
    guard Self.ratio(error, limit) >= Self.ratio(self.error, self.limit) else { return }
    (self.error, self.limit) = (error, limit)
  }

  /// Notes the share of numbers that differ: none may.
  package func equal(_ found: [Int32], _ expected: [Int32]) {
    found.forEach { mix(UInt64(UInt32(bitPattern: $0))) }
    let differing = zip(found, expected).count { $0 != $1 }
    let isWrong = found.count != expected.count
    note(isWrong ? .infinity : Double(differing) / Double(max(1, found.count)), within: 0)
  }

  /// Lets these results count when two runs are compared.
  package func watch(_ values: [Float]) { values.forEach { mix(UInt64($0.bitPattern)) } }

  package var isRight: Bool { error <= limit }

  /// Notes the largest |found - expected| / (|expected| + floor).
  package func floats(
    _ found: [Float], _ expected: [Double], floor: Double, within limit: Double
  ) {
    watch(found)
    note(largestError(found, expected, floor: floor), within: limit)
  }

  private static func ratio(_ error: Double, _ limit: Double) -> Double {
    error == 0 ? 0 : error / limit
  }

  private func mix(_ bits: UInt64) { digest = (digest ^ bits) &* 0x100_0000_01B3 }
}
