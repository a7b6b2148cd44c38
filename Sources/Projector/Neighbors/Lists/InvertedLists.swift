import Values
import Kernels

/// Points in inverted lists, each around a centroid found by k-means on a sample
/// (Sivic and Zisserman 2003; Jegou, Douze and Schmid 2011).
struct InvertedLists {
  /// lists x d.
  let centroids: Matrix
  /// The points by the list whose centroid is nearest to them.
  let grouping: Grouping
  /// The list of every point.
  let listOf: [Int32]
  let packed: Lists.Packed

  /// Points of the sample for each centroid, and rounds of k-means: more hardly change how many
  /// lists must be visited.
  private static let sampleSize = 20
  private static let rounds = 5

  /// So many that ranking the lists costs less than scanning their members, and lists fill panels.
  static func count(points n: Int) -> Int {
    max(1, min(n, Int((4 * Double(n).squareRoot()).rounded())))
  }

  init(of points: Matrix, kernels: Lists, gather: Gather, ranking: ListRanking, seed: UInt64) throws
  {
    let n = points.rows
    let count = Self.count(points: n)
    let sample = sampleRows(Self.sampleSize * count, of: n, seed: seed)
    let training = try gather(sample.map(Int32.init), of: points)
    let start = sampleRows(count, of: sample.count, seed: seed &+ 1)
    centroids = try gather(start.map(Int32.init), of: training)
    for _ in 0..<Self.rounds {
      let nearest = try ranking.nearest(centroids, to: training)
      try kernels.moveToMeans(
        centroids, of: training, Grouping(nearest, groups: count))
    }
    listOf = try ranking.nearest(centroids, to: points)
    grouping = Grouping(listOf, groups: count)
    packed = try kernels.packed(points, grouping)
  }
}
