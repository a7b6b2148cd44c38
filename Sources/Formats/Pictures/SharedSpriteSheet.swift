import Synchronization
package import Values

/// The sheet of all pictures, encoded once for all the writers that run side by side.
package final class SharedSpriteSheet: Sendable {
  private let encoded = Mutex<Result<[UInt8], DataError>?>(nil)

  package init() {}

  /// The PNG of `sheet`, which must be the sheet of all the projection's pictures. Whoever comes
  /// first encodes it; others wait.
  package func png(_ sheet: SpriteSheet) throws(DataError) -> [UInt8] {
    try encoded.withLock { encoded in
      if let encoded { return encoded }
      let result = Result { () throws(DataError) in try sheet.png() }
      encoded = result
      return result
    }.get()
  }
}
