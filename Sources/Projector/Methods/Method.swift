package import Values
package import Kernels

/// What a method starts from, and whom it tells.
package struct MethodInput {
  package let device: Device
  package let n: Int
  /// As they were read.
  package let points: Points
  package let parameters: Parameters
  /// Principal components of every point, row-major, n x `componentCount`.
  package let principal: PrincipalComponents
  /// P, for the methods that ask for it.
  package let affinities: SparseAffinities?
  package let clock: Clock
}

/// A way to make a map. A new one is a file here and a line in `all`.
package struct Method: Sendable {
  /// The word on the command line and in file names.
  package let name: String
  /// The name for people.
  package let title: String
  package let needsAffinities: Bool
  package let run: @Sendable (MethodInput) throws -> Layout

  package static let all: [Method] = [.pca, .tsne, .none]

  package static func named(_ name: String) -> Method? { all.first { $0.name == name } }
}
