package import Foundation

/// The checkout that these tests belong to.
package enum Repository {
  package static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The path of a file or folder of the checkout.
  package static func path(_ name: String) -> String { root.appending(path: name).path }
}
