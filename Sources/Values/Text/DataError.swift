/// What a user's file or folder did wrong: one sentence that names the file, the place in it and,
/// where there is one, the next step. The command prints it as it is and exits 1.
package struct DataError: Error, CustomStringConvertible, Equatable, Sendable {
  package let message: String

  package init(_ message: String) { self.message = message }

  package var description: String { message }
}
