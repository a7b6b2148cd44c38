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
  /// Numbers of points whose neighbors are searched by looking at every pair once; nil: none.
  package var pairPoints: ClosedRange<Int>?
  /// Points from which on the neighbors of a few of them are searched through bounds of distances,
  /// which leave few of the others to compare, each with a loop of its own; nil: never.
  package var boundedPoints: Int?
  /// Items a group where each item is one row.
  package var group: Int
  /// Items a group where each item is a piece of a row, or a row of a panel.
  package var pieceGroup: Int
  /// Items a group where each item is a tile.
  package var tileGroup: Int
  /// Items a group where each is a loop of its own on a CPU: an item of the attraction, a vector of
  /// lines to pack, a leaf of a map's tree, a column of the field's transforms.
  package var loopGroup: Int
  /// Items a group of the exact repulsion.
  package var repulsionGroup: Int
  /// Items a group where each is one of fewer queries than `manyQueries`: few, so that all threads
  /// have some.
  package var fewQueriesGroup: Int
  /// Points whose field one item reads.
  package var fieldPoints: Int
  /// The most copies of the field's charges, each filled by an item, one a compute unit; 0: one
  /// grid and atomic additions.
  package var fieldCopies: Int

  package static let cpu = Tuning(
    vector: 16, tileRows: 8, queryPanels: 8, repulsionRows: 4, attractionRows: 64,
    attractionAhead: 512, localTiles: false,
    // Enough for ranges of several panels, few enough that all points' best are in memory at once.
    pairPoints: 2_000...120_000, boundedPoints: 20_000, group: 64, pieceGroup: 16, tileGroup: 8,
    loopGroup: 1, repulsionGroup: 8, fewQueriesGroup: 4, fieldPoints: 128, fieldCopies: 8)
  package static let gpu = Tuning(
    vector: 4, tileRows: 4, queryPanels: 1, repulsionRows: 1, attractionRows: 1,
    attractionAhead: 0, localTiles: true, pairPoints: nil, boundedPoints: nil, group: 64,
    pieceGroup: 16, tileGroup: 16, loopGroup: 64, repulsionGroup: 64, fewQueriesGroup: 64,
    fieldPoints: 4, fieldCopies: 0)

  /// Queries from which on every thread has groups enough.
  private static let manyQueries = 4096

  /// Items a group where each item is one of so many queries.
  func group(queries: Int) -> Int { queries < Self.manyQueries ? fewQueriesGroup : group }

  /// Whether the neighbors of so many points are searched among pairs.
  package func searchesPairs(points: Int) -> Bool { pairPoints?.contains(points) ?? false }

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

  /// Of prepare.cl, product.cl and gather.cl.
  var productMacros: [Macro] { [vectorMacro, Macro("PRODUCT_ROWS", tileRows)] }

  /// Of neighbors.cl, pairs.cl and lists.cl, for points of `dimensions` coordinates.
  func neighborMacros(dimensions: Int) -> [Macro] {
    [
      vectorMacro, Macro("SELECTION_ROWS", tileRows), Macro("NEIGHBORS_PANELS", queryPanels),
      Macro("SELECTION_DIRECT", Neighbors.isDirect(dimensions: dimensions) ? 1 : 0),
    ]
  }

  /// Of attraction.cl, update.cl, order.cl and preservation.cl.
  func layoutMacros(components: Int, packing: Packing = Packing()) -> [Macro] {
    packing.macros + [
      vectorMacro, Macro("COMPONENTS", components), Macro("ATTRACTION_ROWS", attractionRows),
      Macro("ATTRACTION_AHEAD", attractionAhead),
    ]
  }
}
