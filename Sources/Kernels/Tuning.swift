/// The shapes that the kernels take on a kind of device.
///
/// On a CPU one item is a loop of one thread: wide vectors and many rows an item, few items a
/// group. On a GPU an item is a lane: narrow vectors, few rows, large groups.
package struct Tuning: Sendable, Equatable {
  /// Lanes of hot loops' vectors.
  package var vector: Int
  /// Rows of the product's and the neighbor search's tiles.
  package var tileRows: Int
  /// Tiles of query rows that one item of the neighbor search walks through.
  package var queryPanels: Int
  /// Points whose exact repulsion one item sums.
  package var repulsionRows: Int
  /// Points whose attraction one item sums.
  package var attractionRows: Int
  /// Edges ahead that the attraction has fetched; 0: none.
  package var attractionAhead: Int
  /// Whether products and scores are computed by groups from local memory, in tiles of 64 x 64.
  package var localTiles: Bool
  /// Items a group where each item is one row.
  package var group: Int
  /// Items a group where each item is a tile.
  package var tileGroup: Int

  package static let cpu = Tuning(
    vector: 16, tileRows: 8, queryPanels: 8, repulsionRows: 4, attractionRows: 64,
    attractionAhead: 512, localTiles: false, group: 64, tileGroup: 8)
  package static let gpu = Tuning(
    vector: 4, tileRows: 4, queryPanels: 1, repulsionRows: 1, attractionRows: 1,
    attractionAhead: 0, localTiles: true, group: 64, tileGroup: 16)

  /// This and the other way to multiply: a device may be asked for both.
  package var bothWays: [Tuning] {
    var other = self
    other.localTiles.toggle()
    return [self, other]
  }

  /// The side of such a tile, and the items of its group.
  static let localTile = 64

  var vectorMacro: Macro { Macro("VECTOR", vector) }

  // Bundles of files are built once only where all of their kernels ask for the same macros.

  /// Of prepare.cl and product.cl.
  var productMacros: [Macro] { [vectorMacro, Macro("ROWS", tileRows)] }

  /// Of neighbors.cl, pairs.cl and lists.cl, for points of `dimensions` coordinates.
  func neighborMacros(dimensions: Int) -> [Macro] {
    productMacros + [
      Macro("PANELS", queryPanels),
      Macro("DIRECT", Neighbors.isDirect(dimensions: dimensions) ? 1 : 0),
    ]
  }

  /// Of attraction.cl, update.cl, order.cl and preservation.cl.
  func layoutMacros(components: Int, packing: Packing = Packing()) -> [Macro] {
    packing.macros + [
      vectorMacro, Macro("COMPONENTS", components), Macro("ROWS", attractionRows),
      Macro("AHEAD", attractionAhead),
    ]
  }
}
