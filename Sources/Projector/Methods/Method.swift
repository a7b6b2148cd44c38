package import Values
package import Kernels

/// A way to make a map, with its own settings: it says what it is called, what it needs, what it
/// refuses, holds and reports, and makes the map. A new one is a folder here and a line in `all`.
package struct Method: Sendable {
  /// The word on the command line, in file names and reports.
  package let name: String
  /// The name for people.
  package let title: String
  /// Of several maps, that of the least rank opens first.
  package let rank: Int
  package let needs: Needs
  /// The stages that are the method's own.
  package var stages: [Stage] = []
  /// Refuses what cannot be done with the points.
  package var check: @Sendable (Dataset, Settings) throws(DataError) -> Void = { _, _ in }
  /// What it does otherwise than might be expected, with n points: one sentence each.
  package var notes: @Sendable (_ points: Int) -> [String] = { _ in [] }
  /// The bytes that each of its stages holds beside the points and their principal components: each
  /// is gone when the next has what it needs. With n points.
  package var memory: @Sendable (_ points: Int, Settings) -> [Double] = { _, _ in [] }
  /// Its settings as reports have them, for n points: no two methods share a name.
  package var reported: @Sendable (_ points: Int, Settings) -> [(name: String, value: JSON)] = {
    _, _ in []
  }
  package let run: @Sendable (MethodInput) throws -> MadeMap

  /// With their default settings.
  package static let all: [Method] = [.pca, .tsne(), .asGiven]

  package static func named(_ name: String) -> Method? { all.first { $0.name == name } }
}

/// What a method starts from.
package enum Needs: Sendable {
  /// The points as they were read: nothing is computed of them.
  case input
  /// The prepared points' principal components.
  case points
  /// The same, and the graph of the k nearest neighbors of every point, k by the number of points.
  case graph(k: @Sendable (_ points: Int) -> Int)

  package var isInput: Bool {
    if case .input = self { true } else { false }
  }

  package func neighbors(points n: Int) -> Int? {
    if case .graph(let k) = self { k(n) } else { nil }
  }
}

/// What a method makes its map from, and whom it tells.
package struct MethodInput {
  package let device: Device
  package let n: Int
  /// As they were read.
  package let points: Points
  package let settings: Settings
  /// Principal components of every point, row-major, n x its count.
  package let principal: PrincipalComponents
  /// For the methods that ask for it.
  package let graph: SharedGraph?
  package let monitor: Monitor
}

/// The map that a method made.
package struct MadeMap {
  /// c, 2 or 3.
  package let components: Int
  /// Row-major n x c.
  package let coordinates: [Float]
  /// Yardsticks that are the method's own.
  package var metrics: [Layout.Metric] = []
}
