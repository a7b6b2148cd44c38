/// What of a file that holds several things is the points, as the command line says it.
package struct PointsChoice: Sendable, Equatable {
  /// An option that chooses. A reader lists those that it understands.
  package enum Option: String, Sendable, CaseIterable {
    case array = "--array"
    case tensor = "--tensor"
    case column = "--column"
    case header = "--header"
  }

  /// Whether a table's first line names its columns.
  package enum Header: String, Sendable, CaseIterable {
    /// A rule tells.
    case auto
    case yes, no
  }

  /// The array of an archive.
  package var array: String?
  /// The tensor of a file or folder of tensors.
  package var tensor: String?
  /// The columns of a table or the keys of records, as given: `a,b`, `x0..x99`.
  package var column: String?
  /// Of tables.
  package var header = Header.auto

  package init() {}

  /// The options that were given, with their values.
  var given: [(option: Option, value: String)] {
    let all: [(Option, String?)] = [
      (.array, array), (.tensor, tensor), (.column, column),
      (.header, header == .auto ? nil : header.rawValue),
    ]
    return all.compactMap { option, value in value.map { (option, $0) } }
  }
}
