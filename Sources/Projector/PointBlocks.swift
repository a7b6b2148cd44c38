package import Kernels

/// Centered points in blocks of rows on the device.
package protocol PointBlocks {
  var device: Device { get }
  var rows: Int { get }
  var columns: Int { get }
  /// First row of each block, with its rows.
  var blocks: [Range<Int>] { get }
  /// The block at `index` of `blocks`.
  func block(_ index: Int) throws -> Matrix
}
